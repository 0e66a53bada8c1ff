import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mailHandlers } from '../../../../main/systems/mail/handlers.ts';
import { createMailService } from '../../../../main/systems/mail/service.ts';
import { createMailSync } from '../../../../main/systems/mail/sync.ts';
import { testReader } from '../../support/reader.ts';
import { receiverOf } from '../../support/receivers.ts';
import { eventually, type ForceMail, openTestStore, plainMessage, startForceMail } from './support/force-mail.ts';

let force: ForceMail;
beforeAll(async () => {
  force = await startForceMail();
});
afterAll(() => force?.close());

const withHeader = (lines: readonly string[], body: string): Buffer =>
  Buffer.from(
    [
      'From: Sender <m@attacker.example>',
      'To: a@lancs.example',
      'Subject: poison',
      `Date: ${new Date().toUTCString()}`,
      ...lines,
      '',
      body,
    ].join('\r\n'),
  );

/** What makes an answer line of the server (ENVELOPE, BODYSTRUCTURE) longer than any client should read. */
const poisons: Readonly<Record<string, () => Buffer>> = {
  'thousands of parts with long names': () => {
    const part = (index: number): string => `--b\r\nContent-Type: text/plain; name="${'n'.repeat(400)}${index}"\r\n\r\nx\r\n`;
    return withHeader(
      ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
      `${Array.from({ length: 9900 }, (_, i) => part(i)).join('')}--b--\r\n`,
    );
  },
  'a hundred thousand recipients': () =>
    withHeader([`Cc: ${Array.from({ length: 100_000 }, (_, i) => `officer${i}@lancs.example`).join(',\r\n ')}`], 'The words.'),
  'one parameter of five megabytes': () => withHeader([`Content-Type: text/plain; name="${'n'.repeat(5_000_000)}"`], 'The words.'),
  'a subject of five megabytes': () => withHeader([`Subject: ${'s'.repeat(5_000_000)}`], 'The words.'),
};

describe('one message never stops the mailbox:', () => {
  it.each(Object.keys(poisons))('%s', async (kind) => {
    const { store, close } = await openTestStore();
    const shift = await force.shift();
    let bytes = 0;
    const connect = async () =>
      (await force.connect()).on('data', (chunk) => {
        bytes += chunk.length;
      });
    const service = createMailService({ connect, identity: shift.identity });
    const reader = testReader();
    const troubles: string[] = [];
    const sync = createMailSync({ store, service, reader, onRefreshed: () => undefined, onSyncError: (code) => troubles.push(code) });
    onTestFinished(async () => {
      await sync.stop();
      await service.close();
      reader.end();
      await close();
    });
    const rows = async () => (await store.read('mail.list', { folder: 'INBOX', filter: 'all', offset: 0, limit: 500 }))?.rows ?? [];
    const poison = poisons[kind]?.() ?? Buffer.alloc(0);
    await force.mail.deliver(force.officer.staffId, poison);
    await force.mail.deliver(force.officer.staffId, plainMessage(`after ${kind}`));
    sync.tryNow();
    await eventually(rows, (now) => now.some(({ subject }) => subject === `after ${kind}`));
    expect(troubles).toEqual([]);
    // It stands in the list like any other, with what could be read of it, and opens as far as it goes.
    const listed = (await rows()).find(({ from }) => from?.address === 'm@attacker.example');
    expect(listed).toBeDefined();
    const answer = await mailHandlers({ store: () => store, reader: () => reader, service: () => service, receiverOf }).message({
      id: listed?.id ?? '',
    });
    expect(answer).toMatchObject({ ok: true });
    // Another pass asks for none of it again.
    const before = bytes;
    await force.mail.deliver(force.officer.staffId, plainMessage(`later ${kind}`));
    sync.tryNow();
    await eventually(rows, (now) => now.some(({ subject }) => subject === `later ${kind}`));
    expect(bytes - before).toBeLessThan(poison.length / 10);
    await force.mail.doveadm('expunge', '-u', force.officer.staffId.toLowerCase(), 'mailbox', 'INBOX', 'from', 'm@attacker.example');
  });
});
