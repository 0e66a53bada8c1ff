import type { MailboxObject } from 'imapflow';
import { asMailError, MailError } from '../errors.ts';
import type { Refusal, RefusingImapFlow } from './refusal.ts';

export type Flag = '\\Seen' | '\\Flagged';

/** What became of a change. Gone: there is no such message in this folder. */
export type Change =
  | { readonly kind: 'done'; readonly arrived?: { readonly uidValidity: number; readonly uid: number } }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The server has said nothing, and it is not so: a flag that this folder does not keep. */
const NOT_KEPT: Refusal = { code: 'NOPERM', words: '' };

/** UIDs of what a search finds in the folder that `client` has selected, ascending. */
export const findUids = async (client: RefusingImapFlow, query: Parameters<RefusingImapFlow['search']>[0]): Promise<readonly number[]> => {
  const found = await client.search(query, { uid: true });
  if (found === false || found === undefined) throw new MailError('Unreachable');
  return [...found].sort((a, b) => a - b);
};

/** The changes of the folder that `client` has selected (OpenFolder). */
export const changesOf = (client: RefusingImapFlow, { readOnly, permanentFlags }: MailboxObject) => {
  const isThere = async (uid: number): Promise<boolean> => (await findUids(client, { uid: String(uid) })).includes(uid);
  const change = (uid: number, work: () => Promise<Change>): Promise<Change> =>
    asMailError(async () => ((await isThere(uid)) ? work() : { kind: 'gone' }));
  /** Of what imapflow answered false to: the NO, or else a link that broke. */
  const refused = (): Change => {
    const { refusal } = client;
    if (refusal === undefined) throw new MailError('Unreachable');
    return { kind: 'refused', refusal };
  };
  /** imapflow gives up without asking where the folder does not keep the flag. */
  const keptOrGone = async (uid: number): Promise<Change> =>
    (await isThere(uid)) ? { kind: 'refused', refusal: NOT_KEPT } : { kind: 'gone' };

  return {
    // Without any flag that stays, nothing can be marked, moved away or deleted (RFC 9051 §7.1, PERMANENTFLAGS).
    readOnly: readOnly === true || permanentFlags?.size === 0,
    withMessageId: (id: string) => asMailError(() => findUids(client, { header: { 'message-id': id } })),
    setFlag: (uid: number, flag: Flag, on: boolean) =>
      change(uid, async () => {
        client.refusal = undefined;
        const set = on ? client.messageFlagsAdd.bind(client) : client.messageFlagsRemove.bind(client);
        await set(String(uid), [flag], { uid: true });
        const message = await client.fetchOne(String(uid), { uid: true, flags: true }, { uid: true });
        if (message === false || message === undefined) return { kind: 'gone' };
        if ((message.flags?.has(flag) ?? false) === on) return { kind: 'done' };
        return { kind: 'refused', refusal: client.refusal ?? NOT_KEPT };
      }),
    move: (uid: number, to: string) =>
      change(uid, async () => {
        client.refusal = undefined;
        const moved = await client.messageMove(String(uid), to, { uid: true });
        if (!moved) return refused();
        const arrived = moved.uidMap?.get(uid);
        if (arrived === undefined || moved.uidValidity === undefined)
          return (await isThere(uid)) ? { kind: 'refused', refusal: NOT_KEPT } : { kind: 'done' };
        return { kind: 'done', arrived: { uidValidity: Number(moved.uidValidity), uid: arrived } };
      }),
    erase: (uid: number) =>
      change(uid, async () => {
        // EXPUNGE without UIDs would take with it whatever else is marked as deleted.
        if (!client.capabilities.has('UIDPLUS')) return { kind: 'refused', refusal: { code: 'CANNOT', words: '' } };
        client.refusal = undefined;
        if (!(await client.messageDelete(String(uid), { uid: true }))) return client.refusal === undefined ? keptOrGone(uid) : refused();
        return (await isThere(uid)) ? { kind: 'refused', refusal: NOT_KEPT } : { kind: 'done' };
      }),
  };
};
