import type { FetchMessageObject, SearchObject } from 'imapflow';
import { asMailError, MailError } from '../errors.ts';
import { messageIdIn } from '../message-id.ts';
import type { MessageFlags, RawHeader } from '../messages.ts';
import { MARKING_FIELDS } from '../mime/marking.ts';
import { type CertificateImapFlow, type FolderChanges, flagsOf } from './certificate-imap.ts';
import { type Change, changesOf, type Flag, findUids } from './changes.ts';
import type { RefusingImapFlow } from './refusal.ts';

/** How a folder stood. `modseq`: RemoteFolder's. */
export interface KnownState {
  readonly uidValidity: number;
  readonly modseq: string;
}

/** The folder that is selected now; valid only inside Mailbox.inFolder. Its methods reject with MailError. */
export interface OpenFolder {
  readonly uidValidity: number;
  /** Messages in it. */
  readonly total: number;
  /** What is different from how it was known, in no round trip where it was selected with that; undefined where the server cannot tell. */
  changes(known: KnownState): Promise<FolderChanges | undefined>;
  /** Every UID of the folder, ascending. */
  uids(): Promise<readonly number[]>;
  /** UIDs of what the server finds (RFC 9051 §6.4.4), ascending. */
  search(query: SearchObject): Promise<readonly number[]>;
  /**
   * Header fields of each message, at most HEADER_BYTES of them: no message's answer is longer for what its sender put there. `made`: the
   * officer wrote them, and whom they go to is among the fields; of a stranger's, that alone may fill them.
   */
  headers(uids: readonly number[], made?: boolean): Promise<readonly RawHeader[]>;
  /** Flags of messages that changed after `modseq` (CONDSTORE, RFC 7162), or of all in `uids` when it is not known. */
  flags(uids: readonly number[], modseq: string | undefined): Promise<readonly MessageFlags[]>;
  /** Bytes of each message, by UID. */
  sizes(uids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** At most `maxBytes` bytes of the message, from `start` on; none beyond its end, undefined when it is gone. */
  source(uid: number, start: number, maxBytes: number): Promise<Uint8Array | undefined>;
  /** At most `maxBytes` bytes of each message, by UID. */
  sources(uids: readonly number[], maxBytes: number): Promise<ReadonlyMap<number, Uint8Array>>;
  /** Nothing of it may be changed by this officer. */
  readonly readOnly: boolean;
  /** UIDs of what bears this Message-ID, ascending. */
  withMessageId(id: string): Promise<readonly number[]>;
  /** Sets or clears a flag, and looks whether it is so. */
  setFlag(uid: number, flag: Flag, on: boolean): Promise<Change>;
  /** Into another folder, by MOVE. `arrived`: where it lies there, if the server tells (UIDPLUS, RFC 4315). */
  move(uid: number, to: string): Promise<Change>;
  /** For good: this message, and no other that is marked as deleted. */
  erase(uid: number): Promise<Change>;
}

/** Speaks about the folder that `client` has selected. */
export const openFolder = (client: CertificateImapFlow): OpenFolder => {
  if (client.mailbox === false) throw new MailError('Unreachable');
  const { uidValidity, noModseq } = client.mailbox;
  const told = client.takeChanges();
  return {
    uidValidity: Number(uidValidity),
    get total() {
      return client.mailbox === false ? 0 : client.mailbox.exists;
    },
    async changes(known) {
      if (told !== undefined || Number(uidValidity) !== known.uidValidity) return told;
      if (noModseq === true || !client.enabled.has('QRESYNC')) return undefined;
      // It was selected all along.
      return client.gather(() =>
        asMailError(async () => {
          const changed = await client.fetchAll('1:*', { uid: true, flags: true }, { uid: true, changedSince: BigInt(known.modseq) });
          return changed.map(({ uid, flags }) => flagsOf(uid, flags));
        }),
      );
    },
    uids: () => asMailError(() => findUids(client, { all: true })),
    search: (query) => asMailError(() => findUids(client, query)),
    headers: async (uids, made = false) => (await fetchAll(client, uids, made ? MADE_HEADER_QUERY : HEADER_QUERY)).map(toRawHeader),
    flags: async (uids, modseq) => {
      const changedSince = modseq === undefined || noModseq === true ? undefined : BigInt(modseq);
      const changed = await fetchAll(client, uids, { uid: true, flags: true }, changedSince);
      return changed.map(({ uid, flags }) => flagsOf(uid, flags));
    },
    sizes: async (uids) => new Map((await fetchAll(client, uids, { uid: true, size: true })).map(({ uid, size }) => [uid, size ?? 0])),
    source: (uid, start, maxBytes) =>
      asMailError(async () => {
        const message = await client.fetchOne(String(uid), { uid: true, source: { start, maxLength: maxBytes } }, { uid: true });
        return message === false || message === undefined ? undefined : (message.source ?? new Uint8Array());
      }),
    sources: async (uids, maxBytes) => {
      const found = await fetchAll(client, uids, { uid: true, source: { start: 0, maxLength: maxBytes } });
      return new Map(found.flatMap(({ uid, source }) => (source === undefined ? [] : [[uid, source] as const])));
    },
    ...changesOf(client, client.mailbox),
  };
};

/**
 * Not ENVELOPE and BODYSTRUCTURE: both are lines as long as the sender likes, and one that is too long ends the connection. The adapter
 * has these fields cut at HEADER_BYTES.
 */
const HEADER_QUERY = {
  uid: true,
  flags: true,
  internalDate: true,
  headers: ['from', 'subject', 'date', 'received', 'content-type', 'message-id', ...MARKING_FIELDS],
};
const MADE_HEADER_QUERY = { ...HEADER_QUERY, headers: [...HEADER_QUERY.headers, 'to', 'cc', 'bcc'] };

const toRawHeader = ({ uid, flags, internalDate, headers }: FetchMessageObject): RawHeader => {
  const arrivedAt = new Date(internalDate ?? 0).getTime();
  return {
    ...flagsOf(uid, flags),
    arrivedAt: Number.isNaN(arrivedAt) ? 0 : arrivedAt,
    fields: headers ?? new Uint8Array(),
    messageId: headers && messageIdIn(headers),
  };
};

const fetchAll = async (
  client: RefusingImapFlow,
  uids: readonly number[],
  query: Parameters<RefusingImapFlow['fetchAll']>[1],
  changedSince?: bigint,
): Promise<readonly FetchMessageObject[]> => {
  if (uids.length === 0) return [];
  const asked = new Set(uids);
  const options = { uid: true, ...(changedSince === undefined ? {} : { changedSince }) };
  const found = await asMailError(() => client.fetchAll(sequenceSet(uids), query, options));
  // A server may tell of messages that nobody asked for (RFC 9051 §7.5.2).
  return found.filter((message) => asked.has(message.uid));
};

/** "4:7,9" of ascending or descending UIDs: a thousand single numbers would make a line of 8 KB. */
const sequenceSet = (uids: readonly number[]): string => {
  const sorted = [...uids].sort((a, b) => a - b);
  const ranges: { first: number; last: number }[] = [];
  for (const uid of sorted) {
    const range = ranges.at(-1);
    if (range !== undefined && uid <= range.last + 1) range.last = uid;
    else ranges.push({ first: uid, last: uid });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
};
