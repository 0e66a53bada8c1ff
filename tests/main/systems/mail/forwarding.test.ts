import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { readBlob } from '../../../../main/sync/blobs/read.ts';
import { mailHandlers } from '../../../../main/systems/mail/handlers.ts';
import { keepFiles } from '../../../../main/systems/mail/letter/keep-files.ts';
import { messageId } from '../../../../main/systems/mail/messages.ts';
import type { MailReader } from '../../../../main/systems/mail/reader/client.ts';
import { saveBody } from '../../../../main/systems/mail/save-body.ts';
import { inbox } from '../../support/items.ts';
import { testReader } from '../../support/reader.ts';
import { receiverOf } from '../../support/receivers.ts';
import { temporaryStore } from '../../support/store.ts';
import { jpeg, MB } from '../../sync/blobs/support.ts';

type File = readonly [name: string, type: string, bytes: Uint8Array<ArrayBuffer>];

const UID_VALIDITY = 7;
let store: Store;
let reader: MailReader;
let uid = 0;
beforeEach(async () => {
  store = await temporaryStore();
  reader = testReader();
  const folder = inbox({ uidValidity: UID_VALIDITY, uidNext: 99, modseq: '1' });
  await store.write('mail.saveFolders', { folders: [folder] });
});
afterEach(() => reader.end());

/** A message in the inbox, with its bytes where they are given. */
const message = async (raw?: Uint8Array): Promise<string> => {
  uid += 1;
  const id = messageId('INBOX', UID_VALIDITY, uid);
  const line = { id, uid, subject: '', fromName: '', fromAddress: 'a@example.org', recipients: '', at: '2021-05-18T14:31:00.000Z' };
  await store.write('mail.saveHeaders', {
    folder: 'INBOX',
    messages: [{ ...line, seen: true, flagged: false, attachments: 0, marking: undefined }],
  });
  if (raw !== undefined) await saveBody(store, reader, id, raw);
  return id;
};
const mixed = (files: readonly File[]): Buffer =>
  Buffer.from(
    [
      'From: a@example.org\r\nSubject: files\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords.\r\n',
      ...files.map(
        ([name, type, bytes]) =>
          `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`,
      ),
      '--b--\r\n',
    ].join(''),
  );
const keep = (id: string) =>
  mailHandlers({ store: () => store, reader: () => reader, service: () => undefined, receiverOf }).keepFiles({ id });
const bytesOf = async (file: { readonly hash: string; readonly bytes: number }): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of readBlob(store, file)) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe('the files of a message that is forwarded', () => {
  it('are kept on this laptop byte for byte, as what they are', async () => {
    const photograph = jpeg(600_001);
    const words = Uint8Array.from(Buffer.from('.\n“two”\r\nlines'));
    const kept = await keep(
      await message(
        mixed([
          ['door.jpg', 'image/jpeg', photograph],
          ['../../etc/note.txt', 'text/plain', words],
          ['not a picture.png', 'image/png', words.slice(3)],
        ]),
      ),
    );
    if (!kept.ok) throw new Error(kept.code);
    const { attachments, leftOut } = kept.value;
    expect(attachments.map(({ name, type }) => [name, type])).toEqual([
      ['door.jpg', 'image/jpeg'],
      ['note.txt', 'text/plain'],
      ['not a picture.png', 'application/octet-stream'],
    ]);
    expect(leftOut).toEqual([]);
    for (const [index, bytes] of [photograph, words, words.slice(3)].entries()) {
      const file = attachments[index];
      expect(file && (await bytesOf(file)).equals(bytes)).toBe(true);
    }
  });

  it('are as many as one letter carries, each once; of the others it is said that they do not go', async () => {
    const small = (index: number): File => [`${index}.bin`, 'application/octet-stream', Uint8Array.of(1, index)];
    const many = await keep(
      await message(
        mixed([...Array.from({ length: 22 }, (_, index) => small(index)), ['again.bin', 'application/octet-stream', Uint8Array.of(1, 0)]]),
      ),
    );
    expect(many.ok && [many.value.attachments.length, many.value.leftOut]).toEqual([20, ['20.bin', '21.bin', 'again.bin']]);
    const file = (name: string, type: string, bytes: Uint8Array<ArrayBuffer>) => ({ name, type, bytes });
    const two = await keepFiles(receiverOf(store), [
      file('one.jpg', 'image/jpeg', jpeg(7 * MB)),
      file('two.jpg', 'image/jpeg', jpeg(7 * MB)),
      file('empty.txt', 'text/plain', new Uint8Array()),
      file('three', 'no type', Uint8Array.of(0x61)),
    ]);
    expect(two.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['one.jpg', 'image/jpeg'],
      ['three', 'application/octet-stream'],
    ]);
    expect(two.leftOut).toEqual(['two.jpg', 'empty.txt']);
  });

  it.each(['alice.dsig.SHA256.multipart.bad.eml', 'alice.dsig.SHA256.multipart.env.eml'])(
    'are none of one that was changed after it was signed, or is encrypted: %s',
    async (name) => {
      const raw = readFileSync(new URL(`../../../fixtures/smime/${name}`, import.meta.url));
      expect(await keep(await message(raw))).toEqual({ ok: true, value: { attachments: [], leftOut: [] } });
    },
  );

  it('are not here where the message is not', async () => {
    expect(await keep(await message())).toEqual({ ok: false, code: 'NotHere' });
    expect(await keep('0123456789abcdef-9-2')).toEqual({ ok: false, code: 'NotFound' });
  });
});

describe('the folder in which a message stands', () => {
  it('is said of a message that is here, and of no other', async () => {
    const handlers = mailHandlers({ store: () => store, reader: () => reader, service: () => undefined, receiverOf });
    expect(await handlers.folderOf({ id: await message() })).toEqual({ ok: true, value: { folder: 'INBOX' } });
    expect(await handlers.folderOf({ id: '0123456789abcdef-9-2' })).toEqual({ ok: true, value: {} });
  });
});
