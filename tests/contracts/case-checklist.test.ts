import { describe, expect, it } from 'vitest';
import { caseChecklist } from '../../contracts/domain/case-checklist.ts';
import type { CaseMark } from '../../contracts/domain/case-file.ts';
import { caseManifest } from '../../contracts/domain/case-manifest.ts';
import type { CaseKnown } from '../../contracts/domain/case-material.ts';
import { textOf } from '../../contracts/domain/statement.ts';
import { signedStatement } from '../statement.ts';

const officer = { rank: 'PC', name: 'Aisha Rahman', collarNumber: '2418', team: 'Leyland Response' };
const file = { hash: 'c'.repeat(64), bytes: 10, type: 'application/pdf', name: 'x.pdf' };
const by = (forenames: string, surname: string, change: object = {}): CaseKnown['statements'][number] => ({
  ...{ id: `ST-26-0000${surname.length % 10}`, document: file, timeStampedAt: '2026-11-22T05:00:00.000Z' },
  statement: textOf(signedStatement({ crimeId: '04/26/06103', officer, witness: { forenames, surname, occupation: 'None' } })),
  ...change,
});
const mark = (kind: CaseMark['kind'], id: string, change: Partial<CaseMark> = {}): CaseMark => ({
  ...{ kind, id, disclosure: 'evidence', reason: '', redactions: [] },
  ...change,
});
const record = (change: object = {}): CaseKnown['exhibits'][number] => ({
  ...{ id: 'EX-26-00412', reference: 'AR/1', text: 'Rear door', producer: { name: 'PC 2418 Aisha Rahman' }, continuity: [] },
  ...change,
});
const complete: CaseKnown = {
  crime: {
    ...{ id: '04/26/06103', title: 'Burglary', type: 'Burglary', marking: 'OFFICIAL', committedFrom: '2026-11-22T03:35:00.000Z' },
    ...{ place: { text: 'x', area: 'South Ribble' }, attachments: [file], incidentId: 'LC-20261122-0381' },
    people: [
      { name: 'Lewis Tattersall', roles: ['victim'] },
      { name: 'Piotr Fairclough', roles: ['witness'] },
    ],
  },
  caseFile: {
    ...{ id: 'CF-26-00031', version: 3, summary: 'A man forced the door.', handOvers: 0 },
    marks: [mark('attachment', file.hash), mark('log', 'LC-20261122-0381', { disclosure: 'nonSensitive' })],
    check: { state: 'approved', by: 'PS 1140', collarNumber: '1140', at: '2026-11-23T09:00:00.000Z', text: '' },
  },
  statements: [by('Lewis', 'Tattersall', { personal: 'offered' }), by('Piotr', 'Fairclough')],
  exhibits: [],
};
const missing = (known: CaseKnown) =>
  Object.fromEntries(caseChecklist(known).flatMap(({ rule, met, missing: what }) => (met ? [] : [[rule, what]])));

describe('what is missing in a case file', () => {
  it('is nothing where all is there', () => expect(missing(complete)).toEqual({}));

  it.each<[string, Partial<CaseKnown>, object]>([
    ['a summary', { caseFile: { ...complete.caseFile, summary: ' ' } }, { summary: [] }],
    ['the victim’s statement', { statements: [by('Piotr', 'Fairclough')] }, { victimStatement: ['Lewis Tattersall'] }],
    [
      'a witness’s statement',
      { statements: [by('Lewis', 'Tattersall', { personal: 'offered' })] },
      { witnessStatements: ['Piotr Fairclough'] },
    ],
    [
      'a time stamp',
      { statements: [by('Lewis', 'Tattersall', { personal: 'taken', timeStampedAt: undefined }), by('Piotr', 'Fairclough')] },
      { seals: ['Lewis Tattersall'] },
    ],
    [
      'a decision on the log',
      { caseFile: { ...complete.caseFile, marks: [mark('attachment', file.hash)] } },
      { material: ['LC-20261122-0381'] },
    ],
    ['an exhibit at HQ', { exhibits: [record({ id: '0d2f6bb5-7d35-4c3b-9d52-0c7a0e7a3f11' })] }, { exhibits: ['AR/1'] }],
    ['one thing by one reference', { exhibits: [record(), record({ id: 'EX-26-00413' })] }, { exhibits: ['AR/1'] }],
    [
      'the reason for what is sensitive',
      {
        caseFile: {
          ...complete.caseFile,
          marks: [mark('attachment', file.hash, { disclosure: 'sensitive' }), mark('log', 'LC-20261122-0381')],
        },
      },
      { reasons: ['x.pdf'] },
    ],
    [
      'whether the victim was offered a personal statement',
      { statements: [by('Lewis', 'Tattersall'), by('Piotr', 'Fairclough')] },
      { victimPersonal: ['Lewis Tattersall'] },
    ],
    ['the supervisor’s check', { caseFile: { ...complete.caseFile, check: undefined } }, { check: [] }],
  ])('is %s', (_, change, expected) => expect(missing({ ...complete, ...change })).toEqual(expected));
});

describe('a manifest', () => {
  const entry = (name: string) => ({ name, sha256: 'c'.repeat(64), bytes: 1, of: { kind: 'form', id: name }, disclosure: 'evidence' });
  const of = (...names: readonly string[]) => ({
    ...{ format: 1, caseFileId: 'CF-26-00031', caseFileVersion: 1, crimeId: '04/26/06103', handOver: 1, purpose: 'charge' },
    ...{ at: '2026-11-23T09:00:00.000Z', officer, files: names.map(entry) },
  });
  it('names files by plain names', () => expect(caseManifest.safeParse(of('forms/MG5.pdf')).success).toBe(true));
  it.each([['../x.pdf'], ['/x.pdf'], ['a/b/c.pdf'], ['manifest.json'], ['.hidden'], ['x\u202e.pdf'], ['CON:x'], ['']])('never %j', (name) =>
    expect(caseManifest.safeParse(of(name)).success).toBe(false),
  );
  it('names none twice, in whichever case', () => expect(caseManifest.safeParse(of('forms/MG5.pdf', 'forms/mg5.pdf')).success).toBe(false));
});
