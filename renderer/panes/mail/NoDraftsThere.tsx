import { Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/State.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';

/** The mail server's drafts are another program's: this one's are on the laptop. */
export const NoDraftsThere = () => {
  const { showUnsent } = useWorkspace();
  const { state } = useAsk(['drafts.list'], () => api.drafts.list(null), { topics: ['drafts'] });
  const number = state.kind === 'ready' ? state.value.drafts.length : 0;
  const [title, lead] = strings.mail.noDraftsThere;
  return (
    <Empty
      quiet
      icon={<Mail24Regular />}
      title={title}
      lead={lead}
      action={number === 0 ? undefined : <Button onClick={showUnsent}>{strings.mail.draftsHere(number)}</Button>}
    />
  );
};
