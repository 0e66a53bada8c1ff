import { describe, expect, it } from 'vitest';
import type { HqSearchRequest } from '../../../../contracts/hq/search.ts';
import { enquiry as contract } from '../../../../contracts/ipc/enquiry.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import type { SearchAtHq } from '../../../../main/sync/services/search.ts';
import { createEnquiryHandlers } from '../../../../main/systems/enquiry/handlers.ts';
import { crime, incident, task, unit, upsert, upsertCrime, upsertIncident, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const ID = '04/21/06127';
const reason = { about: { kind: 'incident', id: 'LC-20210518-1587' }, words: '' } as const;
const record = (id: string) => ({
  ...{ source: 'SLEUTH', what: 'Crime', item: { kind: 'crime', id }, number: id, title: 'Burglary', detail: '', fields: [] },
});

const desk = async (searchAtHq: SearchAtHq | undefined, asksWhy = true) => {
  const store = await temporaryStore();
  await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident())]);
  await bring(store, 'crime', [upsertCrime(crime()), upsert('task', 'T-7', 1, task())]);
  const ports = Object.assign(room(store), { searchAtHq: () => searchAtHq, asksWhy: () => asksWhy });
  return {
    ports,
    handlers: createEnquiryHandlers(ports),
    noted: () => ports.notes.map(({ action, subject, detail }) => `${action} ${subject} ${detail}`),
  };
};

describe('a search at HQ', () => {
  it('is journalled with its reason before it leaves, without what was looked for, and tells what is on this laptop', async () => {
    const seen: { request: HqSearchRequest; noted: readonly string[] }[] = [];
    const { handlers, noted } = await desk(async (request) => {
      seen.push({ request, noted: noted() });
      return ok({ asked: [], results: [record(ID), record('04/19/00001')] });
    });
    const answer = await handlers.ask({ text: 'Tattersall', reason });
    expect(seen).toEqual([{ request: { text: 'Tattersall', reason }, noted: ['search LC-20210518-1587 HQ asked'] }]);
    expect(noted()).toEqual(['search LC-20210518-1587 HQ asked', 'search LC-20210518-1587 HQ answered: 2 found']);
    expect(answer).toMatchObject({ ok: true, value: { results: [{ number: ID, here: 'crime' }, { number: '04/19/00001' }] } });
    expect(answer.ok && answer.value.results[1]).not.toHaveProperty('here');
    if (answer.ok) expect(() => contract.calls.ask.response.parse(answer.value)).not.toThrow();
    await handlers.opened({ source: 'SLEUTH', number: '04/19/00001' });
    expect(noted().at(-1)).toBe('view 04/19/00001 at HQ, SLEUTH');
  });

  it('is not made without a reason where the policy asks for one, and is where it does not', async () => {
    const answers: SearchAtHq = async () => ok({ asked: [], results: [] });
    const strict = await desk(answers);
    expect(await strict.handlers.ask({ text: 'x', reason: { words: 'curious' } })).toEqual(fail('ReasonMissing'));
    expect(strict.noted()).toEqual([]);
    expect(await (await desk(answers, false)).handlers.ask({ text: 'x' })).toMatchObject({ ok: true });
  });

  it('that is tried without signal is journalled, and never waits', async () => {
    const { ports, handlers, noted } = await desk(undefined);
    expect(await handlers.ask({ text: 'x', reason })).toEqual(fail('NoSignal'));
    expect(noted()).toEqual(['search LC-20210518-1587 HQ not asked: no signal']);
    expect(await ports.store()?.read('outbox.list', null)).toEqual([]);
  });

  it('that HQ does not answer is journalled as such', async () => {
    const { handlers, noted } = await desk(async () => fail('NotAnswered'));
    expect(await handlers.ask({ text: 'x', reason })).toEqual(fail('NotAnswered'));
    expect(noted().at(-1)).toBe('search LC-20210518-1587 HQ: NotAnswered');
  });

  it('may be made for the officer’s own logs, crimes and tasks', async () => {
    const { handlers } = await desk(undefined);
    const reasons = await handlers.reasons(null);
    expect(reasons.ok && [reasons.value.asksWhy, ...reasons.value.work.map(({ kind, id }) => `${kind} ${id}`)]).toEqual([
      true,
      'incident LC-20210518-1587',
      `crime ${ID}`,
      'task T-7',
    ]);
  });
});
