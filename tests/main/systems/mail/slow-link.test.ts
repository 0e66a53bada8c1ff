import { Duplex, Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mailHandlers } from '../../../../main/systems/mail/handlers.ts';
import { createMailService } from '../../../../main/systems/mail/service.ts';
import { createMailSync } from '../../../../main/systems/mail/sync.ts';
import { testReader } from '../../support/reader.ts';
import { receiverOf } from '../../support/receivers.ts';
import { eventually, type ForceMail, openTestStore, plainMessage, startForceMail } from './support/force-mail.ts';

const BYTES_PER_SECOND = 100_000;
/** At that rate longer than anything but the silence of a server may take. */
const PHOTO_BYTES = 2_600_000;

let force: ForceMail;
beforeAll(async () => {
  force = await startForceMail();
});
afterAll(() => force?.close());

describe('mail on a slow link', () => {
  it('reads a message of megabytes in the end, and new mail is not lost by it', { timeout: 150_000 }, async () => {
    const { store, close } = await openTestStore();
    const shift = await force.shift();
    let slow = false;
    const connect = async () => throttled(await force.connect(), () => slow);
    const service = createMailService({ connect, identity: shift.identity });
    const reader = testReader();
    const sync = createMailSync({ store, service, reader, onRefreshed: () => undefined });
    onTestFinished(async () => {
      await sync.stop();
      await service.close();
      reader.end();
      await close();
    });
    const rows = async () => (await store.read('mail.list', { folder: 'INBOX', filter: 'all', offset: 0, limit: 500 }))?.rows ?? [];
    const listed = async (subject: string) => (await rows()).find((row) => row.subject === subject);
    const photo = `See the photograph.\r\n${`${'A'.repeat(76)}\r\n`.repeat(PHOTO_BYTES / 78)}`;
    await force.mail.deliver(force.officer.staffId, plainMessage('photo', photo));
    await eventually(rows, (now) => now.some(({ subject }) => subject === 'photo'));
    await eventually(
      () => store.read('mail.withoutBody', { folder: 'INBOX', limit: 200 }),
      (absent) => absent.length === 1,
    );
    slow = true;
    const handlers = mailHandlers({ store: () => store, reader: () => reader, service: () => service, receiverOf });
    const opened = handlers.message({ id: (await listed('photo'))?.id ?? '' });
    await delay(1000);
    await force.mail.deliver(force.officer.staffId, plainMessage('urgent'));
    await eventually(
      () => listed('urgent'),
      (row) => row !== undefined,
    );
    const answer = await opened;
    expect(answer.ok && answer.value.text.startsWith('See the photograph.')).toBe(true);
  });
});

/** A stream that passes what comes at BYTES_PER_SECOND while `isSlow`. */
const throttled = (socket: Duplex, isSlow: () => boolean): Duplex => {
  const down = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (isSlow()) setTimeout(done, (chunk.length / BYTES_PER_SECOND) * 1000, null, chunk);
      else done(null, chunk);
    },
  });
  const stream = Duplex.from({ readable: socket.pipe(down), writable: socket });
  stream.once('close', () => socket.destroy());
  stream.on('error', () => undefined);
  return stream;
};
