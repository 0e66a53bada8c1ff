import { createHash } from 'node:crypto';
import { readMessage } from '../../../main/systems/mail/read.ts';
import type { MailService } from '../../../main/systems/mail/service.ts';
import type { LocalStore } from '../../main/support/store.ts';
import { type Ledger, messageIdOf } from './ledger.ts';

/** A message as it lies in a folder. */
interface Lying {
  readonly folder: string;
  readonly uid: number;
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly messageId: string | undefined;
}

export const atServer = async (other: MailService): Promise<readonly Lying[]> => {
  const all: Lying[] = [];
  for (const { path } of await (await other.mailbox()).folders()) {
    const headers = await other.inFolder(path, async (open) => open.headers(await open.uids()));
    for (const { uid, seen, flagged, messageId } of headers ?? []) all.push({ folder: path, uid, seen, flagged, messageId });
  }
  return all.sort(inOrder);
};

const onLaptop = (store: LocalStore): readonly Lying[] =>
  store
    .look((db) =>
      db
        .prepare<[], { folder: string; uid: number; seen: number; flagged: number; message_id: string | null }>(
          'SELECT folder, uid, seen, flagged, message_id FROM mail_message',
        )
        .all(),
    )
    .map(({ folder, uid, seen, flagged, message_id }) => ({
      ...{ folder, uid, seen: seen === 1, flagged: flagged === 1, messageId: message_id ?? undefined },
    }))
    .sort(inOrder);

const inOrder = (a: Lying, b: Lying): number => a.folder.localeCompare(b.folder) || a.uid - b.uid;
const told = ({ folder, uid, seen, flagged, messageId }: Lying): string =>
  `${folder}/${uid} ${messageId ?? ''}${seen ? ' seen' : ''}${flagged ? ' flagged' : ''}`;

/** In what the laptop and the server differ; what still waits in the outbox is one of these. */
export const differences = async (store: LocalStore, other: MailService): Promise<readonly string[]> => {
  const waiting = (await store.read('outbox.list', null)).filter(({ state }) => state === 'waiting' || state === 'sending');
  if (waiting.length > 0) return waiting.map(({ command, attempts }) => `${command} still waits after ${attempts} tries`);
  const server = new Set((await atServer(other)).map(told));
  const laptop = new Set(onLaptop(store).map(told));
  const counted = (await store.read('mail.folders', null)).flatMap(({ path, unread, total }) => {
    const held = onLaptop(store).filter(({ folder }) => folder === path);
    const unseen = held.filter(({ seen }) => !seen).length;
    return unread === unseen && total === held.length ? [] : [`${path} shows ${unread} of ${total}, and holds ${unseen} of ${held.length}`];
  });
  return [
    ...[...server].filter((line) => !laptop.has(line)).map((line) => `only at the server: ${line}`),
    ...[...laptop].filter((line) => !server.has(line)).map((line) => `only on the laptop: ${line}`),
    ...counted,
  ];
};

/** What is not as it must be once everything is at rest and both sides are equal. */
export const brokenAtRest = async (
  ledger: Ledger,
  store: LocalStore,
  { own, tom }: { readonly own: MailService; readonly tom: MailService },
): Promise<readonly string[]> => [
  ...brokenMessages(ledger, await atServer(own)),
  ...(await brokenLetters(ledger, tom)),
  ...brokenOrder(ledger),
  ...brokenBodies(ledger, store),
  ...(await brokenOutbox(ledger, store)),
  ...(await brokenDrafts(ledger, store)),
];

const brokenMessages = (ledger: Ledger, server: readonly Lying[]): readonly string[] =>
  [...ledger.messages.values()].flatMap((known) => {
    const found = server.filter(({ messageId }) => messageId === known.messageId);
    const [one] = found;
    const name = `${known.messageId} (${known.touchedBy})`;
    if (found.length > 1) return [`${name} lies ${found.length} times: ${found.map(told).join('; ')}`];
    if (known.touchedBy === 'both') return one !== undefined || known.erased ? [] : [`${name} is lost`];
    if (known.folder === undefined) return one === undefined ? [] : [`${name} was erased and lies in ${one.folder}`];
    if (one === undefined) return [`${name} is lost`];
    return one.folder === known.folder && one.seen === known.seen && one.flagged === known.flagged
      ? []
      : [`${name} is ${told(one)}, and should be in ${known.folder}${known.seen ? ' seen' : ''}${known.flagged ? ' flagged' : ''}`];
  });

/** Each came once, and as it was written. */
const brokenLetters = async (ledger: Ledger, tom: MailService): Promise<readonly string[]> =>
  (await tom.inFolder('INBOX', async (open) => {
    const came = await open.headers(await open.uids());
    const broken: string[] = [];
    for (const letter of ledger.letters.values()) {
      const copies = came.filter(({ messageId }) => messageId === messageIdOf(letter.key));
      const [copy] = copies;
      if (copy === undefined || copies.length > 1) broken.push(`letter ${letter.mark} came ${copies.length} times`);
      else if (!letter.read) {
        const { text, parts } = readMessage(Buffer.from((await open.source(copy.uid, 0, 4_000_000)) ?? []));
        const hashes = parts.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
        letter.read = text.includes(letter.mark) && hashes.join() === letter.hashes.join();
        if (!letter.read) broken.push(`letter ${letter.mark} came changed`);
      }
    }
    return broken;
  })) ?? ['there is no inbox'];

/** A letter that had no answer three times lets others go before it (main/sync/held.ts). */
const SILENCES = 3;

const brokenOrder = ({ letters, submitted }: Ledger): readonly string[] => {
  const first = [...letters.values()].filter(({ tries }) => tries < SILENCES).map(({ key }) => messageIdOf(key));
  const wanted = new Set(first);
  const went = submitted.filter((id) => wanted.has(id));
  return went.join() === first.join() ? [] : [`letters went in another order than they were written in`];
};

const brokenBodies = (ledger: Ledger, store: LocalStore): readonly string[] =>
  store
    .look((db) =>
      db
        .prepare<[], { message_id: string; raw: Uint8Array }>(
          'SELECT message_id, raw FROM mail_message WHERE raw IS NOT NULL AND message_id IS NOT NULL',
        )
        .all(),
    )
    .flatMap(({ message_id, raw }) => {
      const mark = ledger.messages.get(message_id)?.mark;
      return mark === undefined || Buffer.from(raw).includes(mark) ? [] : [`${message_id} has the words of another message`];
    });

/** Nothing is refused that nobody else had a hand in. */
const brokenOutbox = async ({ messages }: Ledger, store: LocalStore): Promise<readonly string[]> => {
  const contested = [...messages.values()].some(({ touchedBy }) => touchedBy === 'both');
  const left = await store.read('outbox.list', null);
  return left.flatMap(({ command, state, reason }) =>
    contested && command !== 'mail.send' ? [] : [`${command} is ${state}: ${reason ?? ''}`],
  );
};

const brokenDrafts = async ({ drafts }: Ledger, store: LocalStore): Promise<readonly string[]> => {
  const broken: string[] = [];
  for (const [key, mark] of drafts) {
    const draft = await store.read('drafts.get', { key });
    if (draft?.fields.text !== mark) broken.push(`the draft ${key} is gone`);
  }
  return broken;
};
