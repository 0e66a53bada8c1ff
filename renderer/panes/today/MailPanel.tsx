import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { classes } from '../../format/text.ts';
import { rowTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './today.module.css';

/** The newest unread messages. */
export const MailPanel = ({ unread, now }: { readonly unread: TodayView['mail']; readonly now: Date }) => {
  const { go } = useWorkspace();
  const newest = unread.known ? unread.value.newest : [];
  const title = strings.today.mail.title(unread.known ? unread.value.count : 0);
  return (
    <section className={classes(s.panel, newest.length === 0 && s.short)} aria-label={title}>
      <div className={s.bar}>
        <h2>{title}</h2>
        <Button appearance="transparent" icon={<ChevronRight20Regular />} iconPosition="after" onClick={() => go('mail')}>
          {strings.today.mail.all}
        </Button>
      </div>
      {!unread.known ? (
        <UnfetchedLine className={s.none} />
      ) : newest.length === 0 ? (
        <p className={s.none}>{strings.today.mail.none}</p>
      ) : (
        <ul>
          {newest.map((message) => (
            <li key={message.id}>
              <button type="button" className={s.mail} onClick={() => go({ pane: 'mail', id: message.id, folder: message.folder })}>
                <span>
                  <span>{message.from?.name || message.from?.address || strings.mail.noSender}</span>
                  <time dateTime={message.at}>{rowTime(message.at, now)}</time>
                </span>
                <b>{message.subject || strings.today.mail.noSubject}</b>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
