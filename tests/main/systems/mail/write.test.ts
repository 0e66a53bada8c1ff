import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Duplex, Transform } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import type { OutgoingItem } from '../../../../main/sync/dispatch.ts';
import type { Letter } from '../../../../main/systems/mail/letter/compose.ts';
import { createSubmission, type Submission } from '../../../../main/systems/mail/letter/submission.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { eventually, type ForceMail, openTestStore, type Shift, startForceMail } from './support/force-mail.ts';

const isRoot = process.getuid?.() === 0;
const AISHA = { name: 'PC 2418 Aisha Rahman', address: 'aisha.rahman@lancs.example' };
const TOM = { name: 'PC 4127 Tom Halliwell', address: 'tom.halliwell@lancs.example' };
const MEGAN = { name: 'PC 2377 Megan Clarke', address: 'megan.clarke@lancs.example' };

let force: ForceMail;
let shift: Shift;
let tom: MailService;
let megan: MailService;
beforeAll(async () => {
  force = await startForceMail();
  shift = await force.shift();
  const mailOf = async (staffId: string) =>
    createMailService({ connect: force.connect, identity: (await force.shift({ staffId })).identity });
  tom = await mailOf('LC004127');
  megan = await mailOf('LC002377');
});
afterAll(async () => {
  await tom?.close();
  await megan?.close();
  await force?.close();
});

let store: Store;
let closeStore: () => Promise<void>;
let service: MailService;
beforeEach(async () => {
  ({ store, close: closeStore } = await openTestStore());
  service = createMailService({ connect: force.connect, identity: shift.identity });
});
afterEach(async () => {
  await service.close();
  await closeStore();
});

const toServer = async (): Promise<Socket> => {
  const socket = connect(force.mail.ports.submission, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};
const submissionOver = (way: () => Promise<Duplex> = toServer): Submission => createSubmission({ connect: way, identity: shift.identity });

const item = (subject: string, rest: Partial<Letter> = {}): OutgoingItem => ({
  ...{ id: randomUUID(), system: 'mail', command: 'mail.send', itemKind: 'letter', itemId: randomUUID(), baseVersion: 0 },
  payload: { from: AISHA, to: [TOM], cc: [], bcc: [], subject, marking: 'OFFICIAL', text: 'Words.', at: new Date().toISOString(), ...rest },
  at: new Date().toISOString(),
});
const send = (what: OutgoingItem, submission = submissionOver(), signal?: AbortSignal) =>
  createMailSender({ store, service, submission })(what, signal);

/** The messages of a folder that bear the Message-ID of a command, whole. */
const copies = async (of: MailService, key: string, folder = 'INBOX'): Promise<readonly string[]> =>
  (await of.inFolder(folder, async (open) => {
    const uids = await open.withMessageId(`<${key}@lancs.example>`);
    const raws = await Promise.all(uids.map((uid) => open.source(uid, 0, 100_000)));
    return raws.map((raw) => Buffer.from(raw ?? []).toString('latin1'));
  })) ?? [];
const arrived = (of: MailService, key: string) =>
  eventually(
    () => copies(of, key),
    (found) => found.length > 0,
  );

describe.skipIf(!isRoot)('a letter (Postfix needs root)', () => {
  it('comes to everybody who is named, marked, and lies read among those that were sent', async () => {
    const letter = item('Doorbell film', { marking: 'OFFICIAL-SENSITIVE', text: `Tom,\n\n${'long '.repeat(60)}\n> quoted\n\nAisha` });
    expect(await send(letter)).toEqual({ kind: 'done', version: 1 });
    const [raw = ''] = await arrived(tom, letter.id);
    expect(raw).toMatch(/^Subject: \[OFFICIAL-SENSITIVE\] Doorbell film\r$/m);
    expect(raw).toMatch(/^X-Protective-Marking: OFFICIAL-SENSITIVE\r$/m);
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8; format=flowed\r$/m);
    expect(await copies(service, letter.id, 'Sent')).toHaveLength(1);
    const seen = await service.inFolder('Sent', async (open) =>
      open.flags(await open.withMessageId(`<${letter.id}@lancs.example>`), undefined),
    );
    expect(seen).toMatchObject([{ seen: true }]);
  });

  it('tells nobody of those who are written to blindly, who have it all the same', async () => {
    const letter = item('Blind', { bcc: [MEGAN] });
    expect(await send(letter)).toMatchObject({ kind: 'done' });
    const [hers = ''] = await arrived(megan, letter.id);
    const [his = ''] = await arrived(tom, letter.id);
    for (const raw of [hers, his]) expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc|^To:.*megan/im);
  });

  it('is not taken for some when one of its addresses is refused, and the refusal says which', async () => {
    const letter = item('Half', { to: [TOM, { name: '', address: 'nobody.here@lancs.example' }] });
    const answer = await send(letter);
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'LetterRefused' } });
    expect(answer.kind === 'refused' && answer.problem.detail).toContain('nobody.here@lancs.example');
    expect(await copies(service, letter.id, 'Sent')).toEqual([]);
  });

  it('is refused when the name on it is not the officer’s own', async () => {
    expect(await send(item('Forged', { from: MEGAN }))).toMatchObject({ kind: 'refused', problem: { code: 'LetterRefused' } });
  });

  it('goes once, though the server’s last word is lost', async () => {
    const letter = item('Lost answer');
    let cut = (): void => undefined;
    const lossy = submissionOver(async () => {
      const link = cuttable(await toServer());
      cut = link.freezeDown;
      return link.stream;
    });
    const losing: Submission = {
      submit: (envelope, { signal, onBegun }) => lossy.submit(envelope, { signal, onBegun: () => onBegun().then(() => cut()) }),
    };
    expect(await send(letter, losing, AbortSignal.timeout(3000))).toEqual({ kind: 'unknown' });
    expect(await store.read('mail.submission', { key: letter.id })).toBe('begun');
    await arrived(tom, letter.id);
    expect(await send(letter, { submit: () => Promise.reject(new Error('sent again')) })).toMatchObject({ kind: 'done' });
    expect(await copies(tom, letter.id)).toHaveLength(1);
    expect(await copies(service, letter.id, 'Sent')).toHaveLength(1);
  });

  it('goes once, wherever the link is cut', { timeout: 120_000 }, async () => {
    for (let pieces = 1; pieces <= 14; pieces += 1) {
      const letter = item(`Cut after ${pieces}`);
      const cutting = submissionOver(async () => cuttable(await toServer(), pieces).stream);
      const first = await send(letter, cutting);
      const answer = first.kind === 'done' ? first : await send(letter);
      expect([pieces, answer.kind]).toEqual([pieces, 'done']);
      await arrived(tom, letter.id);
      expect([pieces, (await copies(tom, letter.id)).length]).toEqual([pieces, 1]);
      expect([pieces, (await copies(service, letter.id, 'Sent')).length]).toEqual([pieces, 1]);
    }
  });

  it('is not given to the server again once it said yes, whatever happens before it is filed', async () => {
    const letter = item('Filed later');
    const noMail = createMailService({ connect: () => Promise.reject(new Error('no link')), identity: shift.identity });
    await store.write('mail.submitted', { key: letter.id, state: 'taken' });
    expect(await createMailSender({ store, service: noMail, submission: submissionOver() })(letter)).toEqual({ kind: 'unknown' });
    expect(await send(letter, { submit: () => Promise.reject(new Error('sent again')) })).toMatchObject({ kind: 'done' });
    expect(await copies(service, letter.id, 'Sent')).toHaveLength(1);
    expect(await copies(tom, letter.id)).toEqual([]);
  });

  it('has no header field but its own, whatever line ends are in what was typed', async () => {
    const evil = 'x\r\nBcc: megan.clarke@lancs.example\r\nX-Evil: 1\r\n\r\nbody';
    const letter = item(evil, {
      to: [{ name: evil, address: TOM.address }],
      cc: [{ name: evil, address: MEGAN.address }],
      from: { ...AISHA, name: evil },
    });
    expect(await send(letter)).toMatchObject({ kind: 'done' });
    const [raw = ''] = await arrived(tom, letter.id);
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
    const [raw = ''] = await arrived(tom, letter.id);
    expect(raw.slice(raw.indexOf('\r\n\r\n') + 4)).toBe('.\r\n..\r\n.end\r\n From here\r\n> quoted\r\n');
  });
});

/** A stream like the tunnel's that breaks after so many pieces have come, or lets nothing come any more. */
const cuttable = (socket: Socket, pieces = Number.POSITIVE_INFINITY) => {
  let came = 0;
  let frozen = false;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      came += 1;
      if (came > pieces) stream.destroy(new Error('cut'));
      if (frozen) pass();
      else pass(null, chunk);
    },
  });
  const stream = Duplex.from({ readable: socket.pipe(counted), writable: socket });
  stream.once('close', () => socket.destroy());
  stream.on('error', () => undefined);
  socket.on('error', () => undefined);
  return {
    stream,
    freezeDown: () => {
      frozen = true;
    },
  };
};
