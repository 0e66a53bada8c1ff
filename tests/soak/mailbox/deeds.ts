import { createHash, randomUUID } from 'node:crypto';
import type { MailSummary } from '../../../contracts/domain/mail.ts';
import type { RunningMail } from '../../../hq/demo/mail/server.ts';
import { keepFiles } from '../../../main/systems/mail/letter/keep-files.ts';
import type { MailService } from '../../../main/systems/mail/service.ts';
import { give } from '../../main/support/give.ts';
import { officer } from '../../main/support/items.ts';
import { receiverOf } from '../../main/support/receivers.ts';
import type { MailLaptop } from './laptop.ts';
import { type Known, type Ledger, messageIdOf, touch } from './ledger.ts';

export interface DeedPorts {
  readonly chance: () => number;
  readonly ledger: Ledger;
  readonly laptop: MailLaptop;
  /** Another program of the officer's at the same mailbox, on a link that never breaks. */
  readonly other: MailService;
  readonly mail: RunningMail;
  readonly user: string;
  readonly onViolation: (what: string) => void;
}
type Deed = (ports: DeedPorts) => Promise<unknown>;

const FOLDERS = ['INBOX', 'Archive', 'Junk', 'Trash'] as const;
/** More than these are not held at once: a look at everything is to stay short. */
const MOST_MESSAGES = 80;
const CONTESTED = 0.1;
const TOM = { name: 'PC 4127 Tom Halliwell', address: 'tom.halliwell@lancs.example' };
const AISHA = { ...officer(), mailAddress: 'aisha.rahman@lancs.example' };

const oneOf = <One>({ chance }: DeedPorts, all: readonly One[]): One | undefined => all[Math.floor(chance() * all.length)];

/** A message as the officer sees it in a list, if it is one that is known and nobody else has touched. */
const seenByOfficer = async (ports: DeedPorts, folders: readonly string[] = FOLDERS): Promise<[MailSummary, Known] | undefined> => {
  const store = ports.laptop.store();
  const folder = oneOf(ports, folders) ?? '';
  const row = oneOf(ports, (await store.read('mail.list', { folder, filter: 'all', offset: 0, limit: 500 }))?.rows ?? []);
  const messageId = row && (await store.read('mail.message', { id: row.id }))?.messageId;
  const known = messageId === undefined ? undefined : ports.ledger.messages.get(messageId);
  if (row === undefined || known === undefined || known.erased) return undefined;
  const free = known.touchedBy === 'nobody' || known.touchedBy === 'officer' || ports.chance() < CONTESTED;
  return free ? [row, known] : undefined;
};

/** Long enough ago that nothing of it is held. */
const before = (): string => new Date(Date.now() - 60_000).toISOString();

const decide = async (
  ports: DeedPorts,
  command: 'mail.setSeen' | 'mail.setFlagged' | 'mail.move' | 'mail.erase',
  folders?: readonly string[],
): Promise<void> => {
  const found = await seenByOfficer(ports, folders);
  if (found === undefined) return;
  const [row, known] = found;
  const on = ports.chance() < 0.5;
  const to = oneOf(ports, FOLDERS) ?? 'INBOX';
  const payload = { 'mail.setSeen': { seen: on }, 'mail.setFlagged': { flagged: on }, 'mail.move': { to }, 'mail.erase': {} }[command];
  const given = await give(ports.laptop.store(), 'mail', command, payload as never, { itemId: row.id, at: before() });
  if (!given.ok) return;
  touch(known, 'officer');
  if (command === 'mail.setSeen') known.seen = on;
  if (command === 'mail.setFlagged') known.flagged = on;
  if (command === 'mail.move') known.folder = to;
  if (command === 'mail.erase') {
    known.folder = undefined;
    known.erased = true;
  }
};

const write: Deed = async (ports) => {
  const { ledger, chance, laptop } = ports;
  const mark = ledger.nextMark();
  const key = randomUUID();
  const files = chance() < 0.4 ? [Buffer.from(mark.repeat(1 + Math.floor(chance() * 20_000)))] : [];
  const { attachments } = await keepFiles(
    receiverOf(laptop.store()),
    files.map((bytes, index) => ({ name: `note ${index}.txt`, type: 'text/plain', bytes })),
  );
  const letter = {
    to: [TOM],
    cc: [],
    bcc: [],
    subject: `Letter ${mark}`,
    marking: 'OFFICIAL',
    text: `Words ${mark}.`,
    attachments,
  } as const;
  const given = await give(
    laptop.store(),
    'mail',
    'mail.send',
    { ...letter, to: [TOM], cc: [], bcc: [], attachments },
    {
      ...{ outboxId: key, officer: AISHA, at: before() },
    },
  );
  if (!given.ok) return ports.onViolation(`a letter was not taken on: ${given.code}`);
  const hashes = files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  ledger.letters.set(key, { key, mark, hashes, tries: 0, read: false });
  const messageId = messageIdOf(key);
  ledger.messages.set(messageId, { messageId, mark, folder: 'Sent', seen: true, flagged: false, touchedBy: 'officer', erased: false });
};

const draft: Deed = async ({ ledger, laptop }) => {
  const mark = ledger.nextMark();
  const key = `mail.send:${randomUUID()}`;
  const kept = { key, kind: 'mail.send', system: 'mail', itemId: key.slice(10), title: mark, fields: { text: mark }, blobs: [] } as const;
  await laptop.store().write('drafts.save', { draft: { ...kept, blobs: [] }, now: new Date().toISOString() });
  ledger.drafts.set(key, mark);
};

/** A message that is opened comes whole, or not now. */
const open: Deed = async (ports) => {
  const [row, known] = (await seenByOfficer(ports)) ?? [];
  const place = row && (await ports.laptop.store().read('mail.message', { id: row.id }));
  if (place === undefined || known === undefined) return;
  const raw = await ports.laptop
    .service()
    .source(place)
    .catch(() => undefined);
  if (raw !== undefined && !Buffer.from(raw).includes(known.mark)) ports.onViolation(`another message was opened than ${known.messageId}`);
};

const message = (messageId: string, mark: string): Buffer =>
  Buffer.from(
    `Message-ID: ${messageId}\r\nFrom: Somebody <somebody@example.org>\r\nTo: You <you@lancs.example>\r\nDate: ${new Date().toUTCString()}\r\nSubject: News ${mark}\r\n\r\n${`Words ${mark}.\r\n`.repeat(40)}`,
  );

const arrive: Deed = async ({ ledger, mail, user }) => {
  if (ledger.messages.size >= MOST_MESSAGES) return;
  const mark = ledger.nextMark();
  const messageId = `<${mark}@example.org>`;
  await mail.deliver(user, message(messageId, mark));
  ledger.messages.set(messageId, { messageId, mark, folder: 'INBOX', seen: false, flagged: false, touchedBy: 'other', erased: false });
};

/** Something that another program does with a message that the officer has left alone. */
const elsewhere: Deed = async (ports) => {
  const { ledger, other, chance } = ports;
  const free = [...ledger.messages.values()].filter(
    ({ touchedBy, erased }) => !erased && (touchedBy === 'nobody' || touchedBy === 'other' || chance() < CONTESTED),
  );
  const known = oneOf(ports, free);
  const folder = known?.folder;
  if (known === undefined || folder === undefined) return;
  const what = chance();
  const on = chance() < 0.5;
  const to = oneOf(ports, FOLDERS) ?? 'INBOX';
  const doing = other.inFolder(folder, async (opened) => {
    const uid = (await opened.withMessageId(known.messageId)).at(-1);
    if (uid === undefined) return false;
    if (what < 0.35) await opened.setFlag(uid, '\\Seen', on);
    else if (what < 0.6) await opened.setFlag(uid, '\\Flagged', on);
    else if (what < 0.85 && folder !== to) await opened.move(uid, to);
    else if (what >= 0.85) await opened.erase(uid);
    return true;
  });
  // Thrown out in the midst of it: nobody knows what came of it.
  const done = await doing.catch(() => 'unknown' as const);
  if (done === 'unknown') Object.assign(known, { touchedBy: 'both', erased: true });
  if (done !== true) return;
  touch(known, 'other');
  if (what < 0.35) known.seen = on;
  else if (what < 0.6) known.flagged = on;
  else if (what < 0.85) known.folder = to;
  else {
    known.folder = undefined;
    known.erased = true;
  }
};

/** The server numbers a folder anew, as after its mailboxes were restored. */
const renumber: Deed = (ports) => {
  const validity = String(1_800_000_000 + Math.floor(ports.chance() * 1_000_000));
  return ports.mail.doveadm('mailbox', 'update', '-u', ports.user, '--uid-validity', validity, oneOf(ports, FOLDERS) ?? 'INBOX');
};
/** The server ends all connections of the officer, the other program's too; that is through when its own tells so. */
const kick: Deed = async ({ mail, user, other }) => {
  const mailbox = await other.mailbox();
  const closed = new Promise<void>((resolve) => mailbox.onClosed(resolve));
  const kicked = await mail.doveadm('kick', user).then(
    () => true,
    () => false,
  );
  if (kicked && !mailbox.closed) await closed;
};

const DEEDS: readonly (readonly [weight: number, deed: Deed])[] = [
  [6, (ports) => decide(ports, 'mail.setSeen')],
  [6, (ports) => decide(ports, 'mail.setFlagged')],
  [10, (ports) => decide(ports, 'mail.move')],
  [4, (ports) => decide(ports, 'mail.erase', ['Trash', 'Junk'])],
  [6, write],
  [2, draft],
  [3, open],
  [9, arrive],
  [8, elsewhere],
  [0.3, renumber],
  [0.7, kick],
];
const ALL = DEEDS.reduce((sum, [weight]) => sum + weight, 0);

/** One of the things that an officer, their correspondents or their server do. */
export const happen = async (ports: DeedPorts): Promise<void> => {
  let left = ports.chance() * ALL;
  for (const [weight, deed] of DEEDS) {
    left -= weight;
    if (left < 0) return void (await deed(ports));
  }
};
