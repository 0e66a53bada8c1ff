import type { Store } from '../../../store/store.ts';
import type { OpenFolder } from '../adapter/open-folder.ts';
import { messageId as idOf } from '../messages.ts';

/** Where a message lay when something was decided about it. */
export interface MessageLocation {
  readonly folder: string;
  readonly uidValidity: number;
  readonly uid: number;
  readonly messageId: string | undefined;
}

/**
 * Where the message of a command lies, by the store, or by what the command itself says of a message that the store has forgotten, or never
 * had. Undefined: nothing is known of it.
 */
export const whereIs = async (
  store: Store,
  { itemId, payload }: { readonly itemId: string; readonly payload: unknown },
): Promise<MessageLocation | undefined> => {
  const stored = await store.read('mail.message', { id: itemId });
  if (stored !== undefined) return { folder: stored.folder, uidValidity: stored.uidValidity, uid: stored.uid, messageId: stored.messageId };
  const [, uidValidity, uid] = /^[0-9a-f]{16}-(\d{1,10})-(\d{1,10})$/.exec(itemId) ?? [];
  if (uidValidity === undefined || uid === undefined) return undefined;
  const { place } = payload as { readonly place?: { readonly folder: string; readonly messageId?: string | undefined } };
  const there = { uidValidity: Number(uidValidity), uid: Number(uid) };
  const known = await store.read('mail.folderPaths', null);
  const folder = place?.folder ?? known.find((path) => idOf(path, there.uidValidity, there.uid) === itemId);
  return folder === undefined ? undefined : { ...there, folder, messageId: place?.messageId };
};

/**
 * The message's UID in its folder, which is open: by its number where the folder is still numbered so, else by its Message-ID, if one message
 * alone has that (whoever writes a message may call it by the name of another).
 */
export const uidIn = async (
  open: OpenFolder,
  { uidValidity, uid, messageId }: MessageLocation,
): Promise<number | 'gone' | 'renumbered'> => {
  if (open.uidValidity === uidValidity) return uid;
  if (messageId === undefined) return 'renumbered';
  const [found, ...others] = await open.withMessageId(messageId);
  if (others.length > 0) return 'renumbered';
  return found ?? 'gone';
};
