import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { UnsentCommand } from '../../../contracts/domain/unsent.ts';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import type { Store } from '../../../main/store/store.ts';
import type { OutgoingItem } from '../../../main/sync/dispatch.ts';
import type { CommandAnswer } from '../../../main/sync/services.ts';
import { give } from '../support/give.ts';
import { crime, cursor, officer, task, upsert } from '../support/items.ts';
import { temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const sergeant = officer({ staffId: 'LC001140', rank: 'PS', collarNumber: '1140', roles: ['officer', 'supervisor'] });
const report = {
  ...{ type: 'Burglary', committedFrom: AT, method: '', place: { text: 'Turpin Green Lane', area: 'South Ribble' } },
  marking: 'OFFICIAL',
} as const;

const { crimeId: _, ...onNoReport } = task();

/** HQ as the contract has it: once a key, a number for what is new, a feed that tells the maker what the laptop called it. */
const headquarters = () => {
  const lines = new Map<string, Extract<ChangeLine, { op: 'upsert' }>>();
  const answers = new Map<string, { readonly body: string; readonly answer: CommandAnswer }>();
  const changed: string[] = [];
  let serial = 1000;
  const write = (kind: 'crime' | 'task', id: string, data: object, provisionalId: string | undefined): number => {
    const version = (lines.get(id)?.version ?? 0) + 1;
    const known = provisionalId ?? lines.get(id)?.provisionalId;
    const line = upsert(kind, id, version, { ...data, id, version }) as Extract<ChangeLine, { op: 'upsert' }>;
    lines.set(id, known === undefined ? line : { ...line, provisionalId: known });
    changed.push(id);
    return version;
  };
  const carryOut = ({ command, itemId, payload }: OutgoingItem): CommandAnswer => {
    const { at: _, ...fields } = payload as Record<string, unknown>;
    const named = command === 'task.accept' ? [itemId, fields.taskId] : [fields.crimeId];
    for (const id of named) expect(typeof id === 'string' && isProvisional(id)).toBe(false);
    serial += 1;
    if (command === 'task.accept') {
      const body = lines.get(itemId)?.data as object;
      return { kind: 'done', version: write('task', itemId, { ...body, state: 'accepted' }, undefined) };
    }
    const kind = command === 'crime.create' ? 'crime' : 'task';
    const id = kind === 'crime' ? `04/21/0${serial}` : `T-${serial}`;
    const body =
      kind === 'crime'
        ? crime({ ...(fields as object), officerInCase: '1140' })
        : { ...onNoReport, ...fields, setByCollar: '1140', state: 'new' };
    return { kind: 'done', version: write(kind, id, body, itemId), allottedId: id };
  };
  return {
    lines,
    made: (kind: string) => [...lines.values()].filter((line) => line.kind === kind).map(({ id }) => id),
    command(item: OutgoingItem): CommandAnswer {
      const body = JSON.stringify(item);
      const known = answers.get(item.id);
      if (known !== undefined) expect(body).toBe(known.body);
      const answer = known?.answer ?? carryOut(item);
      answers.set(item.id, { body, answer });
      return answer;
    },
    /** The changes after a cursor; from the beginning, all of them. */
    page(after: number, reset: boolean): readonly ChangeLine[] {
      const ids = [...new Set(changed.slice(reset ? 0 : after))];
      const told = ids.flatMap((id) => lines.get(id) ?? []);
      return [...(reset ? [{ op: 'reset' } as const] : []), ...told, cursor(String(changed.length))];
    },
  };
};

type Event = 'report' | 'task' | 'accept' | 'send' | 'sendUnheard' | 'ask' | 'feed' | 'reset' | 'restart' | 'move' | 'come';
const events: readonly Event[] = ['report', 'task', 'accept', 'send', 'sendUnheard', 'ask', 'feed', 'reset', 'restart', 'move', 'come'];

/** One officer, who changes laptops: each event as the real store takes it. */
const tell = async (story: readonly Event[]): Promise<void> => {
  const hq = headquarters();
  let store: Store = await temporaryStore();
  let n = 0;
  const titles: string[] = [];
  let asked: readonly ChangeLine[] | undefined;
  let sealed: readonly UnsentCommand[] = [];
  const apply = async (lines: readonly ChangeLine[]): Promise<void> => {
    expect((await store.write('feed.apply', { system: 'crime', lines, at: AT })).ok).toBe(true);
  };
  const after = async (): Promise<number> => Number(await store.read('feed.cursor', { system: 'crime' }));
  const take = () => store.write('outbox.take', { system: 'crime' });
  const crimes = async () =>
    (await store.read('crime.list', { query: { scope: 'mine', text: '', offset: 0, limit: 100 }, officer: sergeant })).rows;
  const tasks = () => store.read('crime.tasks', { officer: sergeant });
  const act = async (event: Event): Promise<void> => {
    n += 1;
    switch (event) {
      case 'report':
        titles.push(`report ${n}`);
        await give(store, 'crime', 'crime.create', { ...report, title: `report ${n}` }, { officer: sergeant });
        return;
      case 'task': {
        const on = (await crimes()).at(-1)?.id;
        const work = { title: `task ${n}`, text: 'x', owner: '1140', priority: 'normal', dueAt: AT } as const;
        await give(store, 'crime', 'task.create', { ...work, ...(on === undefined ? {} : { crimeId: on }) }, { officer: sergeant });
        return;
      }
      case 'accept': {
        const open = (await tasks()).find(({ state }) => state === 'new');
        if (open !== undefined) await give(store, 'crime', 'task.accept', { taskId: open.id }, { officer: sergeant });
        return;
      }
      case 'send':
      case 'sendUnheard': {
        const item = await take();
        if (item === undefined) return;
        const answer = hq.command(item);
        await store.write('outbox.settle', { id: item.id, answer: event === 'send' ? answer : { kind: 'unknown' } });
        return;
      }
      case 'ask':
        asked = hq.page(await after(), false);
        return;
      case 'feed':
        await apply(asked ?? hq.page(await after(), false));
        asked = undefined;
        return;
      case 'reset':
        await apply(hq.page(0, true));
        return;
      case 'restart': {
        const item = await take();
        if (item !== undefined) hq.command(item);
        await store.write('outbox.recover', { system: 'crime' });
        return;
      }
      case 'move':
        sealed = [...sealed, ...(await store.read('outbox.export', null))];
        store = await temporaryStore();
        asked = undefined;
        return;
      case 'come':
        await store.write('outbox.import', { items: sealed, author: sergeant });
    }
  };
  let away = false;
  for (const event of story) {
    await act(event);
    away = event === 'move' || (away && event !== 'come');
    // At every moment each report is on the screen of the laptop where its officer is, once.
    const shown = (await crimes()).map(({ title }) => title);
    expect(new Set(shown).size, event).toBe(shown.length);
    if (!away) expect(shown.sort(), event).toEqual([...titles].sort());
  }
  await act('come');
  for (let round = 0; round < 40; round += 1) await act('send');
  for (let round = 0; round < 3; round += 1) await act('feed');
  await act('reset');

  expect(await store.read('outbox.count', null)).toBe(0);
  // Nothing that was written is lost or made twice, and the laptop shows what HQ has under HQ's numbers.
  const rows = await crimes();
  expect(rows.map(({ title }) => title).sort()).toEqual([...titles].sort());
  expect(rows.map(({ id }) => id).sort()).toEqual(hq.made('crime').sort());
  expect((await tasks()).map(({ id }) => id).sort()).toEqual(hq.made('task').sort());
  for (const { id, crimeId, version, sending } of await tasks()) {
    const data = hq.lines.get(id)?.data as { readonly crimeId?: string };
    expect([crimeId, version, sending]).toEqual([data.crimeId, hq.lines.get(id)?.version, undefined]);
    expect(crimeId === undefined || hq.lines.has(crimeId)).toBe(true);
  }
};

it('whatever comes between, what was written without signal is made once, in order, and found under its number', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...events), { minLength: 3, maxLength: 25 }), tell), {
    numRuns: 60,
    seed: 20261128,
  });
}, 300_000);
