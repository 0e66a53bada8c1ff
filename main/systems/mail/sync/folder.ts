import type { Store } from '../../../store/store.ts';
import type { FolderChanges } from '../adapter/certificate-imap.ts';
import type { OpenFolder } from '../adapter/open-folder.ts';
import { within } from '../adapter/uid-ranges.ts';
import type { Mailbox } from '../adapter.ts';
import { HEADER_BATCH, MESSAGES_PER_FOLDER } from '../limits.ts';
import { messageId, type RemoteFolder, toHeader } from '../messages.ts';
import type { MailReader } from '../reader/client.ts';
import type { FolderState } from '../repository/folders.ts';

export interface FolderWork {
  readonly store: Store;
  readonly mailbox: Mailbox;
  readonly reader: MailReader;
  readonly folder: RemoteFolder;
  /** Now, ISO 8601. */
  readonly at: string;
  readonly signal: AbortSignal;
}

/**
 * Brings one folder's list to how it stands at the server: its newest MESSAGES_PER_FOLDER. What is listed is committed batch by
 * batch, newest first, so that a link that breaks costs one batch and the next pass goes on where this one stopped.
 */
export const syncFolder = async (work: FolderWork): Promise<void> => {
  const { store, folder, at } = work;
  const known = await store.read('mail.folderState', { path: folder.path });
  if (!isAsKnown(folder, known)) {
    const wanted = await bringUpToDate(work, known);
    if (!(await fetchHeaders(work, wanted))) return;
  }
  await store.write('mail.folderSynced', { folder, at });
};

/** Nothing has come, gone or changed: CONDSTORE's counter says so for flags (RFC 7162 §3.1.2). */
const isAsKnown = (folder: RemoteFolder, known: FolderState | undefined): boolean =>
  known !== undefined &&
  folder.modseq !== undefined &&
  known.modseq === folder.modseq &&
  known.uidValidity === folder.uidValidity &&
  known.uidNext === folder.uidNext &&
  known.total === folder.total;

/** Drops what is gone, takes over changed flags, and tells which UIDs still have to be listed, newest first. */
const bringUpToDate = ({ store, mailbox, folder }: FolderWork, known: FolderState | undefined): Promise<readonly number[]> => {
  const { path } = folder;
  const then = known?.modseq === undefined ? undefined : { uidValidity: known.uidValidity, modseq: known.modseq, uidNext: known.uidNext };
  const work = async (open: OpenFolder): Promise<readonly number[]> => {
    await store.write('mail.folderAccess', { path, readOnly: open.readOnly });
    const changes = then && (await open.changes(then));
    const wanted = changes && (await takeChanges({ store, path, uidNext: then.uidNext, open }, changes));
    return wanted ?? listAnew(store, open, path, known);
  };
  return mailbox.inFolder(path, work, then);
};

/** Undefined where what is held then would not be what the server holds: the folder is to be listed anew. */
const takeChanges = async (
  { store, path, uidNext, open }: { readonly store: Store; readonly path: string; readonly uidNext: number; readonly open: OpenFolder },
  { flags, gone }: FolderChanges,
): Promise<readonly number[] | undefined> => {
  const local = await store.read('mail.uids', { folder: path });
  const isGone = within(gone);
  const kept = new Set(local.filter((uid) => !isGone(uid)));
  // What changed and is not here is new, or older than what is kept.
  const fresh = [...new Set(flags.map(({ uid }) => uid))].filter((uid) => uid >= uidNext && !kept.has(uid) && !isGone(uid));
  const all = [...kept, ...fresh].sort((a, b) => a - b);
  if (open.total <= MESSAGES_PER_FOLDER ? all.length !== open.total : all.length < MESSAGES_PER_FOLDER) return undefined;
  const there = new Set(all.slice(-MESSAGES_PER_FOLDER));
  const dropped = local.filter((uid) => !there.has(uid));
  if (dropped.length > 0) await store.write('mail.removeMessages', { folder: path, uids: dropped });
  const changed = flags.filter(({ uid }) => kept.has(uid));
  if (changed.length > 0) await store.write('mail.saveFlags', { folder: path, flags: changed });
  return fresh.filter((uid) => there.has(uid)).sort((a, b) => b - a);
};

const listAnew = async (store: Store, open: OpenFolder, path: string, known: FolderState | undefined): Promise<readonly number[]> => {
  const anew = known?.uidValidity !== open.uidValidity;
  if (anew) await store.write('mail.resetFolder', { path, uidValidity: open.uidValidity });
  const remote = (await open.uids()).slice(-MESSAGES_PER_FOLDER);
  const there = new Set(remote);
  const local = await store.read('mail.uids', { folder: path });
  const gone = local.filter((uid) => !there.has(uid));
  if (gone.length > 0) await store.write('mail.removeMessages', { folder: path, uids: gone });
  const kept = local.filter((uid) => there.has(uid));
  await takeFlags(store, open, path, kept, anew ? undefined : known?.modseq);
  const here = new Set(local);
  return remote.filter((uid) => !here.has(uid)).reverse();
};

const takeFlags = async (
  store: Store,
  open: OpenFolder,
  path: string,
  uids: readonly number[],
  modseq: string | undefined,
): Promise<void> => {
  const flags = await open.flags(uids, modseq);
  if (flags.length > 0) await store.write('mail.saveFlags', { folder: path, flags });
};

/** False when it was told to stop before it was through. */
const fetchHeaders = async ({ store, mailbox, reader, folder, signal }: FolderWork, wanted: readonly number[]): Promise<boolean> => {
  for (let from = 0; from < wanted.length; from += HEADER_BATCH) {
    if (signal.aborted) return false;
    const batch = wanted.slice(from, from + HEADER_BATCH);
    // The folder is let go between batches, so that an officer who opens a message does not wait for a thousand headers.
    const { uidValidity, found } = await mailbox.inFolder(folder.path, async (open) => ({
      uidValidity: open.uidValidity,
      found: await open.headers(batch, folder.special === 'sent' || folder.special === 'drafts'),
    }));
    const read = await reader.headers(found.map(({ fields }) => fields));
    const messages = found.flatMap((raw, index) => {
      const header = read[index];
      return header === undefined ? [] : [{ ...toHeader(raw, header), id: messageId(folder.path, uidValidity, raw.uid) }];
    });
    await store.write('mail.saveHeaders', { folder: folder.path, messages });
  }
  return true;
};
