import { describe, expect, it } from 'vitest';
import { systems } from '../../contracts/systems/index.ts';
import { dayTyped, nearestDay, timeTyped, typedDay } from '../../renderer/format/typedTime.ts';
import { crimeFaults } from '../../renderer/panes/crime/forms/crimeFaults.ts';
import { type CrimeFields, newCrime, newPerson, newProperty } from '../../renderer/panes/crime/forms/crimeFields.ts';
import { crimeOf, readCrime } from '../../renderer/panes/crime/forms/crimeKept.ts';
import { crimePayload } from '../../renderer/panes/crime/forms/crimePayload.ts';
import { wordsOf } from '../../renderer/panes/crime/forms/steps/stepsShown.ts';
import { questionSteps } from '../../renderer/panes/crime/forms/steps.ts';
import { newTask, readTask, type TaskFields, taskOf, taskPayload } from '../../renderer/panes/crime/forms/taskFields.ts';
import { crimeFormLocation, locateCrime, rememberCrime } from '../../renderer/panes/crime/location.ts';
import { aisha } from './fixture/people.ts';

const now = new Date('2021-05-18T14:42:08.000Z');
const task: TaskFields = {
  ...newTask(undefined, '04/21/06127', now),
  ...{ what: 'Doorbell film', text: 'From 9 and 20.', owner: '4127', who: '4127', priority: 'high' },
};
const crime: CrimeFields = {
  ...newCrime(aisha, undefined),
  offence: { code: '028/03', category: 'Burglary in a dwelling', text: 'Burglary in a dwelling' },
  ...{ what: 'Cycle', from: { day: '17/05/2021', time: '22:00' }, to: { day: '18/05/2021', time: '07:15' }, place: '3 Hough Lane' },
  whenKind: 'between',
  features: ['Insecure'],
  people: [
    {
      ...newPerson,
      name: 'Grace Lund',
      roles: ['witness', 'victim'],
      born: '11/02/1983',
      contact: '07700 900318',
      address: '3 Hough Lane',
    },
  ],
  property: [{ ...newProperty, text: 'Cycle, red', value: '£180', marks: 'PR25 under the saddle', owner: '0' }],
  vehicles: [{ plate: 'PK09 OXL', description: 'Silver Corsa', role: 'used' }],
  flags: ['Hate'],
  answers: [{ flag: 'Hate', question: 'Which strand?', answer: 'Race' }],
  seen: [...questionSteps],
};
const lists = { areas: undefined, postcodeAreas: undefined };

describe('a day and a time that are typed', () => {
  it.each([
    ['18/05/2021', '2021-05-18'],
    [' 8.5.2021 ', '2021-05-08'],
    ['29-2-2024', '2024-02-29'],
    ['29/02/2023', undefined],
    ['31/04/2021', undefined],
    ['2021-05-18', undefined],
    ['18/05/21', undefined],
    ['', undefined],
  ])('%s is %s', (typed, day) => expect(dayTyped(typed)).toBe(day));
  it.each([
    ['14:30', '14:30'],
    ['0630', '06:30'],
    ['7.05', '07:05'],
    ['24:00', undefined],
    ['14:60', undefined],
    ['2', undefined],
  ])('%s is %s', (typed, time) => expect(timeTyped(typed)).toBe(time));
  it.each([
    ['29/11', 'past', '2021-11-30', '2021-11-29'],
    ['30.11', 'past', '2021-11-30', '2021-11-30'],
    ['1/12', 'past', '2021-11-30', '2020-12-01'],
    ['29/02', 'past', '2023-06-01', '2020-02-29'],
    ['29/02', 'past', '1903-06-01', '1896-02-29'],
    ['1/12', 'coming', '2021-11-30', '2021-12-01'],
    ['29 11', 'coming', '2021-11-30', '2022-11-29'],
    ['29/11/2019', 'past', '2021-11-30', '2019-11-29'],
    ['31/04', 'past', '2021-11-30', undefined],
    ['2911', 'past', '2021-11-30', undefined],
  ] as const)('without a year, %s is the nearest in the %s of %s: %s', (typed, side, today, day) =>
    expect(nearestDay(typed, today, side)).toBe(day),
  );
  it('reads back what it writes', () => expect(dayTyped(typedDay('2021-05-18'))).toBe('2021-05-18'));
});

describe('a form', () => {
  it('gives what the command takes', () => {
    const at = now.toISOString();
    expect(systems.crime.commands['task.create'].payload.safeParse({ ...taskPayload(task), at }).success).toBe(true);
    expect(crimeFaults(crime, lists, now)).toEqual({});
    expect(systems.crime.commands['crime.create'].payload.safeParse({ ...crimePayload(crime), at }).success).toBe(true);
  });

  it('of 10 MB that were pasted says how much too much they are, and shows their beginning', () => {
    const pasted = { ...crime, features: [], method: 'Ten times over. '.repeat(655_360) };
    expect(crimeFaults(pasted, lists, now)).toEqual({ method: '10,481,760 characters too many' });
    expect(wordsOf('how', pasted).length).toBeLessThan(1000);
  });

  it('of a command that HQ did not take has in it what the command had', () => {
    expect(taskOf(taskPayload(task), newTask(undefined, '', now))).toEqual(task);
    expect(crimeOf(crimePayload(crime), newCrime(aisha, undefined))).toEqual(crime);
  });

  it('takes up the words of a command that was discarded', () => {
    expect(readTask(taskPayload(task), newTask(undefined, '', now))).toEqual(task);
    expect(readCrime(crimePayload(crime), newCrime(aisha, undefined))).toEqual(crime);
  });

  it.each([
    {},
    { what: 7, due: 'soon', people: 'nobody', priority: 'at once', marking: 'SECRET' },
    { people: [null, { name: ['x'], role: 'king' }], property: [7], offence: [], due: { day: 3 } },
  ])('takes up what another version of it kept, as far as it can: %o', (kept) => {
    const [fresh, blank] = [newTask(undefined, '', now), newCrime(aisha, undefined)];
    expect(readTask(kept, fresh)).toMatchObject({ priority: 'normal', due: fresh.due, what: '' });
    const read = readCrime(kept, blank);
    expect(read).toMatchObject({ marking: 'OFFICIAL', what: '' });
    for (const { roles } of read.people) expect(roles.every((role) => typeof role === 'string')).toBe(true);
  });

  it('of yesterday’s program, left half written, is taken up whole: its one part a person, its two times', () => {
    const { whenKind: _, seen, features, vehicles, flags, answers, lateReason, ...yesterdays } = crime;
    const people = [{ name: 'Grace Lund', role: 'witness', contact: '07700 900318' }];
    const property = [{ text: 'Cycle, red', kind: 'stolen', value: '£180' }];
    expect(readCrime({ ...yesterdays, people, property }, newCrime(aisha, undefined))).toEqual({
      ...yesterdays,
      ...{ whenKind: 'between', seen: [], features: [], vehicles: [], flags: [], answers: [], lateReason: '' },
      people: [{ ...newPerson, name: 'Grace Lund', roles: ['witness'], contact: '07700 900318' }],
      property: [{ ...newProperty, text: 'Cycle, red', value: '£180' }],
    });
  });

  it('that was open is open again, also for the command that is changed in it', () => {
    for (const form of [
      { kind: 'task.create', draft: 'a-draft', about: '04/21/06127', mend: undefined },
      { kind: 'crime.create', draft: 'a-draft', about: undefined, mend: undefined },
      { kind: 'crime.create', draft: 'a-draft', about: undefined, mend: 'an-outbox-id' },
    ] as const) {
      expect(locateCrime(rememberCrime({ pane: 'crime', form }))).toEqual({ pane: 'crime', form });
    }
    expect(locateCrime('task.create')).toMatchObject({ id: 'task.create' });
  });
});

describe('unsent work of the crime system', () => {
  const id = '00000000-0000-4000-8000-000000000101';
  it('opens what it is about, also before that has its number', () => {
    expect(locateCrime(id, 'crime')).toEqual({ pane: 'crime', scope: 'mine', id });
    expect(locateCrime('T-1211', 'task')).toEqual({ pane: 'crime', scope: 'tasks', id: 'T-1211' });
  });
  it('that was discarded with its words kept opens as a form about nothing, and not about what it would have made', () => {
    for (const kind of ['crime.create', 'task.create'] as const) {
      const draft = `${kind}:${id}`;
      expect(crimeFormLocation(kind, { draft, about: id })).toEqual({ pane: 'crime', form: { kind, draft, about: undefined } });
    }
    const draft = 'a-draft-on-a-report-without-a-number';
    expect(crimeFormLocation('task.create', { draft, about: id })).toMatchObject({ form: { about: id } });
  });
  it('is changed in the form that it came from', () => {
    for (const kind of ['crime.create', 'task.create'] as const)
      expect(crimeFormLocation(kind, { draft: 'a-draft', mend: id })).toEqual({
        pane: 'crime',
        form: { kind, draft: 'a-draft', mend: id },
      });
    expect(crimeFormLocation('clip.addMark', { draft: 'a-draft', about: 'BWV-26-00412' })).toEqual({
      ...{ pane: 'crime', clip: 'BWV-26-00412', draft: 'a-draft' },
    });
    expect(crimeFormLocation('task.accept', { draft: 'a-draft', mend: id })).toBeUndefined();
  });
});
