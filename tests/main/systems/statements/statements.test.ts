import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { textOf } from '../../../../contracts/domain/statement.ts';
import type { CardSignature } from '../../../../main/card/card-signature.ts';
import { CardError } from '../../../../main/card/service.ts';
import type { Store } from '../../../../main/store/store.ts';
import { readBlob } from '../../../../main/sync/blobs/read.ts';
import { createStatementHandlers } from '../../../../main/systems/statements/handlers.ts';
import { encodePem, parseCrl, verifyPdf } from '../../../../pki/index.ts';
import { Force, type Holder, now } from '../../../pki/force.ts';
import { emptyBack, signedStatement } from '../../../statement.ts';
import { give } from '../../support/give.ts';
import { officer, upsert } from '../../support/items.ts';
import { receiverOf } from '../../support/receivers.ts';
import { room } from '../../support/room.ts';
import { search } from '../../support/search.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const CRIME = '04/26/06103';
const force = await Force.make();
const card = await force.issue({ kind: 'cardSignature' });
const { anchors, intermediates, crls } = await force.trust();
const trust = { anchors, intermediates, crls: crls.map(parseCrl) };

/** The card's signature key in software; it wants this PIN. */
const cardWith = ({ certificate, signer }: Holder): CardSignature => ({
  certificate,
  sign: (data, pin) => (Buffer.from(pin).toString() === '246810' ? signer.sign(data) : Promise.reject(new CardError('PinIncorrect'))),
});
const pin = (digits = '246810') => Uint8Array.from(Buffer.from(digits));
const taken = (change: Partial<Parameters<typeof signedStatement>[0]> = {}) =>
  signedStatement({ crimeId: CRIME, officer: officer(), ...change });

const opened = async () => {
  const store = await temporaryStore();
  await bring(store, 'crime', [
    upsert('crime', CRIME, 1, {
      ...{ id: CRIME, version: 1, type: 'Burglary', title: 'Burglary', committedFrom: '2026-11-22T03:35:00.000Z' },
      ...{ reportedAt: '2026-11-22T03:40:00.000Z', place: { text: '22 York Close', area: 'South Ribble' }, method: '', people: [] },
      ...{ property: [], vehicles: [], flags: [], status: 'open', marking: 'OFFICIAL' },
    }),
  ]);
  await bring(store, 'statements', []);
  const here = { ...room(store), now: () => now, signer: () => ({ signature: cardWith(card), trust }), receiverOf };
  return { store, calls: createStatementHandlers(here) };
};
const file = async (store: Store, calls: ReturnType<typeof createStatementHandlers>) => {
  const signed = await calls.sign({ statement: taken(), pin: pin() });
  if (!signed.ok) throw new Error(signed.code);
  const back = { ...emptyBack, telephone: '07700 900123' };
  const given = await give(store, 'statements', 'statement.create', { crimeId: CRIME, ...signed.value, back });
  if (!given.ok) throw new Error(given.code);
  return { ...signed.value, id: given.value.itemId };
};

const bytesOf = async (store: Store, blob: { readonly hash: string; readonly bytes: number }): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of readBlob(store, blob)) parts.push(part);
  return Buffer.concat(parts);
};

describe('a statement that the card signs', () => {
  it('is one that public tools verify, text and ink within', async () => {
    const { store, calls } = await opened();
    const statement = taken();
    const answer = await calls.sign({ statement, pin: pin() });
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.value.statement).toEqual(textOf(statement));
    const pdf = await bytesOf(store, answer.value.document);
    expect(verifyPdf(pdf, { ...trust, at: now })).toMatchObject({ ok: true, level: 'B-B' });
    const folder = mkdtempSync(join(tmpdir(), 'statement-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 's.p7m'), await bytesOf(store, answer.value.signed));
    writeFileSync(join(folder, 'root.pem'), encodePem(anchors[0] ?? new Uint8Array(), 'CERTIFICATE'));
    const args = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-purpose',
      'any',
      '-in',
      's.p7m',
      '-CAfile',
      'root.pem',
      '-no_check_time',
    ];
    expect(JSON.parse(execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString())).toEqual({
      statement,
      document: answer.value.document.hash,
    });
  });

  it('is signed by nobody with a wrong PIN, and the PIN is zeroed', async () => {
    const { calls } = await opened();
    const typed = pin('111111');
    expect(await calls.sign({ statement: taken(), pin: typed })).toEqual({ ok: false, code: 'PinIncorrect' });
    expect(typed.every((byte) => byte === 0)).toBe(true);
  });

  it('is signed by nobody but the officer who took it', async () => {
    const { calls } = await opened();
    const other = officer({ collarNumber: '4127' });
    expect(await calls.sign({ statement: taken({ officer: other }), pin: pin() })).toEqual({ ok: false, code: 'NotAllowed' });
  });

  it('is not signed when its PDF could not show a letter of it', async () => {
    const { calls } = await opened();
    const pages = [{ paragraphs: [{ number: 1, text: 'He said \u{1F600} and ran.' }], initials: taken().pages[0]?.initials }];
    expect(await calls.sign({ statement: taken({ pages }), pin: pin() })).toEqual({ ok: false, code: 'CannotDraw' });
  });

  it('is not signed while the file of an exhibit is not here', async () => {
    const { calls } = await opened();
    const attachment = { hash: 'a'.repeat(64), bytes: 10, type: 'image/jpeg', name: 'door.jpg' };
    const exhibits = [{ reference: 'PF/1', text: 'Photograph of the door', attachment }];
    expect(await calls.sign({ statement: taken({ exhibits }), pin: pin() })).toEqual({ ok: false, code: 'FileNotHere' });
  });
});

describe('a statement on this laptop', () => {
  it('stands with its crime, and in the search, before HQ has it', async () => {
    const { store, calls } = await opened();
    const { id } = await file(store, calls);
    const list = await calls.ofCrime({ crimeId: CRIME });
    expect(list).toMatchObject({ value: { known: true, value: [{ id, name: 'Piotr Fairclough', pages: 1, sending: 'waiting' }] } });
    expect(await calls.list({ offset: 0, limit: 10 })).toMatchObject({
      value: { value: { rows: [{ id, sending: 'waiting' }], total: 1 } },
    });
    expect(await calls.list({ offset: 1, limit: 10 })).toMatchObject({ value: { value: { rows: [], total: 1 } } });
    expect(await search(store, 'wood breaking')).toMatchObject([{ kind: 'statement', title: 'Piotr Fairclough' }]);
  });

  it('keeps the back of its form out of what is filed with the crime', async () => {
    const { store, calls } = await opened();
    const { id } = await file(store, calls);
    expect(JSON.stringify(await calls.get({ id }))).not.toContain('900123');
  });

  it('is proven to be what the card signed', async () => {
    const { store, calls } = await opened();
    const { id, signed } = await file(store, calls);
    expect(await calls.prove({ id })).toMatchObject({ ok: true, value: { state: 'unchanged', hash: signed.hash } });
  });

  it('is said to be changed, and where, when another text stands in its place', async () => {
    const { store, calls } = await opened();
    const { statement, signed, document } = await file(store, calls);
    const id = 'ST-26-01877';
    const body = { id, version: 1, crimeId: CRIME, signed, document, receivedAt: '2026-11-22T05:00:00.000Z' };
    await bring(store, 'statements', [upsert('statement', id, 1, { ...body, statement: { ...statement, place: 'Elsewhere' } })]);
    expect(await calls.prove({ id })).toEqual({ ok: true, value: { state: 'changed', fields: ['place'] } });
  });

  it('is said to be broken when the same card’s PDF of another statement stands beside it', async () => {
    const { store, calls } = await opened();
    const { statement, signed } = await file(store, calls);
    const { document } = await file(store, calls);
    const id = 'ST-26-01877';
    const body = { id, version: 1, crimeId: CRIME, signed, document, statement, receivedAt: '2026-11-22T05:00:00.000Z' };
    await bring(store, 'statements', [upsert('statement', id, 1, body)]);
    expect(await calls.prove({ id })).toEqual({ ok: true, value: { state: 'broken' } });
  });
});
