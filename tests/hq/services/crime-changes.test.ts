import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { ask, codeOf, linesOf, type Reply } from '../support/client.ts';
import { halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const FROM = '2026-01-11T14:42:08.000Z';
const formal = ({ rank, collarNumber, name }: Officer): string => `${rank} ${collarNumber} ${name}`;
const list = (id: string, entries: readonly (readonly [string, string])[]) =>
  ({ system: 'storm', kind: 'codeList', id, body: { id, entries: entries.map(([code, label]) => ({ code, label })) } }) as const;

onEveryForce((start) => {
  let made = 6200;
  const outcomes = list('outcome', [
    ['14', 'No suspect identified, the victim does not support it'],
    ['18', 'No suspect identified'],
  ]);
  const needs = list('outcomeNeed', [
    ['14.VICTIM', 'What the victim said, when and to whom'],
    ['14.NOSUSPECT', 'No suspect is named'],
    ['18.NOSUSPECT', 'No suspect is named'],
  ]);
  const { force, as } = officersAtHq(start, [outcomes, needs, list('area', [['SR', rahman.area]])]);
  const send = (officer: Officer, command: string, crimeId: string, payload: object, baseVersion = 1): Promise<Reply> =>
    ask(
      as(officer),
      'POST',
      '/v1/crime/commands',
      JSON.stringify({ command, itemId: crimeId, baseVersion, payload: { crimeId, at: new Date().toISOString(), ...payload } }),
      { 'idempotency-key': randomUUID() },
    );
  const bodyOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, unknown>;
  const update = (officer: Officer, crimeId: string, before: object, changes: object, leftOut?: object): Promise<Reply> =>
    send(officer, 'crime.update', crimeId, { before, changes, ...(leftOut === undefined ? {} : { leftOut }) });
  /** A report of rahman's. */
  const report = async (people: readonly object[] = []): Promise<string> => {
    made += 1;
    const payload = {
      ...{ type: 'Burglary', title: `Burglary ${made}`, committedFrom: FROM, place: { text: '9 Turpin Green Lane', area: rahman.area } },
      ...{ method: 'Rear window', people, marking: 'OFFICIAL', at: new Date().toISOString() },
    };
    const request = { command: 'crime.create', itemId: randomUUID(), baseVersion: 0, payload };
    const reply = await ask(as(rahman), 'POST', '/v1/crime/commands', JSON.stringify(request), { 'idempotency-key': randomUUID() });
    return String(bodyOf(reply).allottedId);
  };
  const atHq = async (id: string): Promise<Record<string, unknown>> => {
    const found = linesOf(await ask(as(rahman), 'GET', '/v1/crime/changes?cursor=')).find((each) => each.id === id);
    return (found as unknown as { data: Record<string, unknown> }).data;
  };

  it('a change of other fields than somebody else changed is taken, and the history says what was and is', async () => {
    const id = await report();
    expect((await update(rahman, id, { method: 'Rear window' }, { method: 'Rear patio door' })).status).toBe(200);
    expect((await update(hargreaves, id, { committedTo: null }, { committedTo: '2026-01-11T15:05:00.000Z' })).status).toBe(200);
    expect(await atHq(id)).toMatchObject({
      ...{ version: 3, method: 'Rear patio door', committedTo: '2026-01-11T15:05:00.000Z' },
      history: [
        { kind: 'updated', by: formal(rahman), fields: [{ field: 'method', was: 'Rear window', is: 'Rear patio door' }] },
        { kind: 'updated', by: formal(hargreaves), fields: [{ field: 'committedTo', was: null, is: '2026-01-11T15:05:00.000Z' }] },
      ],
    });
  });

  it('a refusal names the field of the payload that it is about, also when it is asked for again', async () => {
    const id = await report();
    const pointerOf = (reply: Reply): unknown => bodyOf(reply).pointer;
    const handOver = await update(hargreaves, id, { officerInCase: rahman.collarNumber }, { officerInCase: '99999' });
    expect([codeOf(handOver), pointerOf(handOver)]).toEqual(['OfficerUnknown', '#/changes/officerInCase']);
    const before = await update(rahman, id, { committedTo: null }, { committedTo: '2026-01-10T15:05:00.000Z' });
    expect([codeOf(before), pointerOf(before)]).toEqual(['EndsBeforeItBegins', '#/changes/committedTo']);
    const unknown = { people: [{ name: 'A', roles: ['witness'], personId: 'N-999999' }], property: [] };
    expect(pointerOf(await update(rahman, id, { people: [], property: [] }, unknown))).toBe('#/changes/people/0/personId');
    expect(pointerOf(await update(rahman, id, { title: 'x' }, { title: '' }))).toBe('#/changes/title');
    expect(pointerOf(await update(halliwell, id, { method: 'Rear window' }, { method: 'x' }))).toBeUndefined();
    const key = randomUUID();
    const payload = { crimeId: id, code: 99, words: 'x', answers: [], text: '', at: new Date().toISOString() };
    const request = JSON.stringify({ command: 'crime.outcome', itemId: id, baseVersion: 1, payload });
    for (let time = 0; time < 2; time += 1)
      expect(pointerOf(await ask(as(rahman), 'POST', '/v1/crime/commands', request, { 'idempotency-key': key }))).toBe('#/code');
  });

  it('a field that somebody changed to something else is a conflict, and nothing is changed', async () => {
    const id = await report();
    await update(hargreaves, id, { method: 'Rear window' }, { method: 'Front door' });
    const reply = await update(rahman, id, { method: 'Rear window', title: 'x' }, { method: 'Rear patio door' });
    expect([reply.status, bodyOf(reply)]).toMatchObject([409, { kind: 'crime', version: 2, data: { method: 'Front door' } }]);
    expect((await update(rahman, id, { method: 'Rear window' }, { method: 'Front door' })).status).toBe(200);
    const decided = await update(rahman, id, { method: 'Front door' }, { method: 'Rear patio door' }, { title: 'Burglary, patio' });
    expect(decided.status).toBe(200);
    expect(await atHq(id)).toMatchObject({
      method: 'Rear patio door',
      history: [
        { kind: 'updated' },
        { kind: 'updated', by: formal(rahman), fields: [{ field: 'method', was: 'Front door', is: 'Rear patio door' }] },
        { kind: 'leftOut', by: formal(rahman), fields: [{ field: 'title', was: 'Burglary, patio' }] },
      ],
    });
  });

  it('takes what is added later of how it was done, of risk and of why so late, and null takes it off again', async () => {
    const id = await report();
    const flagAnswers = [{ flag: 'Hate', question: 'Which strand?', answer: 'Disability' }];
    const added = { features: ['Patio door'], flagAnswers, lateReason: 'He was abroad' };
    const none = { features: null, flagAnswers: null, lateReason: null };
    expect((await update(rahman, id, none, added)).status).toBe(200);
    expect(await atHq(id)).toMatchObject(added);
    expect((await update(rahman, id, none, { features: ['Window'] })).status).toBe(409);
    expect((await update(rahman, id, added, none)).status).toBe(200);
    expect(Object.keys(await atHq(id)).filter((field) => field in none)).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['EndsBeforeItBegins', { committedTo: null }, { committedTo: '2026-01-11T14:00:00.000Z' }],
    ['StillToCome', { committedFrom: FROM }, { committedFrom: new Date(Date.now() + 86_400_000).toISOString() }],
    ['BeforeRecords', { committedFrom: FROM }, { committedFrom: '1826-01-11T14:42:08.000Z' }],
    ['OwnerUnknown', { people: [], property: [] }, { property: [{ text: 'Keys', kind: 'stolen', owner: 0 }] }],
    ['CodeUnknown', { place: null }, { place: { text: '9 Turpin Green Lane', area: 'Nowhere' } }],
  ])('a change that breaks a rule of recording is refused as %s, and nothing is changed', async (code, before, changes) => {
    const id = await report();
    const was = await atHq(id);
    const seen = 'place' in before ? { place: was['place'] } : before;
    expect(codeOf(await update(rahman, id, seen, changes))).toBe(code);
    expect(await atHq(id)).toEqual(was);
  });

  it('a report that breaks a rule already is changed all the same', async () => {
    const body = {
      ...{ id: '04/21/06199', type: 'Burglary', title: 'Burglary', committedFrom: FROM, committedTo: '2026-01-10T14:42:08.000Z' },
      ...{ reportedAt: FROM, place: { text: 'x', area: rahman.area }, method: '', people: [], property: [], vehicles: [], flags: [] },
      ...{ status: 'open', marking: 'OFFICIAL', officerInCase: rahman.collarNumber },
    };
    await seed(force().hq.database, { officers: [], items: [{ system: 'crime', kind: 'crime', id: body.id, body }] });
    expect((await update(rahman, body.id, { method: '' }, { method: 'Rear window' })).status).toBe(200);
  });

  it('is changed by its officer in the case or a supervisor; only a supervisor hands it over', async () => {
    const id = await report();
    expect(codeOf(await update(halliwell, id, { method: 'Rear window' }, { method: 'x' }))).toBe('NotYourCrime');
    const to = { officerInCase: halliwell.collarNumber };
    expect(codeOf(await update(rahman, id, { officerInCase: rahman.collarNumber }, to))).toBe('OnlySupervisorsHandOver');
    expect((await update(hargreaves, id, { officerInCase: rahman.collarNumber }, to)).status).toBe(200);
    expect((await update(halliwell, id, { method: 'Rear window' }, { method: 'x' })).status).toBe(200);
  });

  const outcome = (code: number, answers: readonly object[] = []) => ({ code, words: 'As read', answers, text: '' });

  it('is filed with an outcome of the force’s list whose needs are met, and with no other', async () => {
    const id = await report([{ name: 'A Suspect', roles: ['suspect'] }]);
    const other = await report();
    const victim = { need: '14.VICTIM', label: 'x', text: 'By telephone, 11 January: no' };
    expect(codeOf(await send(rahman, 'crime.outcome', id, outcome(18)))).toBe('OutcomeNeedsMore');
    expect(codeOf(await send(rahman, 'crime.outcome', other, outcome(14)))).toBe('OutcomeNeedsMore');
    expect(codeOf(await send(rahman, 'crime.outcome', other, outcome(23)))).toBe('CodeUnknown');
    expect((await send(rahman, 'crime.outcome', other, outcome(14, [victim]))).status).toBe(200);
    expect(await atHq(other)).toMatchObject({
      status: 'filed',
      outcome: { code: 14, text: 'No suspect identified, the victim does not support it' },
      history: [
        {
          ...{ kind: 'outcome', outcome: { code: 14, text: 'No suspect identified, the victim does not support it' } },
          answers: [{ label: 'What the victim said, when and to whom', text: 'By telephone, 11 January: no' }],
        },
      ],
    });
  });

  it('is reviewed by a supervisor as it stood, whatever victims were told meanwhile; returned it is open again', async () => {
    const id = await report();
    await send(rahman, 'crime.outcome', id, outcome(18));
    const told = { told: FROM, how: 'telephone', text: 'Nobody was found', nextDue: '2026-02-11T09:00:00.000Z' };
    expect((await send(rahman, 'crime.victimUpdate', id, told, 2)).status).toBe(200);
    expect(codeOf(await send(rahman, 'crime.review', id, { state: 'approved', text: '' }, 3))).toBe('OnlySupervisorsReview');
    expect(codeOf(await send(hargreaves, 'crime.review', id, { state: 'returned', text: ' ' }, 3))).toBe('PayloadMalformed');
    expect((await send(hargreaves, 'crime.review', id, { state: 'returned', text: 'Ask the neighbours first' }, 2)).status).toBe(200);
    const after = await atHq(id);
    expect(after).toMatchObject({
      ...{ status: 'open', victimUpdates: [{ by: formal(rahman), text: 'Nobody was found' }] },
      review: { state: 'returned', text: 'Ask the neighbours first', by: formal(hargreaves) },
      history: [{ kind: 'outcome' }, { kind: 'victimUpdate' }, { kind: 'returned' }],
    });
    expect(after).not.toHaveProperty('outcome');
    await update(rahman, id, { method: 'Rear window' }, { method: 'Neighbours heard nothing' });
    expect((await send(hargreaves, 'crime.review', id, { state: 'approved', text: '' }, 4)).status).toBe(409);
    expect((await send(hargreaves, 'crime.review', id, { state: 'approved', text: '' }, 5)).status).toBe(200);
    await update(rahman, id, { method: 'Neighbours heard nothing' }, { method: 'Neighbours heard a van' });
    expect(await atHq(id)).toMatchObject({ review: { state: 'changed', by: formal(hargreaves) } });
  });

  it('an outcome is approved by another than who filed it', async () => {
    const id = await report();
    await send(hargreaves, 'crime.outcome', id, outcome(18));
    expect(codeOf(await send(hargreaves, 'crime.review', id, { state: 'approved', text: '' }, 2))).toBe('OwnOutcome');
    expect((await send(hargreaves, 'crime.review', id, { state: 'returned', text: 'Too early' }, 2)).status).toBe(200);
  });

  it('a change that changes nothing makes no version, and leaves nothing behind', async () => {
    const id = await report();
    const reply = await update(rahman, id, {}, {});
    expect([reply.status, bodyOf(reply)]).toMatchObject([200, { itemId: id, version: 1 }]);
    expect(await atHq(id)).not.toHaveProperty('history');
  });

  it('is handed over to an officer who is at work in the force, and to nobody else', async () => {
    const id = await report();
    const seen = { officerInCase: rahman.collarNumber };
    expect(codeOf(await update(hargreaves, id, seen, { officerInCase: '9999' }))).toBe('OfficerUnknown');
    expect(await atHq(id)).toMatchObject({ version: 1, officerInCase: rahman.collarNumber });
  });

  it('names records that the officer may see; things name as their owners whom the report names', async () => {
    const victim = { name: 'Farida Iqbal', roles: ['victim'] };
    const id = await report([victim]);
    const seen = { people: [victim], property: [] };
    expect(codeOf(await update(rahman, id, seen, { people: [{ ...victim, personId: 'N-999999' }] }))).toBe('NotFound');
    expect(codeOf(await update(rahman, id, seen, { people: [{ ...victim, personId: randomUUID() }] }))).toBe('ItemNotNumberedYet');
    expect(codeOf(await update(rahman, id, { people: [victim] }, { people: [] }))).toBe('PayloadMalformed');
    const bicycle = { text: 'Bicycle', kind: 'stolen', owner: 0 };
    expect((await update(rahman, id, seen, { property: [bicycle] })).status).toBe(200);
    expect((await update(hargreaves, id, seen, { people: [] })).status).toBe(409);
    expect(codeOf(await update(hargreaves, id, { people: [victim], property: [bicycle] }, { people: [] }))).toBe('OwnerUnknown');
  });

  it('that is full takes no more changes, and is still filed and approved', async () => {
    const id = await report();
    const entry = { at: FROM, by: formal(rahman), collarNumber: rahman.collarNumber, kind: 'updated' };
    const fill = async (history: readonly object[]): Promise<void> => {
      const { query } = force().hq.database;
      const row = await query.selectFrom('item').select('body').where('id', '=', id).executeTakeFirstOrThrow();
      await query
        .updateTable('item')
        .set({ body: JSON.stringify({ ...row.body, history }) })
        .where('id', '=', id)
        .execute();
    };
    await fill(Array.from({ length: 280 }, () => entry));
    expect(codeOf(await update(rahman, id, { method: 'Rear window' }, { method: 'Door' }))).toBe('HistoryFull');
    await fill(Array.from({ length: 60 }, () => ({ ...entry, text: '€'.repeat(4000) })));
    expect(codeOf(await update(rahman, id, { method: 'Rear window' }, { method: 'Door' }))).toBe('HistoryFull');
    expect((await send(rahman, 'crime.outcome', id, outcome(18))).status).toBe(200);
    expect((await send(hargreaves, 'crime.review', id, { state: 'approved', text: '' }, 2)).status).toBe(200);
  });
});
