import { describe, expect, it } from 'vitest';
import { type Crime, crime as schema } from '../../contracts/domain/crime.ts';
import { type CrimeChange, changedCrime, conflictingFields } from '../../contracts/domain/crime-changes.ts';
import { mayApproveCrime, reviewedCrime, withOutcome, withVictimUpdate } from '../../contracts/domain/crime-steps.ts';
import { isDecidedSince } from '../../contracts/domain/decided-since.ts';
import { crime, officer } from '../main/support/items.ts';

const AT = '2021-05-18T15:00:00.000Z';
const by = { at: AT, by: 'PC 2418 Aisha Rahman', collarNumber: '2418' };
const sergeant = { at: AT, by: 'PS 1140 Paul Hargreaves', collarNumber: '1140' };
const supervisor = officer({ collarNumber: '1140', roles: ['officer', 'supervisor'] });
const outcome = { code: 18, words: 'No suspect identified', text: '', answers: [] };

describe('an outcome', () => {
  it('keeps the longest text and answers whole, with every letter of them', () => {
    const text = `${'x'.repeat(3998)}😀`;
    const answers = Array.from({ length: 10 }, (_, n) => ({ label: `Need ${n}`, text: `${'y'.repeat(998)}😀` }));
    const filed = withOutcome(crime(), { ...outcome, text, answers }, by);
    expect(schema.parse(filed).history).toEqual([{ ...by, kind: 'outcome', outcome: { code: 18, text: outcome.words }, text, answers }]);
  });

  it('is approved by another than who filed it, and returned by anybody who reviews', () => {
    const filed = withOutcome(crime(), outcome, sergeant);
    expect(mayApproveCrime(filed, supervisor)).toBe(false);
    expect(mayApproveCrime(filed, { ...supervisor, collarNumber: '1199' })).toBe(true);
    expect(mayApproveCrime(withOutcome(crime(), outcome, by), supervisor)).toBe(true);
    const returned = reviewedCrime(filed, { state: 'returned', text: 'Not yet' }, sergeant);
    expect(mayApproveCrime(returned, supervisor)).toBe(true);
  });
});

it('what a victim is told decides nothing: what was decided on the version before holds', () => {
  const before = withOutcome(crime({ version: 2 }), outcome, by);
  const told = { ...withVictimUpdate(before, { ...by, how: 'telephone', text: 'Nobody was found' }, by), version: 3 };
  expect(isDecidedSince(told, 2, 'victimUpdate')).toBe(false);
  expect(isDecidedSince(told, 1, 'victimUpdate')).toBe(true);
});

describe('a change', () => {
  const approved = reviewedCrime(withOutcome(crime(), outcome, by), { state: 'approved', text: '' }, sergeant);
  const change = (report: Crime, changes: CrimeChange['changes'], before: CrimeChange['before'] = report) =>
    changedCrime(report, { before, changes }, by);

  it('of the facts of an approved report is shown as made since its review; a hand-over changes no facts', () => {
    expect(change(approved, { method: 'Front door' }).review).toEqual({ ...sergeant, state: 'changed' });
    expect(change(approved, { officerInCase: '4127' }).review).toEqual({ ...sergeant, state: 'approved' });
    expect(schema.parse(change(approved, { method: 'Front door' })).review?.state).toBe('changed');
  });

  it('that changes nothing leaves the report as it is', () => {
    expect(change(approved, {})).toBe(approved);
    expect(change(approved, { method: approved.method })).toBe(approved);
  });

  it('of a list says in the history what was taken out and what was put in, not the whole list twice', () => {
    const stays = { name: 'Farida Iqbal', roles: ['reportingPerson' as const] };
    const [was, is] = [
      { name: 'A Holden', roles: ['witness' as const] },
      { name: 'Alan Holden', roles: ['witness' as const] },
    ];
    const report = crime({ people: [stays, was] });
    expect(change(report, { people: [stays, is] }).history?.[0]?.fields).toEqual([{ field: 'people', was: [was], is: [is] }]);
    expect(change(report, { people: [was, stays] }).history?.[0]?.fields).toEqual([
      { field: 'people', was: [stays, was], is: [was, stays] },
    ]);
  });

  it('of people conflicts with one of property, whose owners it names by their places, and the other way round', () => {
    const people = [{ name: 'Farida Iqbal', roles: ['victim' as const] }];
    const property = [{ text: 'Bicycle', kind: 'stolen' as const, owner: 0 }];
    const before = { people, property: [] };
    const other = { name: 'Alan Holden', roles: ['witness' as const] };
    expect(conflictingFields(crime({ people: [other, ...people] }), { before, changes: { property } })).toEqual(['property']);
    expect(conflictingFields(crime({ people, property }), { before, changes: { people: [other] } })).toEqual(['people']);
    expect(conflictingFields(crime({ people }), { before, changes: { property } })).toEqual([]);
    expect(conflictingFields(crime({ people: [other], property }), { before, changes: { property } })).toEqual([]);
  });
});
