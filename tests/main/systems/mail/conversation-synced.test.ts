import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { mailHandlers } from '../../../../main/systems/mail/handlers.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { createMailSync, type MailSync } from '../../../../main/systems/mail/sync.ts';
import { give } from '../../support/give.ts';
import { testReader } from '../../support/reader.ts';
import { receiverOf } from '../../support/receivers.ts';
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
let sync: MailSync;
beforeEach(async () => {
  ({ store, close: closeStore } = await openTestStore());
  service = createMailService({ connect: force.connect, identity: shift.identity });
  reader = testReader();
  sync = createMailSync({ store, reader, service, onRefreshed: () => undefined });
});
afterEach(async () => {
  await sync.stop();
  await service.close();
  reader.end();
  await closeStore();
});

const deliver = (subject: string, name: string, names: readonly string[]): Promise<void> =>
  force.mail.deliver(
    force.officer.staffId,
    Buffer.concat([Buffer.from(`Message-ID: <${name}@x>\r\nReferences: ${names.join(' ')}\r\n`), plainMessage(subject)]),
  );
const conversations = async (folder: string) => {
  const handlers = mailHandlers({ store: () => store, reader: () => reader, service: () => service, receiverOf });
  const answer = await handlers.conversations({ folder, filter: 'all', offset: 0, limit: 500 });
  return answer.ok && answer.value.known ? answer.value.value.rows : [];
};
const ofSubject = (rows: Awaited<ReturnType<typeof conversations>>) => rows.filter(({ subject }) => subject.endsWith('Corsa in Leyland'));

it('mail that comes from the server stands in its conversation, and goes on in it where the server files it', async () => {
  await deliver('Corsa in Leyland', 'one', []);
  await deliver('Re: Corsa in Leyland', 'two', ['<one@x>']);
  const [one] = await eventually(
    async () => ofSubject(await conversations('INBOX')),
    (rows) => rows.length === 1 && rows[0]?.number === 2,
  );
  await deliver('AW: Corsa in Leyland', 'three', ['<one@x>', '<two@x>']);
  const [grown] = await eventually(
    async () => ofSubject(await conversations('INBOX')),
    (rows) => rows.length === 1 && rows[0]?.number === 3,
  );
  expect(grown?.conversation).toBe(one?.conversation);

  const outboxId = crypto.randomUUID();
  await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: grown?.id ?? '', outboxId });
  expect(ofSubject(await conversations('INBOX'))).toMatchObject([{ number: 2 }]);
  expect(ofSubject(await conversations('Archive'))).toMatchObject([{ number: 1, conversation: one?.conversation }]);
  const send = createMailSender({ store, service });
  const item = await store.write('outbox.take', { system: 'mail' });
  if (item === undefined) throw new Error('nothing waits');
  const answer = await send(item);
  await store.write('outbox.settle', { id: item.id, answer });
  expect(answer).toMatchObject({ kind: 'done' });
  const [filed] = ofSubject(await conversations('Archive'));
  expect(filed).toMatchObject({ number: 1, conversation: one?.conversation });
  expect(filed?.id).not.toBe(grown?.id);
});
