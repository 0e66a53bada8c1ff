import { Attach20Regular } from '@fluentui/react-icons/svg/attach';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { Flag20Filled } from '@fluentui/react-icons/svg/flag';
import type { MailConversation, MailSummary } from '../../../contracts/domain/mail.ts';
import { classes } from '../../format/text.ts';
import { rowTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import type { Listed } from './listed.ts';
import { MailRow, SensitiveMark } from './MailRow.tsx';
import s from './row.module.css';

const { mail } = strings;
const { conversation: w } = mail;

interface Shown {
  /** What stands in the folder the officer wrote. */
  readonly made: boolean;
  readonly now: Date;
}

/** A row of a folder: a message, a conversation of several, or a message within one. */
export const ListedRow = ({ row: { message, conversation, unfolded, within }, made, now }: Shown & { readonly row: Listed }) => {
  if (conversation !== undefined) return <ConversationRow conversation={conversation} unfolded={unfolded === true} made={made} now={now} />;
  return within === undefined ? <MailRow message={message} made={made} now={now} /> : <WithinRow message={message} made={made} now={now} />;
};

/** Who wrote in a conversation, the latest first, how many messages it has here, and how the newest begins. */
const ConversationRow = ({
  conversation,
  unfolded,
  made,
  now,
}: Shown & { readonly conversation: MailConversation; readonly unfolded: boolean }) => {
  const { names, number, unread, at, subject, preview, recipients, flagged, attachments } = conversation;
  return (
    <span className={classes(s.message, unread > 0 && s.unread)}>
      <span className={s.from}>
        {unread > 0 && <i className={s.dot} role="img" aria-label={w.unread(unread)} />}
        <span>{made ? mail.toWhom(recipients) : names.join(', ') || mail.noSender}</span>
        <time dateTime={at}>{rowTime(at, now)}</time>
      </span>
      <span className={s.about}>
        <span className={s.subject}>{subject || mail.noSubject}</span>
        <span className={s.number}>
          <span aria-hidden>{number}</span>
          <span className="heard">{w.number(number)}</span>
          {unfolded ? <ChevronDown20Regular /> : <ChevronRight20Regular />}
        </span>
      </span>
      <span className={s.bit}>
        <SensitiveMark message={conversation} />
        <span>{preview}</span>
        {flagged && <Flag20Filled className={s.flag ?? ''} aria-label={mail.flagged} />}
        {attachments > 0 && <Attach20Regular aria-label={mail.attachment} />}
      </span>
    </span>
  );
};

/** Its subject is the conversation's. */
const WithinRow = ({ message, made, now }: Shown & { readonly message: MailSummary }) => (
  <span className={classes(s.message, s.within, !message.seen && s.unread)}>
    <span className={s.from}>
      {!message.seen && <i className={s.dot} role="img" aria-label={mail.unread} />}
      <span>{made ? mail.toWhom(message.recipients) : message.from?.name || message.from?.address || mail.noSender}</span>
      <time dateTime={message.at}>{rowTime(message.at, now)}</time>
    </span>
    <span className={s.bit}>
      <SensitiveMark message={message} />
      <span>{message.preview || message.subject || mail.noSubject}</span>
      {message.flagged && <Flag20Filled className={s.flag ?? ''} aria-label={mail.flagged} />}
      {message.attachments > 0 && <Attach20Regular aria-label={mail.attachment} />}
    </span>
  </span>
);
