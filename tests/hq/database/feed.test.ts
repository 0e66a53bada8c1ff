import { beforeAll, expect, it } from 'vitest';
import type { Database, Query } from '../../../hq/database/database.ts';
import { feedPosition, readFeed } from '../../../hq/database/feed.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { onEveryDatabase } from '../support/databases.ts';
import { incident, officers } from '../support/force.ts';

const AREA = ['area:South Ribble'];

const read = async (query: Query, after: number, limit: number) => {
  const { last } = await feedPosition(query, 'storm');
  return readFeed(query, { system: 'storm', accessKeys: AREA, staffId: 'LC002418', after, last, limit });
};

const write = (database: Database, id: string): Promise<unknown> =>
  database.query.transaction().execute((transaction) => {
    const { kind, body } = incident(id, 'South Ribble');
    return publish(transaction, 'storm', [{ kind, id, body }]);
  });

onEveryDatabase((databases) => {
  beforeAll(() => seed(databases().first, { officers, items: [] }));

  it('never skips a change, whoever commits last, while many write and one reads on', async () => {
    const { first, second } = databases();
    const wanted = new Map<string, number>();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 25; round += 1) {
        // Half of the logs are one writer's own, half are fought over.
        const id = `LC-20260111-${String(round % 2 === 0 ? writer : 100 + (round % 5)).padStart(4, '0')}`;
        await write(writer % 2 === 0 ? first : second, id);
        wanted.set(id, (wanted.get(id) ?? 0) + 1);
      }
    });
    let writing = true;
    const reader = (async () => {
      const seen = new Map<string, number>();
      let after = 0;
      for (;;) {
        const last = !writing;
        const page = await read(second.query, after, 7);
        for (const row of page.rows) {
          expect(row.version).toBeGreaterThan(seen.get(row.id) ?? 0);
          seen.set(row.id, row.version);
        }
        after = page.reached;
        if (last && !page.more) return seen;
      }
    })();
    await Promise.all(writers);
    writing = false;
    expect(new Map([...(await reader)].sort())).toEqual(new Map([...wanted].sort()));
  });

  it('holds a change back until those before it are committed or undone', async () => {
    const { first, second } = databases();
    if (first === second) return; // One connection: nothing overlaps.
    const start = (await read(second.query, 0, 1000)).reached;
    let commit = (): void => {};
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const early = first.query.transaction().execute(async (transaction) => {
      const { kind, id, body } = incident('LC-20260112-0001', 'South Ribble');
      await publish(transaction, 'storm', [{ kind, id, body }]);
      await mayCommit;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const late = write(second, 'LC-20260112-0002');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const between = await read(second.query, start, 10);
    expect(between).toMatchObject({ rows: [], reached: start, more: false });
    commit();
    await Promise.all([early, late]);
    const { rows } = await read(second.query, between.reached, 10);
    expect(rows.map((row) => row.id)).toEqual(['LC-20260112-0001', 'LC-20260112-0002']);
  });

  it('tells a change in one process to a listener in another', async () => {
    const { first, second } = databases();
    const heard = new Promise<string | undefined>((resolve) => {
      const stop = second.listen('hq_change', (payload) => {
        stop();
        resolve(payload);
      });
    });
    await write(first, 'LC-20260113-0001');
    expect(JSON.parse((await heard) ?? '')).toEqual({ system: 'storm', accessKeys: AREA });
  });
});
