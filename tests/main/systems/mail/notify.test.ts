import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type Clock, systemClock } from '../../../../main/sync/clock.ts';
import { CertificateImapFlow } from '../../../../main/systems/mail/adapter/certificate-imap.ts';
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
  await (await other.mailbox()).create('Enquiries');
});
afterAll(async () => {
  await other?.close();
  await force?.close();
});

/** A clock on which no poll ever comes. */
const withoutPolls: Clock = { now: () => new Date(), sleep: (ms, signal) => systemClock.sleep(ms > 10_000 ? 2 ** 31 - 1 : ms, signal) };

/** A laptop that is in step with its mailbox and waits for news. */
const laptop = async () => {
  const { store, close } = await openTestStore();
  const reader = testReader();
  const service = createMailService({ connect: force.connect, identity: shift.identity });
  let passes = 0;
  const sync = createMailSync({ store, service, reader, clock: withoutPolls, onRefreshed: () => (passes += 1) });
  onTestFinished(async () => {
    await sync.stop();
    await service.close();
    reader.end();
    await close();
  });
  const subjects = async (folder: string) =>
    ((await store.read('mail.list', { folder, filter: 'all', offset: 0, limit: 50 }))?.rows ?? []).map(({ subject }) => subject);
  return { subjects, service, passes: () => passes };
};
const append = async (folder: string, subject: string) => (await other.mailbox()).append(folder, plainMessage(subject));

it('hears at once of mail in a folder that is not open, where the server tells of it', async () => {
  const exec = vi.spyOn(CertificateImapFlow.prototype, 'exec');
  onTestFinished(() => exec.mockRestore());
  const { subjects, service } = await laptop();
  await vi.waitFor(() => expect(exec.mock.calls.map(([command]) => command)).toEqual(expect.arrayContaining(['NOTIFY', 'IDLE'])), 20_000);
  await append('Enquiries', 'First');
  await eventually(
    () => subjects('Enquiries'),
    (rows) => rows.includes('First'),
  );
  expect((await service.mailbox()).tellsOfAll).toBe(true);
  await (await other.mailbox()).create('Made since');
  await append('Made since', 'Second');
  await eventually(
    () => subjects('Made since'),
    (rows) => rows.includes('Second'),
  );
  await force.mail.deliver(force.officer.staffId, plainMessage('To the inbox'));
  await eventually(
    () => subjects('INBOX'),
    (rows) => rows.includes('To the inbox'),
  );
});

it('does without where the server cannot, or will not', async () => {
  const capabilities = vi.spyOn(CertificateImapFlow.prototype, 'notify').mockResolvedValue(undefined);
  onTestFinished(() => capabilities.mockRestore());
  const { subjects, service } = await laptop();
  await eventually(
    () => subjects('Enquiries'),
    (rows) => rows.includes('First'),
  );
  await force.mail.deliver(force.officer.staffId, plainMessage('Another'));
  await eventually(
    () => subjects('INBOX'),
    (rows) => rows.includes('Another'),
  );
  expect((await service.mailbox()).tellsOfAll).toBe(false);
});
