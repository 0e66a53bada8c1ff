import { describe, expect, it } from 'vitest';
import { storm } from '../../../../contracts/ipc/storm.ts';
import { createStormHandlers } from '../../../../main/systems/storm/handlers.ts';
import { incident, line, upsertIncident } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const HERE = 'LC-20210518-1587';
const street = (text: string, postcode?: string) => ({ text, area: 'South Ribble', ...(postcode === undefined ? {} : { postcode }) });
const log = (id: string, change: object) =>
  upsertIncident(incident({ id, openedAt: `${id.slice(3, 7)}-${id.slice(7, 9)}-${id.slice(9, 11)}T10:00:00.000Z`, ...change }));

const aPast = async () => {
  const store = await temporaryStore();
  await bring(store, 'storm', [
    log(HERE, { place: street('14 Balfour Street, Leyland', 'PR25 2TD'), caller: { telephone: '07700 900127' } }),
    log('LC-20210101-0001', {
      place: street('14 balfour street, leyland ', 'pr252td'),
      lines: [line({ id: 'W', kind: 'hazard', text: 'Dog in the rear garden' })],
    }),
    log('LC-20210301-0002', {
      place: street('16 Balfour Street, Leyland', 'PR25\u00a02TD'),
      state: 'closed',
      closedAt: '2021-03-01T12:00:00.000Z',
    }),
    log('LC-20210401-0003', { place: street('Hough Lane'), caller: { telephone: '+44 (0)7700\u00a0900127' } }),
    log('LC-20210402-0004', { place: street('Hough Lane'), caller: { telephone: '2377' } }),
    log('LC-20210403-0005', { place: street('Towngate', 'PR25 1AB') }),
  ]);
  return store;
};

describe('the history of a log', () => {
  it('has what else this laptop has of its place, its postcode and its caller’s number, newest first, and why', async () => {
    const ports = room(await aPast());
    const answer = await createStormHandlers(ports).history({ id: HERE });
    if (!answer.ok) throw new Error(answer.code);
    expect(() => storm.calls.history.response.parse(answer.value)).not.toThrow();
    expect(answer.value.rows.map(({ id, reasons }) => [id, reasons])).toEqual([
      ['LC-20210401-0003', ['caller']],
      ['LC-20210301-0002', ['postcode']],
      ['LC-20210101-0001', ['place', 'postcode']],
    ]);
    expect(answer.value.warnings).toMatchObject([{ incidentId: 'LC-20210101-0001', kind: 'hazard', text: 'Dog in the rear garden' }]);
    expect(answer.value.total).toBe(3);
  });

  it('takes an outward part of a postcode for no place: half a town has it', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [
      log(HERE, { place: street('14 Balfour Street, Leyland', 'PR25') }),
      log('LC-20210301-0002', { place: street('16 Towngate, Leyland', 'PR25') }),
    ]);
    expect(await createStormHandlers(room(store)).history({ id: HERE })).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('warns of nothing that was struck, nor does the row of that log', async () => {
    const struck = 'LC-20210101-0001';
    const store = await temporaryStore();
    await bring(store, 'storm', [
      log(HERE, { place: street('14 Balfour Street, Leyland') }),
      log(struck, {
        place: street('14 Balfour Street, Leyland'),
        lines: [
          line({ id: 'W', operator: 'PC 2418', kind: 'officerSafety', text: 'Knife' }),
          line({ id: 'S', operator: 'PC 2418', kind: 'strike', text: 'Wrong log', struck: 'W' }),
        ],
      }),
    ]);
    const answer = await createStormHandlers(room(store)).history({ id: HERE });
    expect(answer).toMatchObject({ ok: true, value: { rows: [{ id: struck, hazard: false }], warnings: [] } });
  });

  it('is journalled as a consultation for that log, without a name or a number', async () => {
    const ports = room(await aPast());
    const handlers = createStormHandlers(ports);
    await handlers.history({ id: HERE });
    await handlers.history({ id: HERE });
    expect(ports.notes).toEqual([{ action: 'view', subject: HERE, detail: 'history of its place and caller' }]);
  });

  it('is refused for a log that is not here', async () => {
    expect(await createStormHandlers(room(await aPast())).history({ id: 'LC-20210518-9999' })).toEqual({ ok: false, code: 'NotFound' });
  });
});
