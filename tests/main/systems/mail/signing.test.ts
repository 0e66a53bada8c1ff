import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '../../../../contracts/domain/blob.ts';
import type { CardSignature } from '../../../../main/card/card-signature.ts';
import { CardError } from '../../../../main/card/service.ts';
import { LockedError } from '../../../../main/platform/ipc/locked.ts';
import type { Store } from '../../../../main/store/store.ts';
import { readBlob } from '../../../../main/sync/blobs/read.ts';
import { protectLetter } from '../../../../main/systems/mail/letter/protect.ts';
import { type LetterWriter, letterHandlers } from '../../../../main/systems/mail/letter/signing.ts';
import { writeLetter } from '../../../../main/systems/mail/letter/write-letter.ts';
import { readUnprotected } from '../../../../main/systems/mail/reader/unprotect.ts';
import { parseCrl } from '../../../../pki/index.ts';
import { Force, type Holder, now } from '../../../pki/force.ts';
import { officer } from '../../support/items.ts';
import { hashOf, jpeg, pageOf } from '../../sync/blobs/support.ts';
import { openTestStore } from './support/force-mail.ts';

const noFile = (): never => {
  throw new Error('no files');
};
const AISHA = 'aisha.rahman@lancs.example';
const force = await Force.make();
const signs = await force.issue({ kind: 'cardSignature', email: AISHA });
const opens = await force.issue({ kind: 'cardKeyManagement', email: AISHA });
const { anchors, intermediates, crls } = await force.trust();

let store: Store;
let closeStore: () => Promise<void>;
beforeAll(async () => {
  ({ store, close: closeStore } = await openTestStore());
});
afterAll(() => closeStore());

/** The card's signature key in software; it wants this PIN. */
const cardWith = ({ certificate, signer }: Holder): CardSignature => ({
  certificate,
  sign: (data, pin) => (Buffer.from(pin).toString() === '246810' ? signer.sign(data) : Promise.reject(new CardError('PinIncorrect'))),
});
const writer = (rest: Partial<LetterWriter> = {}): LetterWriter => ({
  ...{ store, officer: officer({ mailAddress: AISHA }), signature: cardWith(signs), encryption: opens.certificate },
  ...{ trust: { anchors, intermediates, crls: crls.map(parseCrl) }, byPolicy: { sign: true, encrypt: false } },
  ...rest,
});
const letter = {
  ...{ to: [{ name: 'Tom', address: 'tom@lancs.example' }], cc: [], bcc: [], subject: 'The still', marking: 'OFFICIAL' as const },
  text: 'Ring Fiona first.',
};
const pin = (digits = '246810') => Uint8Array.from(Buffer.from(digits));
const sign = (
  with_: LetterWriter | undefined,
  what: typeof letter & { readonly attachments?: Attachment[]; readonly from?: { name: string; address: string } } = letter,
  typed = pin(),
) =>
  letterHandlers(
    () => with_,
    () => now,
  ).sign({ letter: what, pin: typed });

describe('a letter is signed before it is given', () => {
  it('over what goes out with it, at whatever time it is given', async () => {
    const answer = await sign(writer());
    if (!answer.ok) throw new Error(answer.code);
    const from = { name: 'PC 2418 Aisha Rahman', address: AISHA };
    const given = { ...letter, from, signed: answer.value, at: '2026-06-01T18:00:00.000Z' };
    const { message, messageId } = await writeLetter(given, from, 'ffffffff-0000-4000-8000-000000000001', noFile);
    expect(messageId).toBe(`<${answer.value.id}@lancs.example>`);
    expect((await protectLetter(given, message, undefined)).kind).toBe('message');
  });

  it('with its files, to the byte each time, and refused where one of them is not on the laptop', async () => {
    const [door, from] = [jpeg(200_001), { name: 'PC 2418 Aisha Rahman', address: AISHA }];
    const file = { hash: hashOf(door), bytes: door.byteLength, type: 'image/jpeg', name: 'door.jpg' };
    const carrying = { ...letter, attachments: [file] };
    expect(await sign(writer(), carrying)).toEqual({ ok: false, code: 'FileNotHere' });
    await pageOf(() => store).keep(door, 'image/jpeg');
    const answer = await sign(writer(), carrying);
    if (!answer.ok) throw new Error(answer.code);
    const given = { ...carrying, from, signed: answer.value, at: now.toISOString() };
    const sent = async () => {
      const { message } = await writeLetter(given, from, 'ffffffff-0000-4000-8000-000000000001', (one) => readBlob(store, one));
      const made = await protectLetter(given, message, undefined);
      return made.kind === 'message' ? made.message : new Uint8Array();
    };
    const raw = await sent();
    expect(Buffer.compare(raw, await sent())).toBe(0);
    const trust = { force: { anchors, intermediates, crls: crls.map(parseCrl) } };
    const read = await readUnprotected(raw, { trust, at: now.getTime(), keys: undefined });
    expect(read.layers).toMatchObject([{ kind: 'signed', verdict: 'good' }]);
    expect(read.parts.map(({ name, bytes }) => [name, hashOf(bytes)])).toEqual([['door.jpg', file.hash]]);
  });

  it('in the name that a letter which is mended had', async () => {
    const from = { name: 'Constable Rahman', address: AISHA };
    const answer = await sign(writer(), { ...letter, from });
    if (!answer.ok) throw new Error(answer.code);
    const given = { ...letter, from, signed: answer.value, at: now.toISOString() };
    const { message } = await writeLetter(given, from, 'ffffffff-0000-4000-8000-000000000001', noFile);
    expect((await protectLetter(given, message, undefined)).kind).toBe('message');
  });

  it.each([
    ['PinIncorrect', writer, '111111'],
    ['NoSignatureKey', () => writer({ signature: undefined }), undefined],
    ['NotAllowed', () => writer({ officer: officer() }), undefined],
  ] as const)('not when there is %s, and the PIN is forgotten', async (code, by, digits) => {
    const typed = pin(digits);
    expect(await sign(by(), letter, typed)).toEqual({ ok: false, code });
    expect([...typed]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('not while nobody is signed in, and the PIN is forgotten', async () => {
    const typed = pin();
    await expect(sign(undefined, letter, typed)).rejects.toThrow(LockedError);
    expect([...typed]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('says what policy has usual, and to whom a letter can be encrypted, in the order that was asked', async () => {
  await store.write('mail.keepCertificate', { address: AISHA, certificate: opens.certificate, notBefore: now.toISOString() });
  const { protection } = letterHandlers(
    () => writer(),
    () => now,
  );
  expect(await protection({ addresses: ['tom@lancs.example', AISHA] })).toEqual({
    ok: true,
    value: {
      byPolicy: { sign: true, encrypt: false },
      recipients: [
        { address: 'tom@lancs.example', state: 'none' },
        { address: AISHA, state: 'ready' },
      ],
    },
  });
});
