import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex, Transform } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { mailHandlers } from '../../../../main/systems/mail/handlers.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { createMailSync, type MailSync } from '../../../../main/systems/mail/sync.ts';
import { give } from '../../support/give.ts';
import { inbox as inboxFolder } from '../../support/items.ts';
import { testReader } from '../../support/reader.ts';
import { receiverOf } from '../../support/receivers.ts';
import { search } from '../../support/search.ts';
import { eventually, type ForceMail, openTestStore, plainMessage, type Shift, startForceMail } from './support/force-mail.ts';

let force: ForceMail;
let shift: Shift;
beforeAll(async () => {
  force = await startForceMail();
  shift = await force.shift();
});
afterAll(() => force?.close());

let store: Store;
let closeStore: () => Promise<void>;
let service: MailService;
let reader: MailReader;
const syncs: MailSync[] = [];
let troubles: string[];

beforeEach(async () => {
  ({ store, close: closeStore } = await openTestStore());
  service = createMailService({ connect: force.connect, identity: shift.identity });
  reader = testReader();
  troubles = [];
});
afterEach(async () => {
  for (const sync of syncs.splice(0)) await sync.stop();
  await service.close();
  reader.end();
  await closeStore();
});

const begin = (): MailSync => {
  const sync = createMailSync({ store, reader, service, onRefreshed: () => undefined, onSyncError: (code) => troubles.push(code) });
  syncs.push(sync);
  return sync;
};
const inbox = (filter: 'all' | 'unread' = 'all') => store.read('mail.list', { folder: 'INBOX', filter, offset: 0, limit: 500 });
const subjects = async (): Promise<readonly string[]> => (await inbox())?.rows.map((row) => row.subject) ?? [];
const listed = (subject: string) =>
  eventually(inbox, (page) => page?.rows.some((row) => row.subject === subject) === true).then((page) =>
    page?.rows.find((row) => row.subject === subject),
  );
const handlers = () => mailHandlers({ store: () => store, reader: () => reader, service: () => service, receiverOf });
const setSeen = (id: string | undefined, seen: boolean) => give(store, 'mail', 'mail.setSeen', { seen }, { itemId: id ?? '' });
const handlersWithoutLink = () => mailHandlers({ store: () => store, reader: () => reader, service: () => undefined, receiverOf });
/** The inbox is listed whole, and every body that is to be fetched ahead is here. */
const fetched = async (): Promise<void> => {
  await eventually(
    () => store.read('mail.folderState', { path: 'INBOX' }),
    (state) => state?.modseq !== undefined,
  );
  await eventually(
    () => store.read('mail.withoutBody', { folder: 'INBOX', limit: 500 }),
    (absent) => absent.length === 0,
  );
};

describe('mail on the laptop', () => {
  it('lists and reads a message that exists only at the server', async () => {
    await force.mail.deliver(force.officer.staffId, plainMessage('Only in Dovecot', 'The words of it.'));
    begin();
    const row = await listed('Only in Dovecot');
    expect(row).toMatchObject({ seen: false, from: { name: 'Somebody', address: 'somebody@example.org' } });
    const answer = await handlers().message({ id: row?.id ?? '' });
    expect(answer).toMatchObject({ ok: true, value: { text: 'The words of it.', damaged: false, to: [{ name: 'You' }] } });
  });

  it('reads what was fetched ahead when there is no link any more', async () => {
    await force.mail.deliver(force.officer.staffId, plainMessage('Read in a tunnel', 'Still here.'));
    begin();
    const row = await listed('Read in a tunnel');
    await fetched();
    await service.close();
    expect(await handlersWithoutLink().message({ id: row?.id ?? '' })).toMatchObject({ ok: true, value: { text: 'Still here.' } });
    expect((await inbox())?.rows.find(({ id }) => id === row?.id)?.preview).toBe('Still here.');
  });

  it('says NotHere for a message that is not on the laptop while there is no link', async () => {
    const folder = inboxFolder({ uidValidity: 9, uidNext: 2, unread: 1, total: 1 });
    await store.write('mail.saveFolders', { folders: [folder] });
    const line = { uid: 1, subject: 'Far away', fromName: '', fromAddress: '', recipients: '', at: new Date().toISOString() };
    const id = '0123456789abcdef-9-1';
    await store.write('mail.saveHeaders', {
      folder: 'INBOX',
      messages: [{ ...line, id, seen: false, flagged: false, attachments: 0, marking: undefined }],
    });
    expect(await handlersWithoutLink().message({ id })).toEqual({ ok: false, code: 'NotHere' });
    expect(await handlersWithoutLink().message({ id: '0123456789abcdef-9-2' })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('tells of what was sent whom it goes to, which finds it, and of nothing that came', async () => {
    const named = Array.from({ length: 30 }, (_, index) => `PC ${2000 + index} Officer <officer${index}@lancs.example>`);
    const raw = Buffer.from(`To: ${named.join(',\r\n ')}\r\nCc: a@b.example\r\nSubject: To many\r\n\r\nWords.\r\n`);
    expect(await (await service.mailbox()).append('Sent', raw)).toBeUndefined();
    await force.mail.deliver(force.officer.staffId, plainMessage('Came'));
    begin();
    const sent = () => store.read('mail.list', { folder: 'Sent', filter: 'all', offset: 0, limit: 500 });
    const page = await eventually(sent, (now) => now?.rows.some(({ subject }) => subject === 'To many') === true);
    const row = page?.rows.find(({ subject }) => subject === 'To many');
    expect(row?.recipients).toMatch(/^PC 2000 Officer, PC 2001 Officer, /);
    expect(row?.recipients?.length).toBeLessThanOrEqual(300);
    expect((await listed('Came'))?.recipients).toBeUndefined();
    expect((await search(store, 'PC 2003')).map(({ id }) => id)).toContain(row?.id);
  });

  it('shows a new message without being asked', async () => {
    begin();
    await fetched();
    await eventually(
      () => Promise.resolve(force.live.size),
      (open) => open === 1,
    );
    await force.mail.deliver('aisha.rahman@lancs.example', plainMessage('Told by IDLE'));
    expect(await listed('Told by IDLE')).toMatchObject({ folder: 'INBOX', seen: false });
    expect(force.live.size).toBe(1);
  });

  it('takes over a flag that another client set, and drops what it deleted', async () => {
    await force.mail.deliver(force.officer.staffId, plainMessage('Read elsewhere'));
    await force.mail.deliver(force.officer.staffId, plainMessage('Deleted elsewhere'));
    begin();
    const read = await listed('Read elsewhere');
    await listed('Deleted elsewhere');
    await fetched();
    const other = createMailService({ connect: force.connect, identity: shift.identity });
    const uid = (await store.read('mail.message', { id: read?.id ?? '' }))?.uid ?? 0;
    const mailbox = await other.mailbox();
    await mailbox.inFolder('INBOX', (open) => open.setFlag(uid, '\\Seen', true));
    await eventually(inbox, (page) => page?.rows.find((row) => row.id === read?.id)?.seen === true);
    await other.close();
    removeFromMaildir('Deleted elsewhere');
    syncs[0]?.tryNow();
    await eventually(subjects, (now) => !now.includes('Deleted elsewhere'));
    expect(await subjects()).toContain('Read elsewhere');
  });

  it('begins the folder anew when its UIDVALIDITY changes', async () => {
    begin();
    await fetched();
    const before = await store.read('mail.folderState', { path: 'INBOX' });
    const ids = new Set((await inbox())?.rows.map((row) => row.id));
    // What a restored mailbox is to its clients: the same messages under another UIDVALIDITY.
    await force.mail.doveadm('mailbox', 'update', '-u', force.officer.staffId.toLowerCase(), '--uid-validity', '1234567', 'INBOX');
    for (const socket of force.live) socket.destroy();
    const after = await eventually(
      () => store.read('mail.folderState', { path: 'INBOX' }),
      (state) => state !== undefined && state.uidValidity !== before?.uidValidity && state.total === before?.total,
    );
    await eventually(inbox, (page) => page?.rows.length === after?.total);
    expect((await inbox())?.rows.filter((row) => ids.has(row.id))).toEqual([]);
  });

  it('goes on where it stopped when the link is cut in the middle of a fetch', async () => {
    const cuts = [7_000, 9_000, 12_000, 16_000];
    const allowed: number[] = [];
    service = createMailService({
      identity: shift.identity,
      connect: async () => {
        const bytes = cuts[allowed.length] ?? Number.POSITIVE_INFINITY;
        allowed.push(bytes);
        return cutAfter(await force.connect(), bytes);
      },
    });
    const sync = begin();
    const poking = setInterval(() => sync.tryNow(), 100);
    await eventually(
      () => Promise.resolve(allowed.length),
      (count) => count > cuts.length,
    ).finally(() => clearInterval(poking));
    await fetched();
    const state = await store.read('mail.folderState', { path: 'INBOX' });
    const rows = (await inbox())?.rows ?? [];
    expect(rows).toHaveLength(state?.total ?? -1);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(new Set(troubles)).toEqual(new Set(['Unreachable']));
  });

  it('keeps an officer’s open message out of the way of a long listing', async () => {
    await force.mail.deliver(force.officer.staffId, plainMessage('Opened meanwhile', 'At once.'));
    begin();
    const row = await listed('Opened meanwhile');
    expect(await handlers().message({ id: row?.id ?? '' })).toMatchObject({ ok: true, value: { text: 'At once.' } });
  });
});

describe('marking a message as read', () => {
  const take = () => store.write('outbox.take', { system: 'mail' });
  const unreadInbox = async () => (await store.read('mail.folders', null)).find((folder) => folder.special === 'inbox')?.unread ?? -1;

  it('shows at once, goes through the outbox once, and is so at the server', async () => {
    await force.mail.deliver(force.officer.staffId, plainMessage('To be read'));
    begin();
    const row = await listed('To be read');
    await fetched();
    const before = await unreadInbox();
    expect(await setSeen(row?.id, true)).toMatchObject({ ok: true });
    expect(await setSeen(row?.id, true)).toMatchObject({ ok: true });
    expect(await unreadInbox()).toBe(before - 1);
    expect((await store.read('mail.unread', { limit: 5 })).count).toBe(before - 1);
    expect((await inbox('unread'))?.rows.map(({ id }) => id)).not.toContain(row?.id);
    const item = await take();
    expect(item).toMatchObject({ command: 'mail.setSeen', itemId: row?.id, payload: { seen: true } });
    expect(await store.read('outbox.count', null)).toBe(1);
    if (item === undefined) throw new Error('nothing to send');
    const send = createMailSender({ store, service });
    expect(await send(item)).toMatchObject({ kind: 'done' });
    // Again, as after a crash between the server's yes and ours.
    expect(await send(item)).toMatchObject({ kind: 'done' });
    await store.write('outbox.settle', { id: item.id, answer: { kind: 'done', version: 1 } });
    expect((await inbox('unread'))?.rows.map(({ id }) => id)).not.toContain(row?.id);
    expect(await seenAtServer(row?.id ?? '')).toBe(true);
  });

  it('waits in the outbox while there is no link', async () => {
    await force.mail.deliver(force.officer.staffId, plainMessage('Read without signal'));
    const sync = begin();
    const row = await listed('Read without signal');
    await sync.stop();
    await service.close();
    await setSeen(row?.id, true);
    const item = await take();
    if (item === undefined) throw new Error('nothing to send');
    const dead = createMailService({ connect: () => Promise.reject(new Error('no link')), identity: shift.identity });
    expect(await createMailSender({ store, service: dead })(item)).toEqual({ kind: 'unknown' });
  });

  it('counts as done for a message that is gone', async () => {
    const send = createMailSender({ store, service });
    const item = {
      id: crypto.randomUUID(),
      system: 'mail',
      command: 'mail.setSeen',
      itemKind: 'message',
      itemId: 'x',
      baseVersion: 0,
    } as const;
    expect(await send({ ...item, payload: { seen: true }, at: new Date().toISOString() })).toMatchObject({ kind: 'done' });
    expect(await send({ ...item, command: 'mail.fly', payload: {}, at: new Date().toISOString() })).toMatchObject({ kind: 'refused' });
  });

  const seenAtServer = async (id: string): Promise<boolean> => {
    const uid = (await store.read('mail.message', { id }))?.uid ?? 0;
    const flags = await (await service.mailbox()).inFolder('INBOX', (open) => open.flags([uid], undefined));
    return flags[0]?.seen ?? false;
  };
});

/** A stream like the tunnel's, no socket of its own, that breaks once so many bytes have come. */
const cutAfter = (socket: Duplex, bytes: number): Duplex => {
  let came = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      came += chunk.length;
      if (came > bytes) stream.destroy(new Error('cut'));
      done(null, chunk);
    },
  });
  const stream = Duplex.from({ readable: socket.pipe(counted), writable: socket });
  stream.once('close', () => socket.destroy());
  stream.on('error', () => undefined);
  return stream;
};

const maildir = (): string => join(force.folder, 'mail', 'home', force.officer.staffId.toLowerCase(), 'Maildir');

const removeFromMaildir = (subject: string): void => {
  for (const part of ['cur', 'new'])
    for (const name of readdirSync(join(maildir(), part))) {
      const file = join(maildir(), part, name);
      if (readFileSync(file, 'latin1').includes(`Subject: ${subject}`)) rmSync(file);
    }
};
