import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { createMailService } from '../../../../main/systems/mail/service.ts';
import { AISHA, cuttable, isRoot, item, letterDesk, losingLastWord, MEGAN, TOM } from './support/letters.ts';

const desk = letterDesk();
const { toServer, submissionOver, send, copies, arrived } = desk;

describe.skipIf(!isRoot)('a letter (Postfix needs root)', () => {
  it('comes to everybody who is named, marked, and lies read among those that were sent', async () => {
    const letter = item('Doorbell film', { marking: 'OFFICIAL-SENSITIVE', text: `Tom,\n\n${'long '.repeat(60)}\n> quoted\n\nAisha` });
    expect(await send(letter)).toEqual({ kind: 'done', version: 1 });
    const [raw = ''] = await arrived(desk.tom, letter.id);
    expect(raw).toMatch(/^Subject: \[OFFICIAL-SENSITIVE\] Doorbell film\r$/m);
    expect(raw).toMatch(/^X-Protective-Marking: OFFICIAL-SENSITIVE\r$/m);
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8; format=flowed\r$/m);
    expect(await copies(desk.service, letter.id, 'Sent')).toHaveLength(1);
    const seen = await desk.service.inFolder('Sent', async (open) =>
      open.flags(await open.withMessageId(`<${letter.id}@lancs.example>`), undefined),
    );
    expect(seen).toMatchObject([{ seen: true }]);
  });

  it('tells nobody of those who are written to blindly, who have it all the same', async () => {
    const letter = item('Blind', { bcc: [MEGAN] });
    expect(await send(letter)).toMatchObject({ kind: 'done' });
    const [hers = ''] = await arrived(desk.megan, letter.id);
    const [his = ''] = await arrived(desk.tom, letter.id);
    for (const raw of [hers, his]) expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc|^To:.*megan/im);
  });

  it('is not taken for some when one of its addresses is refused, and the refusal says which', async () => {
    const letter = item('Half', { to: [TOM, { name: '', address: 'nobody.here@lancs.example' }] });
    const answer = await send(letter);
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'LetterRefused' } });
    expect(answer.kind === 'refused' && answer.problem.detail).toContain('nobody.here@lancs.example');
    expect(await copies(desk.service, letter.id, 'Sent')).toEqual([]);
  });

  it('is refused when the name on it is not the officer’s own', async () => {
    expect(await send(item('Forged', { from: MEGAN }))).toMatchObject({ kind: 'refused', problem: { code: 'LetterRefused' } });
  });

  it('goes once, though the server’s last word is lost', async () => {
    const letter = item('Lost answer');
    expect(await send(letter, losingLastWord(desk), AbortSignal.timeout(3000))).toEqual({ kind: 'unknown' });
    expect(await desk.store.read('mail.submission', { key: letter.id })).toBe('begun');
    await arrived(desk.tom, letter.id);
    expect(await send(letter, { submit: () => Promise.reject(new Error('sent again')) })).toMatchObject({ kind: 'done' });
    expect(await copies(desk.tom, letter.id)).toHaveLength(1);
    expect(await copies(desk.service, letter.id, 'Sent')).toHaveLength(1);
  });

  it('goes once, wherever the link is cut', { timeout: 120_000 }, async () => {
    for (let pieces = 1; pieces <= 14; pieces += 1) {
      const letter = item(`Cut after ${pieces}`);
      const cutting = submissionOver(async () => cuttable(await toServer(), pieces).stream);
      const first = await send(letter, cutting);
      const answer = first.kind === 'done' ? first : await send(letter);
      expect([pieces, answer.kind]).toEqual([pieces, 'done']);
      await arrived(desk.tom, letter.id);
      expect([pieces, (await copies(desk.tom, letter.id)).length]).toEqual([pieces, 1]);
      expect([pieces, (await copies(desk.service, letter.id, 'Sent')).length]).toEqual([pieces, 1]);
    }
  });

  it('is not given to the server again once it said yes, whatever happens before it is filed', async () => {
    const letter = item('Filed later');
    const noMail = createMailService({ connect: () => Promise.reject(new Error('no link')), identity: desk.shift.identity });
    await desk.store.write('mail.submitted', { key: letter.id, state: 'taken' });
    expect(await createMailSender({ store: desk.store, service: noMail, submission: submissionOver() })(letter)).toEqual({
      kind: 'unknown',
    });
    expect(await send(letter, { submit: () => Promise.reject(new Error('sent again')) })).toMatchObject({ kind: 'done' });
    expect(await copies(desk.service, letter.id, 'Sent')).toHaveLength(1);
    expect(await copies(desk.tom, letter.id)).toEqual([]);
  });

  it('has no header field but its own, whatever line ends are in what was typed', async () => {
    const evil = 'x\r\nBcc: megan.clarke@lancs.example\r\nX-Evil: 1\r\n\r\nbody';
    const letter = item(evil, {
      to: [{ name: evil, address: TOM.address }],
      cc: [{ name: evil, address: MEGAN.address }],
      from: { ...AISHA, name: evil },
    });
    expect(await send(letter)).toMatchObject({ kind: 'done' });
    const [raw = ''] = await arrived(desk.tom, letter.id);
    const header = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(header).not.toMatch(/^(X-Evil|Bcc|body)/im);
    expect(
      await send({ ...letter, id: randomUUID(), payload: { ...(letter.payload as object), inReplyTo: '<a@b>\r\nX-Evil: 1' } }),
    ).toMatchObject({
      kind: 'refused',
      problem: { code: 'UnknownCommand' },
    });
    for (const address of ['a@b.example\r\nRCPT TO:<x@y.example>', 'a b@c.example', '<a@b.example>', 'a@b.example>'])
      expect(await send(item('Address', { to: [{ name: '', address }] }))).toMatchObject({
        kind: 'refused',
        problem: { code: 'UnknownCommand' },
      });
  });

  it('may have dots at the beginning of its lines', async () => {
    const letter = item('Dots', { text: '.\n..\n.end\nFrom here\n> quoted' });
    expect(await send(letter)).toMatchObject({ kind: 'done' });
    const [raw = ''] = await arrived(desk.tom, letter.id);
    expect(raw.slice(raw.indexOf('\r\n\r\n') + 4)).toBe('.\r\n..\r\n.end\r\n From here\r\n> quoted\r\n');
  });
});
