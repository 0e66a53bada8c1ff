import { ArrowSync24Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CloudOff24Regular } from '@fluentui/react-icons/svg/cloud-off';
import { strings } from '../strings/index.ts';
import { Empty } from '../ui/State.tsx';
import { useWorkspace } from './workspace.ts';

/** What is not known yet, in one line: on its way, or waiting for signal. Never "none". */
export const UnfetchedLine = ({ className }: { readonly className?: string | undefined }) => {
  const [title] = useTold();
  return (
    <p className={className} role="status">
      {title}
    </p>
  );
};

/** The same for a whole list. */
export const Unfetched = () => {
  const [title, lead, offline] = useTold();
  return (
    <div role="status">
      <Empty quiet icon={offline ? <CloudOff24Regular /> : <ArrowSync24Regular />} title={title} lead={lead} />
    </div>
  );
};

const useTold = (): readonly [title: string, lead: string, offline: boolean] => {
  const offline = useWorkspace().link?.link === 'offline';
  const [title, lead] = strings.app.unfetched[offline ? 'offline' : 'online'];
  return [title, lead, offline];
};
