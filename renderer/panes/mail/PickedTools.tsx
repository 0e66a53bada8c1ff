import { Archive20Regular } from '@fluentui/react-icons/svg/archive';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { MailProhibited20Regular } from '@fluentui/react-icons/svg/mail-prohibited';
import { MailRead20Regular } from '@fluentui/react-icons/svg/mail-read';
import { SelectAllOn20Regular } from '@fluentui/react-icons/svg/select-all-on';
import type { ReactNode } from 'react';
import { strings } from '../../strings/index.ts';
import { Act } from './Act.tsx';
import { type FilingAct, isFlagging, isMarkingRead, isOffered } from './filing.ts';
import { MoveMenu } from './MoveMenu.tsx';
import s from './mail.module.css';
import t from './tools.module.css';
import type { MailActs } from './useMailActs.ts';
import type { Picked } from './usePicked.ts';

const { mail, letter } = strings;
const { picked: w } = mail;

/** How many messages are chosen, and what can be done with all of them. The keys are those of one message; Esc ends it. */
export const PickedTools = ({ picked, acts }: { readonly picked: Picked; readonly acts: MailActs }) => {
  const { here, folders, act } = acts;
  const { messages, conversations, full, moving, all, end } = picked;
  const filing = (which: FilingAct, icon: ReactNode, label: string, keys: string): ReactNode =>
    isOffered(which, here, folders) && <Act icon={icon} label={label} keys={keys} press={() => act(which, messages)} />;
  return (
    <>
      <p className={s.note} role="status">
        {w.number(messages.length, conversations)}
        {full && ` ${w.full}`}
      </p>
      <fieldset className={t.acts} aria-label={w.tools}>
        <Act icon={<SelectAllOn20Regular />} label={w.all} keys="Control+A" press={all} />
        {messages.length > 0 && (
          <>
            {here.readOnly !== true && <MoveMenu messages={messages} acts={acts} begun={moving} />}
            {filing('archive', <Archive20Regular />, letter.acts.archive, 'E')}
            {filing('delete', <Delete20Regular />, letter.acts.delete, 'Delete')}
            {filing('flag', <Flag20Regular />, isFlagging(messages) ? letter.acts.flag : letter.acts.unflag, 'G')}
            {filing('unread', <MailRead20Regular />, isMarkingRead(messages) ? w.read : letter.acts.unread, 'U')}
            {filing('junk', <MailProhibited20Regular />, letter.acts.junk, 'J')}
            {filing('notJunk', <MailProhibited20Regular />, letter.acts.notJunk, 'J')}
          </>
        )}
        <Act icon={<Dismiss20Regular />} label={w.end} keys="Escape" press={end} />
      </fieldset>
    </>
  );
};
