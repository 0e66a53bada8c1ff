import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { restrict } from '../../../hq/search/restrict.ts';
import { ask, codeOf, linesOf, type Reply } from '../support/client.ts';
import { clarke, halliwell, incident, rahman, resourceOf } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const SEEN = 'LC-20260111-1600';
const UNSEEN = 'LC-20260111-1601';
const OURS = 'LC-20260111-1602';
const ELSEWHERE = 'LC-20260111-1603';

onEveryForce((start) => {
  const { force, as } = officersAtHq(start, [
    incident(SEEN, rahman.area),
    incident(UNSEEN, clarke.area),
    incident(OURS, rahman.area),
    incident(ELSEWHERE, clarke.area, [resourceOf(rahman, 6)]),
  ]);
  const at = (): string => new Date().toISOString();
  const send = (
    officer: Officer,
    command: string,
    itemId: string,
    payload: Readonly<Record<string, unknown>>,
    key: string = randomUUID(),
  ): Promise<Reply> => {
    const body = JSON.stringify({ command, itemId, baseVersion: 0, payload: { ...payload, at: at() } });
    return ask(as(officer), 'POST', '/v1/records/commands', body, { 'idempotency-key': key });
  };
  const answerOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, unknown>;
  const inFeed = async (officer: Officer, id: unknown) =>
    linesOf(await ask(as(officer), 'GET', '/v1/records/changes?cursor=')).find((each) => each.id === id);
  const create = async (name: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const reply = await send(rahman, 'person.create', randomUUID(), { name, source: 'self', marking: 'OFFICIAL', ...more });
    expect(reply.status).toBe(200);
    return String(answerOf(reply).allottedId);
  };
  const link = (payload: Readonly<Record<string, unknown>>, officer = rahman): Promise<Reply> =>
    send(officer, 'link.create', randomUUID(), { role: 'victim', marking: 'OFFICIAL', ...payload });

  describe('a person', () => {
    it('gets the next number, each thing that was told with its source, and is seen by the officer’s area alone', async () => {
      const first = await create('Lewis Tattersall', {
        born: '1988-03-14',
        telephones: ['07700 900285'],
        aliases: ['Lew'],
        grading: '1AP',
      });
      expect(first).toMatch(/^N-\d{6}$/);
      expect(await inFeed(halliwell, first)).toMatchObject({
        data: {
          ...{ name: 'Lewis Tattersall', born: '1988-03-14', area: rahman.area, createdBy: 'PC 2418', warnings: [], decisions: [] },
          details: [
            { kind: 'alias', text: 'Lew', source: 'self', grading: '1AP', by: 'PC 2418' },
            { kind: 'born', text: '1988-03-14' },
            { kind: 'telephone', text: '07700 900285' },
          ],
        },
      });
      expect(await inFeed(clarke, first)).toBeUndefined();
      expect(await create('Lewis Tattersall')).toBe(`N-${String(Number(first.slice(2)) + 1).padStart(6, '0')}`);
    });

    it('is added to once a key, whatever is known already; nobody else’s area adds to it', async () => {
      const id = await create('Carol Holden');
      const address = { personId: id, kind: 'address', text: '57 Devonport Close', source: 'officer' };
      const key = randomUUID();
      await send(halliwell, 'person.add', id, address, key);
      await send(halliwell, 'person.add', id, address, key);
      await send(rahman, 'person.add', id, { ...address, text: '21 Lowther Crescent' });
      expect(codeOf(await send(clarke, 'person.add', id, address))).toBe('NotFound');
      expect(codeOf(await send(rahman, 'person.add', id, { ...address, kind: 'born', text: 'in May' }))).toBe('PayloadMalformed');
      expect((await inFeed(rahman, id))?.data).toHaveProperty('details', [
        expect.objectContaining({ id: key, text: '57 Devonport Close', by: 'PC 4127', source: 'officer' }),
        expect.objectContaining({ text: '21 Lowther Crescent', by: 'PC 2418' }),
      ]);
    });

    it('and another are one by an officer’s decision, which stands in both, and is taken back with its history', async () => {
      const [one, other] = [await create('Shabana Hussain'), await create('Shabana Husain')];
      const pair = { personId: one, otherId: other };
      expect((await send(rahman, 'person.merge', one, pair)).status).toBe(200);
      expect((await send(halliwell, 'person.unmerge', other, { personId: other, otherId: one })).status).toBe(200);
      expect(codeOf(await send(rahman, 'person.merge', one, { personId: one, otherId: one }))).toBe('PayloadMalformed');
      expect(codeOf(await send(clarke, 'person.merge', one, pair))).toBe('NotFound');
      const history = [
        { decision: 'same', by: 'PC 2418' },
        { decision: 'undone', by: 'PC 4127' },
      ];
      for (const [id, with_] of [
        [one, other],
        [other, one],
      ])
        expect((await inFeed(rahman, id))?.data).toMatchObject({
          decisions: history.map((decision) => ({ ...decision, personId: with_ })),
          details: [],
        });
    });
  });

  it('two records are never both one person and kept apart, over however many others; what holds is not decided again', async () => {
    const [a, b, c] = [await create('Neil Walsh'), await create('N Walsh'), await create('Neil Walshe')];
    const decide = (command: string, personId: string, otherId: string) => send(rahman, command, personId, { personId, otherId });
    await decide('person.merge', a, b);
    await decide('person.merge', b, c);
    expect(codeOf(await decide('person.keepApart', a, b))).toBe('OnePerson');
    expect(codeOf(await decide('person.keepApart', a, c))).toBe('OnePerson');
    await decide('person.unmerge', c, b);
    expect((await decide('person.keepApart', c, a)).status).toBe(200);
    expect(codeOf(await decide('person.merge', b, c))).toBe('KeptApart');
    expect(codeOf(await decide('person.merge', a, c))).toBe('KeptApart');
    const again = await decide('person.merge', b, a);
    expect([again.status, answerOf(again)]).toMatchObject([200, { itemId: b }]);
    await decide('person.unmerge', b, c);
    expect((await inFeed(rahman, b))?.data).toMatchObject({
      decisions: [
        { personId: a, decision: 'same' },
        { personId: c, decision: 'same' },
        { personId: c, decision: 'undone' },
      ],
    });
  });

  it('of a record that is full of decisions each can still be taken back', async () => {
    const [a, b, c] = [await create('Amir Shah'), await create('A Shah'), await create('Ameer Shah')];
    const { query } = force().hq.database;
    const row = await query.selectFrom('item').select('body').where('id', '=', a).executeTakeFirstOrThrow();
    const decisions = Array.from({ length: 199 }, (_, n) => ({
      ...{ personId: b, at: at(), by: 'PC 2418', decision: n % 2 === 0 ? 'same' : 'undone' },
    }));
    await query
      .updateTable('item')
      .set({ body: JSON.stringify({ ...row.body, decisions }) })
      .where('id', '=', a)
      .execute();
    expect(codeOf(await send(rahman, 'person.merge', a, { personId: a, otherId: c }))).toBe('RecordFull');
    expect((await send(rahman, 'person.unmerge', a, { personId: a, otherId: b })).status).toBe(200);
  });

  describe('a thing', () => {
    const make = async (type: string, name: string): Promise<string> => {
      const reply = await send(rahman, 'thing.create', randomUUID(), { type, name, source: 'officer', marking: 'OFFICIAL' });
      expect(reply.status).toBe(200);
      return String(answerOf(reply).allottedId);
    };

    it('gets the next number of its type, is added to, and is one with another by an officer’s decision that can be taken back', async () => {
      const [one, other] = [await make('vehicle', 'PO09 OXL'), await make('vehicle', 'P009 OXL')];
      expect([one, other]).toEqual([expect.stringMatching(/^V-\d{4}$/), `V-${String(Number(one.slice(2)) + 1).padStart(4, '0')}`]);
      expect(await make('place', '22 York Close, Leyland')).toMatch(/^A-\d{4}$/);
      const detail = { thingId: one, kind: 'identifier', text: 'W0L0SDL68', source: 'document' };
      expect((await send(halliwell, 'thing.add', one, detail)).status).toBe(200);
      expect(codeOf(await send(clarke, 'thing.add', one, detail))).toBe('NotFound');
      expect((await send(rahman, 'thing.merge', one, { thingId: one, otherId: other })).status).toBe(200);
      expect(codeOf(await send(rahman, 'thing.keepApart', one, { thingId: one, otherId: other }))).toBe('OnePerson');
      expect((await send(rahman, 'thing.unmerge', other, { thingId: other, otherId: one })).status).toBe(200);
      expect(await inFeed(halliwell, one)).toMatchObject({
        data: {
          ...{ type: 'vehicle', name: 'PO09 OXL', area: rahman.area, createdBy: 'PC 2418' },
          details: [{ kind: 'identifier', text: 'W0L0SDL68', by: 'PC 4127' }],
          decisions: [
            { thingId: other, decision: 'same' },
            { thingId: other, decision: 'undone' },
          ],
        },
      });
      expect(await inFeed(clarke, one)).toBeUndefined();
    });

    it('is joined to a person or to one log, crime or task, and to nothing else', async () => {
      const [thingId, personId] = [await make('vehicle', 'PX21 KTD'), await create('Derek Hussain')];
      const kept = await link({ personId, thingId, role: 'keeper' });
      expect(await inFeed(rahman, answerOf(kept).allottedId)).toMatchObject({ data: { personId, thingId, role: 'keeper' } });
      expect((await link({ thingId, incidentId: SEEN, role: 'used' })).status).toBe(200);
      expect(codeOf(await link({ thingId, incidentId: UNSEEN, role: 'used' }))).toBe('NotFound');
      expect(codeOf(await link({ thingId, role: 'used' }))).toBe('PayloadMalformed');
      expect(codeOf(await link({ thingId, otherId: personId, role: 'keeper' }))).toBe('PayloadMalformed');
      expect(codeOf(await link({ thingId, personId, incidentId: SEEN, role: 'driver' }))).toBe('PayloadMalformed');
    });
  });

  describe('a link', () => {
    it('joins a person to exactly one thing that the officer may see', async () => {
      const personId = await create('Derek Hussain');
      const reply = await link({ personId, incidentId: SEEN });
      expect(reply.status).toBe(200);
      expect(await inFeed(halliwell, answerOf(reply).allottedId)).toMatchObject({
        data: { personId, incidentId: SEEN, role: 'victim', createdBy: 'PC 2418' },
      });
      expect(codeOf(await link({ personId, incidentId: UNSEEN }))).toBe('NotFound');
      expect(codeOf(await link({ personId, otherId: personId }))).toBe('PayloadMalformed');
      expect(codeOf(await link({ personId }))).toBe('PayloadMalformed');
    });

    it('is seen by those alone who see both of its ends, also once one of them is restricted', async () => {
      const personId = await create('Ian Marsden');
      const toLog = answerOf(await link({ personId, incidentId: OURS })).allottedId;
      const toOther = answerOf(await link({ personId, role: 'partner', otherId: await create('Jo Marsden') })).allottedId;
      for (const id of [toLog, toOther]) {
        expect(await inFeed(halliwell, id)).toMatchObject({ op: 'upsert' });
        expect(await inFeed(clarke, id)).toBeUndefined();
      }
      const contact = 'DI Carr, ext. 4410';
      const restriction = { system: 'storm', kind: 'incident', id: OURS, contact, staffIds: [rahman.staffId] } as const;
      expect(await restrict(force().hq.database.query, restriction, 'ict')).toBe(true);
      expect(await inFeed(rahman, toLog)).toMatchObject({ op: 'upsert' });
      expect(await inFeed(halliwell, toLog)).toBeUndefined();
      expect(await inFeed(halliwell, toOther)).toMatchObject({ op: 'upsert' });
    });

    it('to a log of another area is seen by the crew of that log who see the person, and by nobody else', async () => {
      const reply = answerOf(await link({ personId: await create('Kit Marsden'), incidentId: ELSEWHERE })).allottedId;
      expect(await inFeed(rahman, reply)).toMatchObject({ op: 'upsert' });
      expect(await inFeed(halliwell, reply)).toBeUndefined();
      expect(await inFeed(clarke, reply)).toBeUndefined();
    });

    it('may be given by the laptop’s own name of a person, once HQ has numbered that one', async () => {
      const personId = randomUUID();
      expect(codeOf(await link({ personId, incidentId: SEEN }))).toBe('ItemNotNumberedYet');
      const made = await send(rahman, 'person.create', personId, { name: 'Beth Livesey', source: 'self', marking: 'OFFICIAL' });
      const joined = answerOf(await link({ personId, incidentId: SEEN }));
      expect(await inFeed(rahman, joined.allottedId)).toMatchObject({ data: { personId: answerOf(made).allottedId } });
    });

    it('that is withdrawn stays, with who withdrew it and why, and is withdrawn once', async () => {
      const linkId = String(answerOf(await link({ personId: await create('Neil Khalid'), incidentId: SEEN })).allottedId);
      expect((await send(halliwell, 'link.withdraw', linkId, { linkId, reason: 'Wrong Neil Khalid' })).status).toBe(200);
      expect(codeOf(await send(rahman, 'link.withdraw', linkId, { linkId, reason: 'Again' }))).toBe('WithdrawnBefore');
      expect(await inFeed(rahman, linkId)).toMatchObject({ data: { withdrawn: { by: 'PC 4127', reason: 'Wrong Neil Khalid' } } });
    });
  });
});
