import type { MailSummary } from '../../../../contracts/domain/mail.ts';
import { readMailQuery } from '../../../../contracts/domain/mail-query.ts';
import { FOUND_AT_SERVER } from '../../../../contracts/ipc/mail.ts';
import type { Store } from '../../../store/store.ts';
import type { OpenFolder } from '../adapter/open-folder.ts';
import { MailError } from '../errors.ts';
import { messageId, type RawHeader, toHeader } from '../messages.ts';
import type { MailReader } from '../reader/client.ts';
import type { StoredMessage } from '../repository/messages.ts';
import type { MailService } from '../service.ts';
import { serverQuery } from './query.ts';
import { rememberSought } from './sought.ts';

/** What is looked at: on a thin link a folder costs two or three round trips. */
const MOST_FOLDERS = 60;
/** Headers fetched of each folder. */
const PER_FOLDER = 50;
/** Of the laptop's own results, those that are not said twice. */
const OWN_FOUND = 500;

export interface LookupPorts {
  readonly store: Store;
  readonly reader: MailReader;
  /** A connection of its own: a search may take the server long, and new mail does not wait for it. */
  readonly service: MailService;
}

export interface FoundAtServer {
  readonly rows: readonly MailSummary[];
  /** There are more than are shown, or folders that were not looked at. */
  readonly more: boolean;
}

/**
 * Looks at the server for what the laptop's own search has not: older messages, and words of those that are not here. Only folders are
 * asked of which something is not here. What is found is remembered, so that it can be opened. Rejects with MailError, also once `signal` aborts.
 */
export const searchServer = async ({ store, reader, service }: LookupPorts, text: string, signal: AbortSignal): Promise<FoundAtServer> => {
  const query = readMailQuery(text);
  const asked = serverQuery(query);
  if (asked === undefined) return { rows: [], more: false };
  const own = new Set((await store.read('mail.search', { text, offset: 0, limit: OWN_FOUND })).rows.map(({ id }) => id));
  const folders = await store.read('mail.partlyHere', { called: query.folder });
  const found: MailSummary[] = [];
  let more = folders.length > MOST_FOLDERS;
  for (const { path, made } of folders.slice(0, MOST_FOLDERS)) {
    if (signal.aborted) throw new MailError('Unreachable');
    const inFolder = await service.inFolder(path, async (open) => {
      const wanted = (await open.search(asked)).toReversed().filter((uid) => !own.has(messageId(path, open.uidValidity, uid)));
      more ||= wanted.length > PER_FOLDER;
      return { uidValidity: open.uidValidity, headers: await open.headers(wanted.slice(0, PER_FOLDER), made) };
    });
    if (inFolder === undefined) continue;
    const messages = await asMessages(reader, path, inFolder);
    const wanted = messages.filter(({ summary }) => query.attachment !== true || summary.attachments > 0);
    rememberSought(store, wanted);
    for (const { summary } of wanted) found.push((await store.read('mail.message', { id: summary.id }))?.summary ?? summary);
  }
  found.sort((a, b) => (a.at < b.at ? 1 : -1));
  return { rows: found.slice(0, FOUND_AT_SERVER), more: more || found.length > FOUND_AT_SERVER };
};

const asMessages = async (
  reader: MailReader,
  folder: string,
  { uidValidity, headers }: { readonly uidValidity: OpenFolder['uidValidity']; readonly headers: readonly RawHeader[] },
): Promise<readonly StoredMessage[]> => {
  const read = await reader.headers(headers.map(({ fields }) => fields));
  return headers.flatMap((raw, index) => {
    const listed = read[index];
    if (listed === undefined) return [];
    const { fromName, fromAddress, recipients, subject, at, seen, flagged, attachments, marking } = toHeader(raw, listed);
    const from = fromName === '' && fromAddress === '' ? {} : { from: { name: fromName, address: fromAddress } };
    const summary: MailSummary = {
      ...{ id: messageId(folder, uidValidity, raw.uid), folder, subject, preview: '', at, seen, flagged, attachments, ...from },
      ...(recipients === '' ? {} : { recipients }),
      ...(marking === undefined ? {} : { marking }),
      atServer: true,
    };
    return [{ summary, folder, uid: raw.uid, uidValidity, messageId: raw.messageId, raw: undefined }];
  });
};
