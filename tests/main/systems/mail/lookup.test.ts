import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readMailQuery } from '../../../../contracts/domain/mail-query.ts';
import type { Store } from '../../../../main/store/store.ts';
import { mailBodyRoute } from '../../../../main/systems/mail/body-route.ts';
import { mailHandlers } from '../../../../main/systems/mail/handlers.ts';
import { serverQuery } from '../../../../main/systems/mail/lookup/query.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { testReader } from '../../support/reader.ts';
import { receiverOf } from '../../support/receivers.ts';
import { type ForceMail, openTestStore, startForceMail } from './support/force-mail.ts';

const letter = (
  subject: string,
  text: string,
  { from = 'Karen Whittle <karen@lancs.example>', date = 'Tue, 18 May 2021 10:00:00 +0100' } = {},
): Buffer =>
  Buffer.from(
    `From: ${from}\r\nTo: Somebody <somebody@lancs.example>\r\nDate: ${date}\r\nMessage-ID: <${subject.replace(/\W/g, '')}@x.example>\r\nSubject: ${subject}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${text}</p>\r\n`,
  );

let force: ForceMail;
let service: MailService;
let reader: MailReader;
let store: Store;
let closeStore: () => Promise<void>;
let offline = false;
beforeAll(async () => {
  force = await startForceMail();
  const { identity } = await force.shift();
  service = createMailService({ connect: force.connect, identity });
  reader = testReader();
  ({ store, close: closeStore } = await openTestStore());
  const mailbox = await service.mailbox();
  await mailbox.create('Old');
  await mailbox.append('Old', letter('Corsa burglary', 'The bumper was found at the quay.'));
  await mailbox.append(
    'Old',
    letter('Café keys', 'Größe of the corsa bumper', { from: 'Tom <tom@lancs.example>', date: 'Sat, 2 Mar 2019 23:30:00 +0000' }),
  );
  // The laptop knows the folders, and has nothing of what is in them.
  await store.write('mail.saveFolders', { folders: await mailbox.folders() });
});
afterAll(async () => {
  reader?.end();
  await service?.close();
  await closeStore?.();
  await force?.close();
});

const handlers = () =>
  mailHandlers({
    store: () => store,
    reader: () => reader,
    service: () => service,
    lookup: () => (offline ? undefined : service),
    receiverOf,
  });
const found = async (text: string): Promise<readonly string[]> => {
  const answer = await handlers().searchServer({ text });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.rows.map(({ subject }) => subject);
};

describe('a search at the mail server', () => {
  it('finds by every operator what the laptop has not', async () => {
    expect((await found('in:old bumper')).toSorted()).toEqual(['Café keys', 'Corsa burglary']);
    expect(await found('in:old bumper quay')).toEqual(['Corsa burglary']);
    expect(await found('in:old größe')).toEqual(['Café keys']);
    expect(await found('in:old from:tom bumper')).toEqual(['Café keys']);
    expect(await found('in:old subject:burglary')).toEqual(['Corsa burglary']);
    expect(await found('in:old to:somebody before:3/3/2019')).toEqual(['Café keys']);
    expect(await found('in:old after:2/3/2019')).toEqual(['Corsa burglary']);
    expect(await found('in:old is:unread')).toEqual([]);
    expect(await found('in:old has:attachment bumper')).toEqual([]);
    expect(await found('in:nowhere bumper')).toEqual([]);
  });

  it('says of each that it is at the server, and opens it with its words and its HTML, without keeping it', async () => {
    const mail = handlers();
    const answer = await mail.searchServer({ text: 'in:old quay' });
    const row = answer.ok ? answer.value.rows[0] : undefined;
    expect(row).toMatchObject({ subject: 'Corsa burglary', folder: 'Old', atServer: true, from: { name: 'Karen Whittle' } });
    const id = row?.id ?? '';
    expect(await mail.message({ id })).toMatchObject({ ok: true, value: { text: 'The bumper was found at the quay.', atServer: true } });
    const body = await mailBodyRoute({ store: () => store, reader: () => reader })(new Request(`app://x/mail/${id}/body?theme=day`));
    expect(await body.text()).toContain('found at the quay');
    expect(await store.read('mail.message', { id })).toBeUndefined();
  });

  it('does not say again what the laptop found by itself, and asks once for the same words', async () => {
    const answer = await handlers().searchServer({ text: 'in:old quay' });
    const [row] = answer.ok ? answer.value.rows : [];
    if (row === undefined) throw new Error('nothing found');
    const uid = Number(row.id.split('-').at(-1));
    const kept = { id: row.id, uid, subject: row.subject, fromName: 'Quay', fromAddress: '', recipients: '', at: row.at };
    await store.write('mail.saveHeaders', {
      folder: 'Old',
      messages: [{ ...kept, seen: true, flagged: false, attachments: 0, marking: undefined }],
    });
    onTestFinished(() => store.write('mail.removeMessages', { folder: 'Old', uids: [uid] }));
    const mail = handlers();
    const asked = vi.spyOn(service, 'inFolder');
    onTestFinished(() => asked.mockRestore());
    expect(await mail.searchServer({ text: 'in:old quay' })).toMatchObject({ ok: true, value: { rows: [] } });
    expect(await mail.searchServer({ text: 'in:old quay' })).toMatchObject({ ok: true, value: { rows: [] } });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is ended by another, and says that it cannot be without signal', async () => {
    const mail = handlers();
    const [first, second] = await Promise.all([mail.searchServer({ text: 'bumper' }), mail.searchServer({ text: 'in:old quay' })]);
    expect(first).toEqual({ ok: false, code: 'NotHere' });
    expect(second).toMatchObject({ ok: true, value: { rows: [{ subject: 'Corsa burglary' }] } });
    offline = true;
    onTestFinished(() => {
      offline = false;
    });
    expect(await handlers().searchServer({ text: 'bumper' })).toEqual({ ok: false, code: 'NotHere' });
  });
});

it('asks the server for nothing where nothing is narrowed down', () => {
  expect(serverQuery(readMailQuery('in:old has:attachment'))).toBeUndefined();
});
