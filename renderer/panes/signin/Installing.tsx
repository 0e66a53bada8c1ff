import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { strings } from '../../strings/index.ts';
import { Head, Lead, Step, Todo } from './parts.tsx';

const said = strings.laptop.update;

/** The next version is being installed: nobody signs in before the program has come up again. */
export const Installing = ({ version }: { readonly version: string }) => (
  <div role="status">
    <Step icon={<ArrowDownload20Regular />}>{said.label}</Step>
    <Head>{said.installing(version)}</Head>
    <Lead>{said.installingLead}</Lead>
    <Todo items={[{ mark: <ShieldCheckmark20Regular />, tone: 'ok', title: said.checkedTitle, lead: said.checked }]} />
  </div>
);
