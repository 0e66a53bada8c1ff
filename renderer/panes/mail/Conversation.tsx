import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { api } from '../../api.ts';
import { rowTime } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './conversation.module.css';
import { isMade } from './filing.ts';

const { mail } = strings;
const { conversation: w } = mail;

/** The messages that an open one belongs together with, each folded to a line, newest first, from whatever folder; a press opens another. */
export const Conversation = ({ id, folders }: { readonly id: string; readonly folders: readonly MailFolder[] }) => {
  const { go } = useWorkspace();
  const now = useNow();
  const { state } = useAsk(['mail.conversation', id], () => api.mail.conversation({ id }), { topics: ['mail'] });
  if (state.kind !== 'ready' || state.value.total < 2) return null;
  const { rows, total } = state.value;
  const whoOf = ({ folder, from, recipients }: MailSummary): string => {
    const made = folders.some((one) => one.path === folder && isMade(one));
    return made ? mail.toWhom(recipients) : from?.name || from?.address || mail.noSender;
  };
  return (
    <ScrollRegion className={s.conversation} label={w.title(total)}>
      <h2>
        {w.title(total)}
        {rows.length < total && <small> {w.more(rows.length)}</small>}
      </h2>
      <ol>
        {rows.map((row) => {
          const line = (
            <>
              <b>{whoOf(row)}</b>
              <span>{row.id === id ? w.here : row.preview || row.subject || mail.noSubject}</span>
              <time dateTime={row.at}>{rowTime(row.at, now)}</time>
            </>
          );
          return (
            <li key={row.id}>
              {row.id === id ? (
                <p className={s.line} aria-current="true">
                  {line}
                </p>
              ) : (
                <button type="button" className={s.line} onClick={() => go({ pane: 'mail', id: row.id, folder: row.folder })}>
                  {line}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </ScrollRegion>
  );
};
