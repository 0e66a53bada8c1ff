import { textOf } from '../../../../contracts/domain/statement.ts';
import type { CardSignature } from '../../../../main/card/card-signature.ts';
import { CardError } from '../../../../main/card/service.ts';
import type { Store } from '../../../../main/store/store.ts';
import { keepBytes } from '../../../../main/sync/blobs/keep.ts';
import { readBlob } from '../../../../main/sync/blobs/read.ts';
import { createCaseFileHandlers } from '../../../../main/systems/case-files/handlers.ts';
import { statementPdf } from '../../../../main/systems/documents/statement-pdf.ts';
import { parseCrl } from '../../../../pki/index.ts';
import { now } from '../../../pki/force.ts';
import { complete, sign, stamp, stampingForce } from '../../../pki/pades/document.ts';
import { signedStatement } from '../../../statement.ts';
import { officer, upsert } from '../../support/items.ts';
import { receiverOf } from '../../support/receivers.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

export const CRIME = '04/26/06103';
export const CASE = 'CF-26-00031';
export const STATEMENT = 'ST-26-01877';
const at = '2026-11-22T05:00:00.000Z';

const force = await stampingForce('rsa');
const { anchors, intermediates, crls } = force.trust;
export const root = anchors[0] ?? new Uint8Array();
const trust = { anchors, intermediates, crls: crls.map(parseCrl) };
const card: CardSignature = {
  certificate: force.officer.certificate,
  sign: (data, pin) =>
    Buffer.from(pin).toString() === '246810' ? force.officer.signer.sign(data) : Promise.reject(new CardError('PinIncorrect')),
};
export const pin = (digits = '246810') => Uint8Array.from(Buffer.from(digits));
export const trusted = force.trust;

const statement = textOf(signedStatement({ crimeId: CRIME, officer: officer() }));
export const passage = (words: string) => {
  const text = statement.pages[0]?.paragraphs[0]?.text ?? '';
  return { of: 'passage', page: 1, paragraph: 1, from: text.indexOf(words), to: text.indexOf(words) + words.length } as const;
};

/** An exhibit of the burglary whose file is on the laptop as well. */
export const bringExhibit = async (store: Store, bytes: Uint8Array) => {
  const kept = await keepBytes(receiverOf(store), bytes, 'image/jpeg');
  if (!kept.ok) throw new Error(kept.code);
  const id = 'EX-26-00412';
  const taken = { id, act: 'taken', at, writtenAt: at, by: 'PC 2418 Aisha Rahman', collarNumber: '2418', place: '22 York Close' };
  await bring(store, 'exhibits', [
    upsert('exhibit', id, 1, {
      ...{ id, version: 1, reference: 'AR/1', text: 'Rear door', kind: 'photograph', crimeId: CRIME, marking: 'OFFICIAL' },
      ...{ producer: { name: 'PC 2418 Aisha Rahman', collarNumber: '2418' }, original: { ...kept.value, name: 'IMG_0412.JPG' } },
      ...{ continuity: [{ ...taken, holder: 'PC 2418 Aisha Rahman' }] },
    }),
  ]);
};

/** A laptop with a burglary, its one stamped statement and its case file, which a sergeant has approved. `change`: of the case file. */
export const caseOffice = async (change: object = {}) => {
  const store = await temporaryStore();
  const document = await keptStatement(store);
  await bring(store, 'crime', [
    upsert('crime', CRIME, 1, {
      ...{ id: CRIME, version: 1, type: 'Burglary', title: 'Burglary', committedFrom: '2026-11-22T03:35:00.000Z' },
      ...{ reportedAt: '2026-11-22T03:40:00.000Z', place: { text: '22 York Close', area: 'South Ribble' }, method: '', people: [] },
      ...{ property: [], vehicles: [], flags: [], status: 'open', marking: 'OFFICIAL', officerInCase: officer().collarNumber },
    }),
  ]);
  const record = { id: STATEMENT, version: 1, crimeId: CRIME, statement, document, signed: document, timeStampedAt: at, receivedAt: at };
  await bring(store, 'statements', [upsert('statement', STATEMENT, 1, record)]);
  const caseFile = {
    ...{ id: CASE, version: 3, crimeId: CRIME, openedAt: at, openedBy: 'PC 2418 Aisha Rahman', openedByCollar: '2418', handOvers: 0 },
    ...{ summary: 'A man forced the rear door.', marks: [] },
    check: { state: 'approved', by: 'PS 1140 Dawn Hargreaves', collarNumber: '1140', at, text: '' },
    ...change,
  };
  await bring(store, 'caseFiles', [upsert('caseFile', CASE, 3, caseFile)]);
  const ports = { ...room(store), now: () => now, signer: () => ({ signature: card, trust }), receiverOf };
  return { store, calls: createCaseFileHandlers(ports) };
};

const keptStatement = async (store: Store) => {
  const drawn = await statementPdf(signedStatement({ crimeId: CRIME, officer: officer() }));
  if (!drawn.ok) throw new Error(drawn.code);
  const pdf = complete(force, await stamp(force, await sign(force, drawn.pdf)));
  const kept = await keepBytes(receiverOf(store), pdf, 'application/pdf');
  if (!kept.ok) throw new Error(kept.code);
  return { ...kept.value, name: 'Statement of Piotr Fairclough.pdf' };
};

export const bytesOf = async (store: Store, blob: { readonly hash: string; readonly bytes: number }): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of readBlob(store, blob)) parts.push(part);
  return Buffer.concat(parts);
};
