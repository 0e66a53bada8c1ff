import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Circulation, Missing } from '../../../../contracts/domain/missing.ts';
import { circulationOf } from '../../../../contracts/domain/missing-circulation.ts';
import { missingAfter } from '../../../../contracts/domain/missing-steps.ts';
import { newMissing } from '../../../../contracts/domain/new-missing.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Store } from '../../../../main/store/store.ts';
import { followAlerts } from '../../../../main/systems/follow-alerts.ts';
import { createMissingHandlers } from '../../../../main/systems/missing/handlers.ts';
import { give } from '../../support/give.ts';
import { officer, upsert } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:00:00.000Z';
const ID = 'MP-21-00412';
const me = officer();
const colleague = officer({ staffId: 'LC002377', collarNumber: '2377', callSign: 'LD24' });
const sergeant = officer({ staffId: 'LC001140', rank: 'PS', collarNumber: '1140', roles: ['officer', 'supervisor'] });
const step = (who: Officer, at = AT) => ({ id: randomUUID(), at, by: `PC ${who.collarNumber}`, officer: who });

/** Medium risk, so that its review is due at 18:00; insulin by 20:00. */
const report = (by: Officer = colleague): Missing => ({
  ...newMissing(
    {
      ...{ name: 'Moira Entwistle', age: 79, description: '', answers: [], marking: 'OFFICIAL', reporter: { name: 'Meadow Lodge' } },
      lastSeen: { at: AT, place: { text: 'Meadow Lodge, Chorley', area: me.area } },
      medicalNeed: { text: 'Insulin', by: '2021-05-18T20:00:00.000Z' },
      risk: { grade: 'medium', reasons: [], whyNotLower: 'Diabetes' },
    },
    step(by),
    { team: by.team, earlier: [] },
  ),
  ...{ id: ID, version: 1 },
});
const circulated = (from: Missing, at = AT): Missing =>
  missingAfter(
    from,
    { act: 'circulate', areas: [me.area], shows: { photograph: true, medicalNeed: true, homeAddress: false }, instructions: '' },
    step(colleague, at),
  );
const cardOf = (from: Missing): Circulation => ({ version: 1, ...circulationOf(from, [], '2021-05-18') }) as Circulation;
const bringReport = (store: Store, one: Missing) => bring(store, 'missing', [upsert('missing', ID, one.lines.length, one)]);
const bringCard = (store: Store, from: Missing) =>
  bring(store, 'missing', [upsert('circulation', ID, from.lines.length, { ...cardOf(from), version: from.lines.length })]);
const alerts = async (store: Store, time: string, who = me) =>
  (await store.read('missing.alerts', { officer: who, now: `2021-05-18T${time}.000Z` })).map(({ cause, late, sending }) =>
    [cause, late && 'late', sending].filter(Boolean).join(' '),
  );
const session = (store: Store, who = me) =>
  followAlerts({ store, officer: () => who, now: () => new Date(AT), failed: () => expect.unreachable() });

/** A store whose first fill is over. */
const filled = async (who = me): Promise<Store> => {
  const store = await temporaryStore();
  session(store, who);
  await bring(store, 'missing', []);
  return store;
};
const knows = async (store: Store, who: Officer, time: string): Promise<void> => {
  const now = new Date(`2021-05-18T${time}.000Z`);
  const [first] = await store.read('missing.alerts', { officer: who, now: now.toISOString() });
  if (first === undefined) throw new Error('nothing alerts');
  const { id, cause, late, at } = first;
  await createMissingHandlers(Object.assign(room(store), { who, at: now })).alertKnown({ id, cause, late, at });
};

it('what is circulated in the officer’s area alerts until HQ has the acknowledgement, and anew when it is circulated anew', async () => {
  const store = await filled();
  await bringCard(store, circulated(report()));
  expect(await alerts(store, '14:41:00')).toEqual(['circulated']);
  expect((await give(store, 'missing', 'missing.acknowledge', { circulationId: ID })).ok).toBe(true);
  expect(await alerts(store, '14:41:00')).toEqual(['circulated waiting']);
  const taken = await store.write('outbox.take', { system: 'missing' });
  await store.write('outbox.settle', { id: taken?.id ?? '', answer: { kind: 'done', version: 9 } });
  expect(await alerts(store, '14:41:00')).toEqual([]);
  await bringCard(store, circulated(circulated(report()), '2021-05-18T15:00:00.000Z'));
  expect(await alerts(store, '15:01:00')).toEqual(['circulated']);
});

it('what was circulated before the first fill, by the officer, or elsewhere, alerts to nothing', async () => {
  const store = await temporaryStore();
  session(store);
  await bringCard(store, circulated(report()));
  expect(await alerts(store, '14:41:00')).toEqual([]);
  for (const who of [colleague, officer({ staffId: 'LC003001', collarNumber: '3001', area: 'Preston', team: 'Preston' })]) {
    const theirs = await filled(who);
    await bringCard(theirs, circulated(report()));
    await bringReport(theirs, circulated(report()));
    expect(await alerts(theirs, '14:41:00', who)).toEqual([]);
  }
});

it('a review warns its supervisor half an hour before it is due and alerts once it is late, each until it is known', async () => {
  const store = await filled(sergeant);
  await bringReport(store, report());
  const at = (time: string, who = sergeant) => alerts(store, time, who);
  expect([await at('17:29:59'), await at('17:30:00'), await at('18:00:01')]).toEqual([[], ['review'], ['review late']]);
  expect(await at('18:00:01', me)).toEqual([]);
  const due = '2021-05-18T18:00:00.000Z';
  const told = (late: boolean) => give(store, 'missing', 'missing.knowReview', { missingId: ID, due, late }, { officer: sergeant });
  expect((await told(false)).ok).toBe(true);
  expect([await at('17:31:00'), await at('18:00:01')]).toEqual([['review waiting'], ['review late']]);
  expect((await told(true)).ok).toBe(true);
  expect(await at('18:02:00')).toEqual(['review late waiting']);
  expect((await give(store, 'missing', 'missing.knowReview', { missingId: ID, due, late: true }, { officer: me })).ok).toBe(false);
  const known = missingAfter(report(), { act: 'knowReview', due, late: true }, step(sergeant, '2021-05-18T18:01:00.000Z'));
  // The officer's other laptop has it from HQ; another supervisor's alerts all the same.
  const other = await filled(sergeant);
  await bringReport(other, known);
  expect(known.lines.at(-1)).toMatchObject({ kind: 'reviewKnown', by: 'PC 1140', at: '2021-05-18T18:01:00.000Z' });
  expect(await alerts(other, '18:02:00', sergeant)).toEqual([]);
  expect(await alerts(other, '18:02:00', { ...sergeant, staffId: 'LC001141', collarNumber: '1141' })).toEqual(['review late']);
  await bringReport(store, missingAfter(known, { act: 'review', text: 'Stands' }, step(sergeant, '2021-05-18T18:10:00.000Z')));
  expect(await at('22:11:00')).toContain('review late');
});

it('what they need by a time warns whoever looks for them before it and after it, until they are found', async () => {
  const store = await filled();
  await bringCard(store, circulated(report()));
  await give(store, 'missing', 'missing.acknowledge', { circulationId: ID });
  const at = async (time: string) => (await alerts(store, time)).filter((one) => one.startsWith('need'));
  expect([await at('19:29:59'), await at('19:30:00'), await at('20:00:00')]).toEqual([[], ['need'], ['need late']]);
  await knows(store, me, '19:31:00');
  expect([await at('19:32:00'), await at('20:00:01')]).toEqual([[], ['need late']]);
  const own = await filled(colleague);
  const found = { when: AT, where: 'Chapel Lane', byWhom: 'LD24', condition: 'Well' };
  await bringReport(own, report());
  expect(await alerts(own, '19:30:00', colleague)).toEqual(['need']);
  await bringReport(own, missingAfter(report(), { act: 'found', ...found }, step(colleague)));
  expect(await alerts(own, '19:30:00', colleague)).toEqual([]);
});
