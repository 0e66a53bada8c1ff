import { describe, expect, it } from 'vitest';
import { crime as contract } from '../../contracts/domain/crime.ts';
import type { CrimeEntry } from '../../contracts/domain/history.ts';
import type { ShownCrime } from '../../contracts/ipc/crime.ts';
import { systems } from '../../contracts/systems/index.ts';
import { changedValues, changeFaults, changeOf, newChange, readChange } from '../../renderer/panes/crime/changes/changeFields.ts';
import { wordsOf } from '../../renderer/panes/crime/changes/entryWords.ts';
import { fieldWords } from '../../renderer/panes/crime/changes/fieldWords.ts';
import { withoutPerson } from '../../renderer/panes/crime/forms/crimeFields.ts';

const lists = { areas: undefined, postcodeAreas: undefined };
const now = new Date('2021-05-18T15:00:00.000Z');
const victim = { name: 'Neil Barker', roles: ['victim', 'newerRole'], born: '1962-03-04', contact: ' 07700 900111 ' };
const witness = { name: 'Piotr Fairclough', roles: ['witness'], born: 'about 80' };
const keys = { text: 'Car keys', kind: 'stolen', owner: 0 };
const gate = { text: 'Gate', kind: 'newerKind', value: '£80', owner: 1 };
const report = {
  ...contract.parse({
    ...{ id: '04/21/06127', version: 3, offenceCode: '028/03', type: 'Burglary', title: 'Burglary, rear patio door forced' },
    ...{ committedFrom: '2021-05-18T12:10:30.000Z', committedTo: '2021-05-18T14:10:30.000Z', reportedAt: '2021-05-18T14:20:00.000Z' },
    place: { text: '14 Balfour Street', area: 'South Ribble', longitude: -2.7, latitude: 53.7 },
    ...{ method: 'Rear patio door', people: [victim, witness], property: [keys, gate], status: 'open', marking: 'OFFICIAL' },
    vehicles: [{ plate: 'PK09??', description: 'Silver Corsa' }],
    ...{ flags: ['Vulnerable'], flagAnswers: [{ flag: 'Vulnerable', question: 'Who is?', answer: 'Neil' }] },
  }),
  tasks: [],
} as unknown as ShownCrime;
const fresh = newChange(report);

describe('the words of a changed field', () => {
  it('name a person without a part by the name alone', () => {
    expect(fieldWords('people', [{ name: 'Neil Barker', roles: [] }])).toBe('Neil Barker');
    expect(fieldWords('people', [{ name: 'Neil Barker', roles: ['victim'] }])).toMatch(/^Neil Barker \(\w+\)$/);
  });
});

describe('the form of a report that is changed', () => {
  it('leaves what nobody touched as it was seen, to the letter', () => {
    expect(changedValues(fresh)).toEqual({ before: {}, changes: {} });
    expect(changedValues({ ...fresh, what: `${fresh.what} ` })).toEqual({ before: {}, changes: {} });
    const people = fresh.people.map((person, at) => (at === 1 ? { ...person, contact: '07700 900222' } : person));
    expect(changedValues({ ...fresh, people })).toEqual({
      before: { people: report.people, property: report.property },
      changes: { people: [report.people[0], { ...witness, contact: '07700 900222' }] },
    });
  });

  it('sends things with the people that own them: whoever is taken out owns nothing', () => {
    const { changes } = changedValues({ ...fresh, ...withoutPerson(fresh, 0) });
    expect(changes).toMatchObject({ people: [witness], property: [{ text: 'Car keys' }, { ...gate, owner: 0 }] });
    expect(changes.property?.[0]).not.toHaveProperty('owner');
  });

  it('sends the offence with its category, and none where it is taken off', () => {
    const theft = { code: '049/10', category: 'Other theft', text: 'Theft from the person of another' };
    expect(changedValues({ ...fresh, offence: theft })).toEqual({
      before: { type: 'Burglary', offenceCode: '028/03' },
      changes: { type: 'Other theft', offenceCode: '049/10' },
    });
    expect(changedValues({ ...fresh, offence: { code: '', category: '', text: '' } }).changes).toMatchObject({ offenceCode: null });
  });

  it('drops the answers of a flag that is taken off', () => {
    expect(changedValues({ ...fresh, flags: [] }).changes).toEqual({ flags: [], flagAnswers: [] });
  });

  it('keeps the coordinates of a place that is only given a postcode, and none of another place', () => {
    expect(changedValues({ ...fresh, postcode: 'PR25 3XR' }).changes.place).toMatchObject({ longitude: -2.7, postcode: 'PR25 3XR' });
    expect(changedValues({ ...fresh, place: '16 Balfour Street' }).changes.place?.longitude).toBeUndefined();
  });

  it('makes a payload of the command’s contract', () => {
    const fields = { ...fresh, flags: ['Weapons'], vehicles: [], whenKind: 'at' as const, lateReason: 'He was abroad' };
    const payload = { crimeId: report.id, ...changedValues({ ...fields, ...withoutPerson(fields, 1) }), at: now.toISOString() };
    expect(systems.crime.commands['crime.update'].payload.safeParse(payload)).toMatchObject({ success: true });
  });

  it('says what is wrong of what is changed, and nothing of what was so before', () => {
    const old = newChange({ ...report, people: [{ ...victim, born: 'nobody knows it' }, witness] } as unknown as ShownCrime);
    expect(changeFaults({ ...old, what: 'Burglary' }, lists, now)).toEqual({});
    const people = old.people.slice(0, 1).map((person) => ({ ...person, name: '', roles: [] }));
    expect(Object.keys(changeFaults({ ...old, people, property: [] }, lists, now))).toEqual(['person-0-name', 'person-0-roles']);
    expect(changeFaults({ ...fresh, from: { day: '18/05/2022', time: '10:00' } }, lists, now)).toHaveProperty('from');
    expect(changeFaults(fresh, lists, now)).toHaveProperty('what');
  });

  it('takes up a draft, a change that HQ did not take, and a draft of the form that had no people', () => {
    const typed = { ...fresh, what: 'Theft', ...withoutPerson(fresh, 0) };
    expect(readChange(JSON.parse(JSON.stringify(typed)), fresh)).toEqual(typed);
    const changed = changedValues(typed);
    const mended = changeOf({ crimeId: report.id, ...changed }, fresh);
    expect(changedValues(mended)).toEqual(changed);
    const { what: _, was, whenKind: __, people: ___, property: ____, vehicles: _____, flags: ______, answers: _______, ...earlier } = fresh;
    const read = readChange({ ...earlier, title: 'Theft', seen: was }, fresh);
    expect(changedValues(read).changes).toEqual({ title: 'Theft' });
  });
});

describe('the history of a report', () => {
  const entry = (was: unknown, is: unknown): CrimeEntry => ({
    ...{ kind: 'updated', at: '2021-05-18T15:00:00.000Z', by: 'PC 2418 Aisha Rahman', collarNumber: '2418' },
    fields: [{ field: 'flags', was, is }],
  });

  it('says of a list what was added and what was taken out, never that it was nothing', () => {
    expect(wordsOf(entry([], ['Weapons']))).toBe('Flags: “Weapons” added.');
    expect(wordsOf(entry(['Weapons'], []))).toBe('Flags: “Weapons” taken out.');
    expect(wordsOf(entry(['Hate'], ['Weapons']))).toBe('Flags: was “Hate”, now “Weapons”.');
  });
});
