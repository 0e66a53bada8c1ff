import { describe, expect, it } from 'vitest';
import { storm } from '../../../../contracts/ipc/storm.ts';
import { LockedError } from '../../../../main/platform/ipc/locked.ts';
import { createStormHandlers } from '../../../../main/systems/storm/handlers.ts';
import { give } from '../../support/give.ts';
import { incident, line, officer, unit, upsertIncident, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const LOG = 'LC-20210518-1587';

describe('the Storm pane’s calls', () => {
  it('answer by their contract', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident())]);
    const handlers = createStormHandlers(room(store));
    const { calls } = storm;
    const values = {
      list: await handlers.list({ scope: 'mine', offset: 0, limit: 500 }),
      get: await handlers.get({ id: LOG }),
      unit: await handlers.unit(null),
      alerts: await handlers.alerts(null),
      codeLists: await handlers.codeLists(null),
    };
    for (const name of Object.keys(values) as (keyof typeof values)[]) {
      const answer = values[name];
      expect(answer.ok, name).toBe(true);
      if (answer.ok) expect(() => calls[name].response.parse(answer.value), name).not.toThrow();
    }
  });

  it('say NotFound for a log or a unit that is not on this laptop', async () => {
    const handlers = createStormHandlers(room(await temporaryStore()));
    const refused = { ok: false, code: 'NotFound' };
    expect(await handlers.get({ id: LOG })).toEqual(refused);
    expect(await handlers.unit(null)).toEqual({ ok: true, value: { known: false } });
  });

  it('throw Locked when nobody’s work is open, when it closes meanwhile, and when another officer’s has taken its place', async () => {
    await expect(createStormHandlers(room(undefined)).list({ scope: 'mine', offset: 0, limit: 500 })).rejects.toThrow(LockedError);
    const store = await temporaryStore();
    const ports = room(store);
    const handlers = createStormHandlers(ports);
    const asked = handlers.list({ scope: 'mine', offset: 0, limit: 500 });
    ports.current = await temporaryStore();
    await expect(asked).rejects.toThrow(LockedError);
    ports.current = store;
    await store.close();
    await expect(handlers.list({ scope: 'mine', offset: 0, limit: 500 })).rejects.toThrow(LockedError);
  });

  it('journal the opening of a log once, however often the pane asks again, and again after another log', async () => {
    const store = await temporaryStore();
    const OTHER = 'LC-20210518-0001';
    await bring(store, 'storm', [upsertIncident(incident()), upsertIncident(incident({ id: OTHER }))]);
    const ports = room(store);
    const handlers = createStormHandlers(ports);
    for (const id of [LOG, LOG, OTHER, LOG]) await handlers.get({ id });
    ports.at = new Date(ports.at.getTime() + 6 * 60_000);
    await handlers.get({ id: LOG });
    ports.who = officer({ staffId: 'LC004127' });
    await handlers.get({ id: LOG });
    expect(ports.notes.map(({ action, subject }) => `${action} ${subject}`)).toEqual([LOG, OTHER, LOG, LOG, LOG].map((id) => `view ${id}`));
  });

  it('show no log whose opening could not be journalled', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident())]);
    const handlers = createStormHandlers({ ...room(store), journal: () => Promise.reject(new Error('disk full')) });
    await expect(handlers.get({ id: LOG })).rejects.toThrow('disk full');
  });

  it('journal an edit in the same transaction, by number and command, without what was written', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident())]);
    await give(store, 'storm', 'incident.addLine', { incidentId: LOG, text: 'Mrs Iqbal called again' });
    await give(store, 'storm', 'unit.setStatus', { callSign: 'LD21', status: 7 });
    const entries = await store.read('journal.after', { after: 0, limit: 10 });
    expect(entries.map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
      ['edit', LOG, 'incident.addLine'],
      ['edit', 'LD21', 'unit.setStatus'],
    ]);
  });

  it('tell until where the log had been read before it was opened, and remember only what was on screen', async () => {
    const store = await temporaryStore();
    const lines = ['14:14', '14:16'].map((time, index) => line({ id: `line${index}`, at: `2021-05-18T${time}:00.000Z` }));
    await bring(store, 'storm', [upsertIncident(incident({ lines }))]);
    const handlers = createStormHandlers(room(store));
    const seenUntil = async (seenTo?: string) => {
      const answer = await handlers.get({ id: LOG, ...(seenTo !== undefined && { seenTo }) });
      return answer.ok ? answer.value.seenUntil : answer.code;
    };
    // The second line has come, and is not painted yet.
    expect([await seenUntil(), await seenUntil('line0'), await seenUntil('gone')]).toEqual([undefined, undefined, lines[0]?.at]);
    const row = await handlers.list({ scope: 'area', offset: 0, limit: 500 });
    expect(row.ok && row.value.known && row.value.value.rows[0]?.newLines).toBe(1);
    expect([await seenUntil('line1'), await seenUntil('line0'), await seenUntil()]).toEqual([lines[0]?.at, lines[1]?.at, lines[1]?.at]);
  });
});
