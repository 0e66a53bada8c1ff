import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { CertificateImapFlow } from '../../../../main/systems/mail/adapter/certificate-imap.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { createMailSync } from '../../../../main/systems/mail/sync.ts';
import { testReader } from '../../support/reader.ts';
import { eventually, type ForceMail, openTestStore, plainMessage, type Shift, startForceMail } from './support/force-mail.ts';

let force: ForceMail;
let shift: Shift;
let other: MailService;
beforeAll(async () => {
  force = await startForceMail();
  shift = await force.shift();
  other = createMailService({ connect: force.connect, identity: shift.identity });
  await other.mailbox();
  await deliver('One', 'Two', 'Three', 'Four');
});
afterAll(async () => {
  await other?.close();
  await force?.close();
});

let store: Store;
let closeStore: () => Promise<void>;
let reader: MailReader;
beforeEach(async () => {
  ({ store, close: closeStore } = await openTestStore());
  reader = testReader();
  await signedIn();
});
afterEach(async () => {
  vi.restoreAllMocks();
  reader.end();
  await closeStore();
});

const deliver = async (...subjects: readonly string[]): Promise<void> => {
  for (const subject of subjects) await force.mail.deliver(force.officer.staffId, plainMessage(subject));
};
const inbox = async () => (await store.read('mail.list', { folder: 'INBOX', filter: 'all', offset: 0, limit: 500 }))?.rows ?? [];
const find = async (subject: string) => (await inbox()).find((row) => row.subject === subject);
const uidsAtServer = () => other.inFolder('INBOX', (open) => open.uids());
const uidOf = async (subject: string) => (await store.read('mail.message', { id: (await find(subject))?.id ?? '' }))?.uid ?? 0;

/** A sign-in that goes on until everything is as at the server; the commands that went to it, without those with which it waits for news. */
const signedIn = async (): Promise<readonly string[]> => {
  const exec = vi.spyOn(CertificateImapFlow.prototype, 'exec');
  const service = createMailService({ connect: force.connect, identity: shift.identity });
  const troubles: string[] = [];
  const sync = createMailSync({ store, reader, service, onRefreshed: () => undefined, onSyncError: (code) => troubles.push(code) });
  await eventually(
    async () => {
      const paths = await store.read('mail.folderPaths', null);
      const absent = await Promise.all(paths.map((folder) => store.read('mail.withoutBody', { folder, limit: 500 })));
      const states = await Promise.all(paths.map((path) => store.read('mail.folderState', { path })));
      const held = paths.length > 0 && states.every((state) => state?.modseq !== undefined) && absent.every(({ length }) => length === 0);
      return (
        held &&
        exec.mock.calls.findLast(([command]) => command !== 'UID SEARCH')?.[0] === 'IDLE' &&
        isDeepStrictEqual(await store.read('mail.uids', { folder: 'INBOX' }), await uidsAtServer())
      );
    },
    (rests) => rests,
  );
  await sync.stop();
  await service.close();
  const { calls, contexts } = exec.mock;
  const client = contexts[calls.findIndex(([command]) => command === 'AUTHENTICATE')];
  const commands = calls.flatMap(([command], index) =>
    contexts[index] === client && command !== 'IDLE' && command !== 'NOTIFY' ? [command] : [],
  );
  exec.mockRestore();
  expect(troubles).toEqual([]);
  return commands;
};
/** Login, what the server is to speak of, and how every folder stands. */
const OPENING = ['AUTHENTICATE', 'ENABLE', 'LIST'];

describe('a sign-in after the first', () => {
  it('asks for nothing but how the folders stand, where nothing has changed', async () => {
    expect(await signedIn()).toEqual([...OPENING, 'SELECT']);
  });

  it('has in one round trip what was read, flagged and deleted elsewhere, in one more what came, and in one its words', async () => {
    const erased = await uidOf('Two');
    await other.inFolder('INBOX', async (open) => {
      await open.setFlag(await uidOf('One'), '\\Flagged', true);
      await open.setFlag(await uidOf('Three'), '\\Seen', true);
      await open.erase(erased);
    });
    expect(await signedIn()).toEqual([...OPENING, 'SELECT']);
    expect([await find('One'), await find('Two'), await find('Three')]).toMatchObject([{ flagged: true }, undefined, { seen: true }]);
    await deliver('Five', 'Six');
    expect(await signedIn()).toEqual([...OPENING, 'SELECT', 'UID FETCH', 'UID FETCH', 'UID FETCH']);
    expect([await find('Five'), await find('Six')]).toMatchObject([{ preview: 'Words.' }, { preview: 'Words.' }]);
  });

  it('finds what it was not told of: where the numbers do not agree, the folder is listed anew', async () => {
    const uids = await store.read('mail.uids', { folder: 'INBOX' });
    await store.write('mail.removeMessages', { folder: 'INBOX', uids: uids.slice(0, 1) });
    await deliver('Seven');
    expect(await signedIn()).toContain('UID SEARCH');
  });

  it('lists a folder anew that is numbered anew', async () => {
    await force.mail.doveadm('mailbox', 'update', '-u', force.officer.staffId.toLowerCase(), '--uid-validity', '7654321', 'INBOX');
    await signedIn();
    expect((await store.read('mail.folderState', { path: 'INBOX' }))?.uidValidity).toBe(7_654_321);
  });
});

it('takes a line that says of four thousand million messages that they are gone without counting them one by one', async () => {
  const mailbox = new CertificateImapFlow({ host: 'mail.hq', port: 993, auth: { user: '' }, logger: false });
  const news = vi.fn();
  mailbox.on('expunge', news);
  mailbox.mailbox = { path: 'INBOX', exists: 5 } as never;
  const told = await mailbox.gather(async () => {
    await mailbox.untaggedVanished({ attributes: [[{ type: 'ATOM', value: 'EARLIER' }], { type: 'ATOM', value: '1:4294967295,9:7,x' }] });
    return [];
  });
  expect(told?.gone).toEqual([
    [1, 4_294_967_295],
    [7, 9],
  ]);
  await mailbox.untaggedVanished({ attributes: [{ type: 'ATOM', value: '3,4' }] });
  expect([mailbox.mailbox, news.mock.calls.length]).toMatchObject([{ exists: 3 }, 1]);
});
