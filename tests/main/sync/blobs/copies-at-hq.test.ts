import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { rahman } from '../../../hq/support/force.ts';
import { temporaryStore } from '../../support/store.ts';
import { isEmpty, laptopAtHq } from './laptop-at-hq.ts';
import { hashOf, jpeg, MB, pageOf } from './support.ts';

const laptop = laptopAtHq();

describe('a copy of unsent work that is older than what HQ has done', () => {
  it('is done no second time on another laptop, with what it carries', async () => {
    const store = await temporaryStore();
    const photograph = jpeg(MB);
    await pageOf(() => store).keep(photograph);
    await laptop.write(store, [hashOf(photograph)], 'sealed before it was sent');
    const copy = await store.read('outbox.export', null);
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    const next = await temporaryStore();
    await pageOf(() => next).keep(photograph);
    expect(await next.write('outbox.import', { items: copy, author: rahman })).toBe(1);
    const stopNext = laptop.start(next);
    await isEmpty(next);
    await stopNext();
    expect(await laptop.linesWith('sealed before it was sent')).toBe(1);
  }, 90_000);

  it('is done no second time where it names what has its number by now', async () => {
    const store = await temporaryStore();
    const at = new Date().toISOString();
    const sergeant = { ...rahman, roles: ['officer', 'supervisor'] as const };
    const give = async (command: string, payload: Record<string, unknown>, itemId: string): Promise<void> => {
      const ids = { outboxId: randomUUID(), newId: randomUUID() };
      const officer = { ...sergeant, roles: [...sergeant.roles] };
      expect(await store.write('commands.give', { ...{ system: 'crime', command, payload, itemId, officer, at }, ...ids })).toMatchObject({
        ok: true,
      });
    };
    const [report, task] = [randomUUID(), randomUUID()];
    const title = `Shed ${report.slice(0, 8)}`;
    const place = { text: 'Back lane', area: rahman.area };
    await give('crime.create', { type: 'Burglary', title, committedFrom: at, method: '', marking: 'OFFICIAL', place }, report);
    await give(
      'task.create',
      { title, text: 'Ask next door', crimeId: report, owner: rahman.collarNumber, priority: 'normal', dueAt: at },
      task,
    );
    await laptop.query
      .updateTable('officer')
      .set({ roles: ['officer', 'supervisor'] })
      .where('staff_id', '=', rahman.staffId)
      .execute();
    const copy = await store.read('outbox.export', null);
    expect(copy).toHaveLength(2);
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    const next = await temporaryStore();
    const stopReading = laptop.start(next);
    await vi.waitFor(
      async () => expect((await next.read('crime.tasks', { officer: rahman })).filter((one) => one.title === title)).toHaveLength(1),
      30_000,
    );
    await stopReading();
    await next.write('outbox.import', { items: copy, author: rahman });
    const stopNext = laptop.start(next);
    await isEmpty(next);
    await stopNext();
    const made = await laptop.query.selectFrom('item').select(['kind', 'body']).where('system', '=', 'crime').execute();
    expect(
      made
        .filter(({ body }) => JSON.stringify(body).includes(title))
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['crime', 'task']);
  }, 90_000);
});
