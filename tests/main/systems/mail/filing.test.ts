import { appendFileSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import type { CommandAnswer } from '../../../../main/sync/services.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { createMailSync, type MailSync } from '../../../../main/systems/mail/sync.ts';
import { give } from '../../support/give.ts';
import { testReader } from '../../support/reader.ts';
import { eventually, type ForceMail, openTestStore, plainMessage, type Shift, startForceMail } from './support/force-mail.ts';

let force: ForceMail;
let shift: Shift;
beforeAll(async () => {
  force = await startForceMail();
  shift = await force.shift();
  readOnlyFolder();
  await force.mail.doveadm('reload');
});
afterAll(() => force?.close());

let store: Store;
let closeStore: () => Promise<void>;
let service: MailService;
let reader: MailReader;
let sync: MailSync;
beforeEach(async () => {
  ({ store, close: closeStore } = await openTestStore());
  service = createMailService({ connect: force.connect, identity: shift.identity });
  reader = testReader();
});
afterEach(async () => {
  await sync.stop();
  await service.close();
  reader.end();
  await closeStore();
});

const begin = (): void => {
  sync = createMailSync({ store, reader, service, onRefreshed: () => undefined });
};
const list = async (folder: string, filter: 'all' | 'unread' | 'flagged' = 'all') =>
  (await store.read('mail.list', { folder, filter, offset: 0, limit: 500 }))?.rows ?? [];
const find = async (folder: string, subject: string) => (await list(folder)).find((row) => row.subject === subject);
const unread = async (path: string) => (await store.read('mail.folders', null)).find((folder) => folder.path === path)?.unread ?? -1;
const everyFolderListed = () =>
  eventually(
    async () => Promise.all((await store.read('mail.folderPaths', null)).map((path) => store.read('mail.folderState', { path }))),
    (states) => states.length > 4 && states.every((state) => state !== undefined && state.uidValidity > 0),
  );
/** A message that is on the laptop, with its id. */
const listed = async (subject: string): Promise<string> => {
  await force.mail.deliver(force.officer.staffId, withId(subject));
  begin();
  await everyFolderListed();
  await eventually(
    () => find('INBOX', subject),
    (row) => row !== undefined,
  );
  await sync.stop();
  return (await find('INBOX', subject))?.id ?? '';
};
const withId = (subject: string): Buffer =>
  Buffer.concat([Buffer.from(`Message-ID: <${subject.replaceAll(' ', '-')}@example.org>\r\n`), plainMessage(subject)]);

/** Sends all that waits, and gives what came of each. */
const sendAll = async (over: MailService = service): Promise<readonly CommandAnswer[]> => {
  const send = createMailSender({ store, service: over });
  const answers: CommandAnswer[] = [];
  for (;;) {
    const item = await store.write('outbox.take', { system: 'mail' });
    if (item === undefined) return answers;
    const answer = await send(item);
    answers.push(answer);
    await store.write('outbox.settle', { id: item.id, answer });
    if (answer.kind === 'unknown') return answers;
  }
};
/** Subjects of a folder as another client finds it at the server. */
const atServer = async (folder: string): Promise<string> => {
  const other = createMailService({ connect: force.connect, identity: shift.identity });
  const headers = await other.inFolder(folder, async (open) => open.headers(await open.uids()));
  await other.close();
  return (headers ?? []).map(({ fields, flagged }) => `${flagged ? '!' : ''}${Buffer.from(fields).toString('latin1')}`).join('\n');
};
const done = { kind: 'done', version: 1 };

describe('filing', () => {
  it('shows a move at once, in both folders and in their numbers, and does it at the server', async () => {
    const id = await listed('To the archive');
    const before = [await unread('INBOX'), await unread('Archive')] as const;
    const begun = {
      key: `mail.send:reply:${id}`,
      kind: 'mail.send',
      system: 'mail',
      itemId: id,
      title: '',
      fields: { text: 'Half' },
      blobs: [],
    } as const;
    await store.write('drafts.save', { draft: { ...begun, blobs: [] }, now: new Date().toISOString() });
    expect(await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: id })).toMatchObject({ ok: true });
    expect(await find('INBOX', 'To the archive')).toBeUndefined();
    expect(await find('Archive', 'To the archive')).toMatchObject({ id, folder: 'Archive' });
    expect(await store.read('mail.folderOf', { id })).toBe('Archive');
    expect([await unread('INBOX'), await unread('Archive')]).toEqual([before[0] - 1, before[1] + 1]);
    expect(await sendAll()).toEqual([done]);
    const there = await find('Archive', 'To the archive');
    expect(there?.id).not.toBe(id);
    // A reply that was begun answers it there.
    expect(await store.read('drafts.list', null)).toMatchObject([{ key: begun.key, itemId: there?.id }]);
    expect([await unread('INBOX'), await unread('Archive')]).toEqual([before[0] - 1, before[1] + 1]);
    expect(await atServer('Archive')).toContain('To the archive');
    expect(await atServer('INBOX')).not.toContain('To the archive');
    begin();
    await everyFolderListed();
    expect(await store.read('mail.message', { id: there?.id ?? '' })).toMatchObject({ folder: 'Archive' });
  });

  it('does in order what was decided without signal, on the message wherever it went', async () => {
    const id = await listed('Three things');
    await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: id });
    await give(store, 'mail', 'mail.setFlagged', { flagged: true }, { itemId: id });
    await give(store, 'mail', 'mail.setSeen', { seen: true }, { itemId: id });
    expect((await list('Archive', 'flagged')).map(({ subject }) => subject)).toContain('Three things');
    const dead = createMailService({ connect: () => Promise.reject(new Error('no link')), identity: shift.identity });
    expect(await sendAll(dead)).toEqual([{ kind: 'unknown' }]);
    expect(await sendAll()).toEqual([done, done, done]);
    expect(await atServer('Archive')).toMatch(/![^!]*Three things/);
    expect(await find('Archive', 'Three things')).toMatchObject({ flagged: true, seen: true });
  });

  it('can be taken back while it is held, and then is as if it had never been', async () => {
    const id = await listed('Taken back');
    const outboxId = crypto.randomUUID();
    const at = '2026-11-29T08:00:00.000Z';
    await give(store, 'mail', 'mail.move', { to: 'Trash' }, { itemId: id, outboxId, at });
    expect(await store.write('outbox.take', { system: 'mail', now: '2026-11-29T08:00:09.999Z' })).toBeUndefined();
    expect(await store.read('outbox.heldUntil', { system: 'mail', now: at })).toBe('2026-11-29T08:00:10.000Z');
    // A clock that was put back by a day holds nothing for a day.
    expect(await store.read('outbox.heldUntil', { system: 'mail', now: '2026-11-28T08:00:00.000Z' })).toBeUndefined();
    await store.write('outbox.discard', { id: outboxId, withDependents: false, keepText: false, at });
    expect(await find('INBOX', 'Taken back')).toMatchObject({ id });
    expect(await sendAll()).toEqual([]);
  });

  it('is not held any more after a lock: it goes out at the next sign-in', async () => {
    const id = await listed('Locked meanwhile');
    const at = '2026-11-29T08:00:00.000Z';
    await give(store, 'mail', 'mail.move', { to: 'Trash' }, { itemId: id, at });
    await store.write('outbox.recover', { system: 'mail' });
    expect(await store.write('outbox.take', { system: 'mail', now: at })).toMatchObject({ itemId: id });
  });

  it('finds a move whose answer was lost where it went', async () => {
    const id = await listed('Answer lost');
    await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: id });
    const item = await store.write('outbox.take', { system: 'mail' });
    if (item === undefined) throw new Error('nothing to send');
    const { uid = 0 } = (await store.read('mail.message', { id })) ?? {};
    await service.inFolder('INBOX', (open) => open.move(uid, 'Archive'));
    expect(await createMailSender({ store, service })(item)).toEqual(done);
    expect(await find('Archive', 'Answer lost')).toBeDefined();
  });

  it('does what was decided after a move whose answer was lost, though the list has the message no more where it was', async () => {
    const id = await listed('Forgotten where it was');
    await give(store, 'mail', 'mail.move', { to: 'Junk' }, { itemId: id });
    await give(store, 'mail', 'mail.erase', {}, { itemId: id });
    const { uid = 0 } = (await store.read('mail.message', { id })) ?? {};
    await service.inFolder('INBOX', (open) => open.move(uid, 'Junk'));
    await store.write('mail.removeMessages', { folder: 'INBOX', uids: [uid] });
    expect(await sendAll()).toEqual([done, done]);
    expect(await atServer('Junk')).not.toContain('Forgotten where it was');
  });

  it('says so when the message was moved or deleted elsewhere meanwhile', async () => {
    const id = await listed('Gone elsewhere');
    await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: id });
    const { uid = 0 } = (await store.read('mail.message', { id })) ?? {};
    await service.inFolder('INBOX', (open) => open.erase(uid));
    expect(await sendAll()).toMatchObject([{ kind: 'refused', problem: { code: 'MessageGone' } }]);
    expect(await store.read('outbox.undecided', null)).toBe(1);
  });

  it('deletes one message for good, and no other that is marked as deleted', async () => {
    await force.mail.deliver(force.officer.staffId, withId('Marked by another client'));
    const id = await listed('Erased');
    await force.mail.doveadm('flags', 'add', '-u', user(), '\\Deleted', 'mailbox', 'INBOX', 'subject', 'Marked by another client');
    await give(store, 'mail', 'mail.erase', {}, { itemId: id });
    expect(await find('INBOX', 'Erased')).toBeUndefined();
    expect(await sendAll()).toEqual([done]);
    const left = await atServer('INBOX');
    expect(left).not.toContain('Erased');
    expect(left).toContain('Marked by another client');
  });

  it('carries a wish over by Message-ID when the folder is numbered anew', async () => {
    const id = await listed('Numbered anew');
    await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: id });
    await force.mail.doveadm('mailbox', 'update', '-u', user(), '--uid-validity', '7654321', 'INBOX');
    await service.close();
    service = createMailService({ connect: force.connect, identity: shift.identity });
    begin();
    await eventually(
      () => store.read('mail.folderState', { path: 'INBOX' }),
      (state) => state?.uidValidity === 7_654_321,
    );
    await sync.stop();
    expect(await store.read('mail.message', { id })).toBeUndefined();
    expect(await sendAll()).toEqual([done]);
    expect(await atServer('Archive')).toContain('Numbered anew');
    expect(await atServer('INBOX')).not.toContain('Numbered anew');
  });

  it('refuses a wish that is carried over to two messages of one Message-ID, and touches neither', async () => {
    const id = await listed('Double');
    await give(store, 'mail', 'mail.move', { to: 'Trash' }, { itemId: id });
    await force.mail.deliver(force.officer.staffId, withId('Double'));
    await force.mail.doveadm('mailbox', 'update', '-u', user(), '--uid-validity', '7654399', 'INBOX');
    await service.close();
    service = createMailService({ connect: force.connect, identity: shift.identity });
    expect(await sendAll()).toMatchObject([{ kind: 'refused', problem: { code: 'FolderRenumbered' } }]);
    expect((await atServer('INBOX')).match(/Subject: Double/g)).toHaveLength(2);
  });
});

describe('a folder that may be read and not changed', () => {
  it('is known as such once it is listed; what is wanted there is not taken on, and list and number agree', async () => {
    begin();
    await everyFolderListed();
    await eventually(
      () => list('Briefings'),
      (rows) => rows.length === 1,
    );
    await sync.stop();
    const [row] = await list('Briefings');
    expect((await store.read('mail.folders', null)).find(({ path }) => path === 'Briefings')).toMatchObject({ readOnly: true, unread: 1 });
    for (const given of [
      give(store, 'mail', 'mail.setSeen', { seen: true }, { itemId: row?.id ?? '' }),
      give(store, 'mail', 'mail.setFlagged', { flagged: true }, { itemId: row?.id ?? '' }),
      give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: row?.id ?? '' }),
      give(store, 'mail', 'mail.erase', {}, { itemId: row?.id ?? '' }),
    ])
      expect(await given).toEqual({ ok: false, code: 'NotAllowed' });
    expect([await unread('Briefings'), row?.seen]).toEqual([1, false]);
  });

  it('refuses in words what was decided before that was known, and it stays unread', async () => {
    begin();
    await everyFolderListed();
    await eventually(
      () => list('Briefings'),
      (rows) => rows.length === 1,
    );
    await sync.stop();
    const [row] = await list('Briefings');
    await store.write('mail.folderAccess', { path: 'Briefings', readOnly: false });
    await give(store, 'mail', 'mail.setSeen', { seen: true }, { itemId: row?.id ?? '' });
    await give(store, 'mail', 'mail.erase', {}, { itemId: row?.id ?? '' });
    const no = { kind: 'refused', problem: { code: 'FolderReadOnly', detail: 'You may read this folder, and not change what is in it' } };
    expect(await sendAll()).toMatchObject([no, no]);
    expect(await list('Briefings', 'unread')).toHaveLength(1);
    expect(await unread('Briefings')).toBe(1);
    expect((await store.read('mail.folders', null)).find(({ path }) => path === 'Briefings')).toMatchObject({ readOnly: true });
  });
});

const user = (): string => force.officer.staffId.toLowerCase();

/** A shared folder with the rights "lr" (RFC 4314): look and read. */
const readOnlyFolder = (): void => {
  const maildir = join(force.folder, 'mail', 'home', user(), 'Maildir');
  const { uid, gid } = statSync(maildir);
  const folder = join(maildir, '.Briefings');
  for (const part of ['', 'cur', 'new', 'tmp']) {
    mkdirSync(join(folder, part), { recursive: true });
    chownSync(join(folder, part), uid, gid);
  }
  for (const [name, content] of [
    ['dovecot-acl', 'owner lr\n'],
    ['new/1700000000.M1.briefing', withId('Late briefing')],
  ] as const) {
    writeFileSync(join(folder, name), content);
    chownSync(join(folder, name), uid, gid);
  }
  appendFileSync(
    join(force.folder, 'mail', 'dovecot.conf'),
    'mail_plugins = $mail_plugins acl\nprotocol imap {\n  mail_plugins = $mail_plugins imap_acl\n}\nplugin {\n  acl = vfile\n}\n',
  );
};
