import { describe, expect, it } from 'vitest';
import type { Cover } from '../../../../contracts/domain/cover.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Sickness } from '../../../../contracts/domain/sickness.ts';
import type { Swap } from '../../../../contracts/domain/swap.ts';
import { people as contract } from '../../../../contracts/ipc/people.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createPeopleHandlers } from '../../../../main/systems/people/handlers.ts';
import { give } from '../../support/give.ts';
import { duty, officer, upsert } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const NOW = '2021-05-18T14:41:00.000Z';
const DAY = '2021-05-25';
const NEXT = '2021-05-26';
const tom = officer({ staffId: 'LC004127', name: 'Tom Halliwell', collarNumber: '4127' });
const sergeant = officer({
  staffId: 'LC001140',
  name: 'Paul Hargreaves',
  rank: 'PS',
  collarNumber: '1140',
  roles: ['officer', 'supervisor'],
});
const late = (day: string) => ({ label: 'Late', start: `${day}T14:00:00.000Z`, end: `${day}T22:00:00.000Z` });
const early = (day: string) => ({ label: 'Early', start: `${day}T06:00:00.000Z`, end: `${day}T14:00:00.000Z` });

const cover = (day: string, of: Partial<Cover['members'][number]>) =>
  upsert('cover', day, 1, {
    ...{ id: day, version: 1, day, team: 'Leyland Response', least: 1 },
    members: [{ officer: '4127', name: '4127 Halliwell', state: 'duty', ...of }],
  });
const laptop = async (...more: Parameters<typeof bring>[2][number][]): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'people', [
    upsert('officer', tom.staffId, 1, tom),
    upsert('duty', DAY, 1, duty({ id: DAY, day: DAY, ...late(DAY) })),
    upsert('duty', NEXT, 1, duty({ id: NEXT, day: NEXT, ...late(NEXT) })),
    cover(DAY, early(DAY)),
    cover(NEXT, early(NEXT)),
    ...more,
  ]);
  return store;
};
const requests = async (store: Store, who: Officer = officer()) => {
  const state = room(store);
  state.who = who;
  const answer = await createPeopleHandlers(state).requests(null);
  if (!answer.ok || !answer.value.known) throw new Error('no answer');
  return contract.calls.requests.response.parse(answer.value).known ? answer.value.value : undefined;
};
const ask = (store: Store, change: object = {}) =>
  give(store, 'people', 'swap.ask', { partner: '4127', days: [{ day: NEXT, own: late(NEXT), theirs: early(NEXT) }], ...change });
const swap = (change: Partial<Swap> = {}) => {
  const whole: Swap = {
    ...{ id: 'SW-1', version: 1, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', state: 'asked' },
    ...{ askedAt: '2021-05-18T08:00:00.000Z', partner: { officer: '4127', name: 'PC 4127 Tom Halliwell' } },
    ...{ days: [{ day: NEXT, own: late(NEXT), theirs: early(NEXT) }], ...change },
  };
  return upsert('swap', whole.id, whole.version, whole);
};

describe('a swap that is asked for without signal', () => {
  it('stands there with the colleague by name, unsent, and may be withdrawn', async () => {
    // The colleague's early after the late of the day before.
    const store = await laptop(
      cover(DAY, { state: 'rest' }),
      upsert('duty', DAY, 2, duty({ id: DAY, day: DAY, kind: 'restDay', version: 2 })),
    );
    expect(await ask(store)).toMatchObject({ ok: true });
    expect((await requests(store))?.swap).toMatchObject([
      { version: 0, state: 'asked', sending: 'waiting', partner: { officer: '4127', name: 'PC 4127 Tom Halliwell' } },
    ]);
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'Swap with PC 4127 Tom Halliwell: 26/05/2021' }]);
    expect(await ask(store)).toEqual({ ok: false, code: 'NotAllowed' });
    const [{ id = '' } = {}] = (await requests(store))?.swap ?? [];
    expect(await give(store, 'people', 'swap.withdraw', { swapId: id })).toMatchObject({ ok: true });
    expect(await ask(store)).toMatchObject({ ok: true });
  });

  it.each([
    ['leaves less than 11 hours’ rest', {}],
    ['is of another roster than the one that is here', { days: [{ day: DAY, own: early(DAY), theirs: early(DAY) }] }],
    ['is with oneself', { partner: '2418' }],
    ['is of a day of which nothing is known', { days: [{ day: '2021-06-20' }] }],
  ])('is not taken on where it %s', async (_, change) => {
    expect(await ask(await laptop(), change)).toEqual({ ok: false, code: 'NotAllowed' });
  });
});

describe('a swap that is asked of a colleague', () => {
  const told = async (store: Store, who: Officer) => (await store.read('today.view', { officer: who, now: NOW })).told;
  const waiting = async (store: Store) => (await store.read('today.view', { officer: sergeant, now: NOW })).requests;

  it('is told to them until they answer, and waits for the sergeant once they agree', async () => {
    const store = await laptop(swap());
    expect(await told(store, tom)).toMatchObject([{ kind: 'swap', request: { id: 'SW-1' } }]);
    expect([await told(store, officer()), await waiting(store)]).toEqual([[], 0]);
    expect(await give(store, 'people', 'swap.answer', { swapId: 'SW-1', decision: 'agree' }, { officer: officer() })).toMatchObject({
      ok: false,
    });
    expect(await give(store, 'people', 'swap.answer', { swapId: 'SW-1', decision: 'agree' }, { officer: tom })).toMatchObject({ ok: true });
    expect((await requests(store, tom))?.swap).toMatchObject([{ state: 'agreed', sending: 'waiting' }]);
    expect(await told(store, tom)).toEqual([]);
  });

  it('is decided by a sergeant who has no part in it', async () => {
    const agreed = { state: 'agreed' as const };
    const decide = async (who: Officer, change: Partial<Swap> = {}) =>
      give(
        await laptop(swap({ ...agreed, ...change })),
        'people',
        'swap.decide',
        { swapId: 'SW-1', decision: 'approve' },
        { officer: who },
      );
    expect(await waiting(await laptop(swap(agreed)))).toBe(1);
    expect(await decide(sergeant)).toMatchObject({ ok: true });
    expect(await decide(sergeant, { partner: { officer: '1140', name: 'PS 1140 Paul Hargreaves' } })).toMatchObject({ ok: false });
    expect(await decide(sergeant, { state: 'asked' })).toMatchObject({ ok: false });
  });
});

describe('sickness that is reported without signal', () => {
  const sickness = (change: Partial<Sickness> = {}): Sickness => ({
    ...{ id: 'SK-1', version: 1, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', state: 'sick' },
    ...{ reportedAt: '2021-05-17T05:00:00.000Z', firstDay: '2021-05-17', certificates: [], ...change },
  });

  it('stands there as unsent, is reported once, and ends with the day of return', async () => {
    const store = await laptop();
    expect(await give(store, 'people', 'sickness.report', { firstDay: '2021-05-18', text: 'Flu' })).toMatchObject({ ok: true });
    expect(await give(store, 'people', 'sickness.report', { firstDay: '2021-05-18' })).toEqual({ ok: false, code: 'NotAllowed' });
    const [{ id = '' } = {}] = (await requests(store))?.sickness ?? [];
    expect(await give(store, 'people', 'sickness.fit', { sicknessId: id, backOn: '2021-05-18' })).toEqual({
      ok: false,
      code: 'NotAllowed',
    });
    expect(await give(store, 'people', 'sickness.fit', { sicknessId: id, backOn: '2021-05-20' })).toMatchObject({ ok: true });
    const own = { kind: 'self' as const, from: '2021-05-18', to: '2021-05-19' };
    expect(await give(store, 'people', 'sickness.certify', { sicknessId: id, ...own })).toMatchObject({ ok: true });
    expect((await requests(store))?.sickness).toMatchObject([
      { state: 'fit', backOn: '2021-05-20', text: 'Flu', certificates: [own], sending: 'waiting' },
    ]);
    expect((await store.read('outbox.list', null)).map(({ summary }) => summary)).toEqual([
      'Report sick from 18/05/2021',
      'Fit again from 20/05/2021',
      'Own certificate: 18/05/2021 to 19/05/2021',
    ]);
  });

  it('is certified by the officer for seven days at most, and by nobody else', async () => {
    const store = await laptop(upsert('sickness', 'SK-1', 1, sickness()));
    const certify = (to: string, who: Officer = officer()) =>
      give(store, 'people', 'sickness.certify', { sicknessId: 'SK-1', kind: 'self', from: '2021-05-17', to }, { officer: who });
    expect(await certify('2021-05-24')).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await certify('2021-05-23', sergeant)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await certify('2021-05-23')).toMatchObject({ ok: true });
  });
});
