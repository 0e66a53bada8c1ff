import { Attach20Regular } from '@fluentui/react-icons/svg/attach';
import { Flag20Filled } from '@fluentui/react-icons/svg/flag';
import type { MailSummary } from '../../../contracts/domain/mail.ts';
import { classes } from '../../format/text.ts';
import { rowTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Highlight } from '../../ui/Highlight.tsx';
import s from './row.module.css';

/** That a message may not be read by anybody. */
export const SensitiveMark = ({ message: { marking } }: { readonly message: Pick<MailSummary, 'marking'> }) =>
  marking === 'OFFICIAL-SENSITIVE' && (
    <abbr title={strings.mail.sensitiveLong} className={s.marking}>
      {strings.mail.sensitive}
    </abbr>
  );

/** A message in a list: who wrote it, or of what the officer `made` whom it goes to; when, about what, and how it begins. */
export const MailRow = ({
  message,
  made,
  now,
  search = '',
  folder,
}: {
  readonly message: MailSummary;
  readonly made: boolean;
  readonly now: Date;
  /** Words that were looked for, which are marked. */
  readonly search?: string;
  /** Where it stands, in a list of several folders. */
  readonly folder?: string | undefined;
}) => (
  <span className={classes(s.message, !message.seen && s.unread)}>
    <span className={s.from}>
      {!message.seen && <i className={s.dot} role="img" aria-label={strings.mail.unread} />}
      <span>
        <Highlight
          text={made ? strings.mail.toWhom(message.recipients) : message.from?.name || message.from?.address || strings.mail.noSender}
          search={search}
        />
      </span>
      <time dateTime={message.at}>{rowTime(message.at, now)}</time>
    </span>
    <span className={s.subject}>
      <Highlight text={message.subject || strings.mail.noSubject} search={search} />
    </span>
    <span className={s.bit}>
      <SensitiveMark message={message} />
      <span>
        {folder !== undefined && <b>{folder}: </b>}
        {message.atServer === true && <em>{strings.mail.atServer.mark} </em>}
        <Highlight text={message.preview} search={search} />
      </span>
      {message.flagged && <Flag20Filled className={s.flag ?? ''} aria-label={strings.mail.flagged} />}
      {message.attachments > 0 && <Attach20Regular aria-label={strings.mail.attachment} />}
    </span>
  </span>
);
