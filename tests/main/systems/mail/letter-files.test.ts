import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../../../contracts/domain/blob.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { tidyBlobs } from '../../../../main/sync/blobs/receive.ts';
import { readMessage } from '../../../../main/systems/mail/read.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { give } from '../../support/give.ts';
import { officer } from '../../support/items.ts';
import { hashOf, jpeg, MB, pageOf } from '../../sync/blobs/support.ts';
import { AISHA, cuttable, isRoot, item, letterDesk, TOM } from './support/letters.ts';

const desk = letterDesk();
const { toServer, submissionOver, send, copies, arrived } = desk;

describe.skipIf(!isRoot)('a letter with files (Postfix needs root)', () => {
  const text = Uint8Array.from(Buffer.from('.\r\nNumber 12: “away”\nuntil Friday: é'));
  const NOTE = 'Größe & Tür – Notiz.txt';
  const aisha = { ...officer(), mailAddress: AISHA.address };
  /** Files that are kept here, as a letter names them. */
  const kept = async (files: readonly (readonly [string, string, Uint8Array<ArrayBuffer>])[]) => {
    const page = pageOf(() => desk.store);
    for (const [, type, bytes] of files) expect(await page.keep(bytes, type)).toBe(hashOf(bytes));
    return files.map(([name, type, bytes]) => ({ hash: hashOf(bytes), bytes: bytes.byteLength, type, name }));
  };
  const written = (subject: string, attachments: Attachment[]): Given<'mail', 'mail.send'> => ({
    ...{ to: [TOM], cc: [], bcc: [], subject, marking: 'OFFICIAL', text: 'Words.', attachments },
  });
  const filesOf = (raw: string) => readMessage(Buffer.from(raw, 'latin1')).parts.map(({ name, bytes }) => [name, hashOf(bytes)]);

  it('waits with them over a lock, a restart and weeks, and comes once, byte for byte, to its reader and among sent mail', async () => {
    const photograph = jpeg(700_001);
    const attachments = await kept([
      ['door.jpg', 'image/jpeg', photograph],
      [NOTE, 'text/plain', text],
    ]);
    const key = randomUUID();
    const letter = written('Two files', attachments);
    const given = await give(desk.store, 'mail', 'mail.send', letter, { outboxId: key, officer: aisha, at: new Date().toISOString() });
    expect(given).toMatchObject({ ok: true });
    expect(await desk.store.read('outbox.list', null)).toMatchObject([{ state: 'waiting', blobs: { total: 700_001 + text.byteLength } }]);
    await desk.reopen();
    await tidyBlobs(desk.store, () => new Date(Date.now() + 30 * 24 * 3600_000));
    await desk.store.write('outbox.recover', { system: 'mail' });
    const taken = await desk.store.write('outbox.take', { system: 'mail' });
    if (taken === undefined) throw new Error('it does not wait');
    // The first try breaks in the midst of the files.
    const broken = submissionOver(async () => cuttable(await toServer(), undefined, 300_000).stream);
    expect(await send(taken, broken)).toEqual({ kind: 'unknown' });
    expect(await desk.store.read('mail.submission', { key })).toBeUndefined();
    let progress = 0;
    const sender = createMailSender({ store: desk.store, service: desk.service, submission: submissionOver() });
    const answer = await sender(taken, undefined, () => {
      progress += 1;
    });
    expect(answer).toEqual({ kind: 'done', version: 1 });
    expect(progress).toBeGreaterThan(10);
    await desk.store.write('outbox.settle', { id: taken.id, answer });
    expect(await desk.store.read('outbox.list', null)).toEqual([]);
    const same = [
      ['door.jpg', hashOf(photograph)],
      [NOTE, hashOf(text)],
    ];
    const his = await arrived(desk.tom, key);
    expect(his.map(filesOf)).toEqual([same]);
    expect((await copies(desk.service, key, 'Sent')).map(filesOf)).toEqual([same]);
    expect(readMessage(Buffer.from(his[0] ?? '', 'latin1')).text).toBe('Words.');
  });

  it('goes once, wherever in it the link is cut', { timeout: 180_000 }, async () => {
    const attachments = await kept([['door.jpg', 'image/jpeg', jpeg(200_000)]]);
    // Before its files, in them, and in what comes after the last of them.
    for (const bytes of [3000, 100_000, 276_000, 279_500]) {
      const letter = item(`Cut after ${bytes}`, { attachments });
      const cutting = submissionOver(async () => cuttable(await toServer(), undefined, bytes).stream);
      const first = await send(letter, cutting);
      const answer = first.kind === 'done' ? first : await send(letter);
      expect([bytes, answer.kind]).toEqual([bytes, 'done']);
      await arrived(desk.tom, letter.id);
      expect([bytes, (await copies(desk.tom, letter.id)).map(filesOf)]).toEqual([bytes, [[['door.jpg', attachments[0]?.hash]]]]);
      expect([bytes, (await copies(desk.service, letter.id, 'Sent')).length]).toEqual([bytes, 1]);
    }
  });

  it('is refused, and says why, where a file of it is not on this laptop', async () => {
    const attachments = [{ hash: 'a'.repeat(64), bytes: 10, type: 'image/png', name: 'elsewhere.png' }];
    expect(await send(item('Elsewhere', { attachments }))).toMatchObject({ kind: 'refused', problem: { code: 'FileMissing' } });
    const given = written('', attachments);
    expect(await give(desk.store, 'mail', 'mail.send', given, { officer: aisha })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('is not taken on with more than one letter carries', async () => {
    const file = { type: 'image/png', name: 'door.png' };
    const attachments = ['a', 'b'].map((letter) => ({ ...file, hash: letter.repeat(64), bytes: 6.5 * MB }));
    const given = written('', attachments);
    expect(await give(desk.store, 'mail', 'mail.send', given, { officer: aisha })).toEqual({ ok: false, code: 'Malformed' });
  });
});
