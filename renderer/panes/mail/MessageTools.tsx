import { Archive20Regular } from '@fluentui/react-icons/svg/archive';
import { ArrowForward20Regular } from '@fluentui/react-icons/svg/arrow-forward';
import { ArrowReply20Regular } from '@fluentui/react-icons/svg/arrow-reply';
import { ArrowReplyAll20Regular } from '@fluentui/react-icons/svg/arrow-reply-all';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { FlagOff20Regular } from '@fluentui/react-icons/svg/flag-off';
import { MailProhibited20Regular } from '@fluentui/react-icons/svg/mail-prohibited';
import { MailUnread20Regular } from '@fluentui/react-icons/svg/mail-unread';
import { TextT20Regular } from '@fluentui/react-icons/svg/text-t';
import type { ReactNode } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { strings } from '../../strings/index.ts';
import { Act } from './Act.tsx';
import { type FilingAct, isOffered } from './filing.ts';
import { MoveMenu } from './MoveMenu.tsx';
import s from './tools.module.css';
import type { MailActs } from './useMailActs.ts';

const { letter: w } = strings;

/** What can be done with the message that is open: answered, forwarded, filed. Each has a key, which the sheet of keys tells. */
export const MessageTools = ({
  message,
  acts,
  text,
}: {
  readonly message: MailMessage;
  readonly acts: MailActs;
  /** Of a message with HTML: whether it is shown as text. */
  readonly text?: { readonly on: boolean; readonly turn: () => void } | undefined;
}) => {
  const { here, folders, answer, act } = acts;
  const { atServer = false } = message;
  const filing = (which: FilingAct, icon: ReactNode, label: string, keys: string): ReactNode =>
    !atServer && isOffered(which, here, folders) && <Act icon={icon} label={label} keys={keys} press={() => act(which, [message])} />;
  return (
    <fieldset className={s.acts} aria-label={w.toolbar}>
      <Act main icon={<ArrowReply20Regular />} label={w.acts.reply} keys="R" press={() => answer('reply', message.id)} />
      <Act icon={<ArrowReplyAll20Regular />} label={w.acts.replyAll} keys="A" press={() => answer('replyAll', message.id)} />
      <Act icon={<ArrowForward20Regular />} label={w.acts.forward} keys="F" press={() => answer('forward', message.id)} />
      {here.readOnly !== true && !atServer && <MoveMenu messages={[message]} acts={acts} />}
      {filing('archive', <Archive20Regular />, w.acts.archive, 'E')}
      {filing('delete', <Delete20Regular />, w.acts.delete, 'Delete')}
      {filing('flag', message.flagged ? <FlagOff20Regular /> : <Flag20Regular />, message.flagged ? w.acts.unflag : w.acts.flag, 'G')}
      {filing('junk', <MailProhibited20Regular />, w.acts.junk, 'J')}
      {filing('notJunk', <MailProhibited20Regular />, w.acts.notJunk, 'J')}
      {filing('unread', <MailUnread20Regular />, w.acts.unread, 'U')}
      {text !== undefined && (
        <Act icon={<TextT20Regular />} label={text.on ? strings.mail.asSent : strings.mail.asText} press={text.turn} />
      )}
      {(here.readOnly === true || atServer) && <p>{atServer ? strings.mail.atServer.onlyRead : w.readOnly}</p>}
    </fieldset>
  );
};
