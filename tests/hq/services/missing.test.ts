import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Missing } from '../../../contracts/domain/missing.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { restrict } from '../../../hq/search/restrict.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { ask, codeOf, linesOf, type Reply } from '../support/client.ts';
import { clarke, halliwell, hargreaves, incident, marsh, nair, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const YEAR = String(new Date().getFullYear()).slice(2);
const LOG = 'LC-20260111-1600';
const PERSON = 'N-104201';
const SAME_PERSON = 'N-104202';
const HOUR_MS = 3_600_000;
const person = (id: string, same: string) => ({
  ...{ system: 'records', kind: 'person', id },
  body: {
    ...{ id, name: 'Kieran Ashworth', born: '2011-03-09', warnings: [], details: [], area: rahman.area, marking: 'OFFICIAL' },
    decisions: [{ personId: same, decision: 'same', at: '2026-01-11T14:42:08.000Z', by: 'PC 2418' }],
    ...{ createdAt: '2026-01-11T14:42:08.000Z', createdBy: 'SLEUTH' },
  },
});
const items = [
  incident(LOG, rahman.area),
  { ...person(PERSON, SAME_PERSON), system: 'records' as const },
  { ...person(SAME_PERSON, PERSON), system: 'records' as const },
];

onEveryForce((start) => {
  const { force, as, query, send: give, bodyOf } = officersAtHq(start, items);
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const day = (days: number): string => new Date(Date.now() + days * 24 * HOUR_MS).toISOString().slice(0, 10);
  const answerOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, unknown>;
  const send = (officer: Officer, command: string, payload: object, { itemId, ...more }: Partial<Parameters<typeof give>[3]> = {}) =>
    give(
      officer,
      command,
      { ...payload },
      { ...more, itemId: itemId ?? ('missingId' in payload ? payload.missingId : randomUUID()), system: 'missing' },
    );
  const cursorOf = async (officer: Officer) => String(linesOf(await ask(as(officer), 'GET', '/v1/missing/changes?cursor=')).at(-1)?.cursor);
  /** What a laptop that was read to there is told of an item since. */
  const since = async (officer: Officer, cursor: string, kind: string, id: string) =>
    linesOf(await ask(as(officer), 'GET', `/v1/missing/changes?cursor=${encodeURIComponent(cursor)}`)).filter(
      (line) => line.kind === kind && line.id === id,
    );
  const inFeed = async (officer: Officer, kind: string, id: unknown) =>
    linesOf(await ask(as(officer), 'GET', '/v1/missing/changes?cursor=')).find((line) => line.kind === kind && line.id === id);

  /** A report that nobody has made before, unless it says whose. */
  const given = (change: object = {}) => ({
    ...{ name: `Kieran Ashworth ${randomUUID()}`, born: '2011-03-09', description: 'Grey hooded top', answers: [] },
    lastSeen: { at: ago(3), place: { text: '26 Northbrook Road, Leyland', area: rahman.area } },
    ...{ reporter: { name: 'Donna Ashworth', relation: 'mother', telephone: '07700 900416' }, homeAddress: '26 Northbrook Road, Leyland' },
    risk: { grade: 'medium', reasons: ['Asthma'], whyNotLower: 'Inhaler at home' },
    ...{ marking: 'OFFICIAL-SENSITIVE', ...change },
  });
  const create = async (change: object = {}, officer = rahman): Promise<string> => {
    const reply = await send(officer, 'missing.create', given(change));
    expect(reply.status, reply.body.toString()).toBe(200);
    return String(answerOf(reply).allottedId);
  };
  const step = (officer: Officer, act: string, missingId: string, fields: object = {}, baseVersion = 1) =>
    send(officer, `missing.${act}`, { missingId, ...fields }, { baseVersion });
  const circulation = (areas: readonly string[]) => ({
    areas,
    shows: { photograph: true, medicalNeed: true, homeAddress: false },
    instructions: 'Do not chase. Call LD21.',
  });
  const sighting = { text: 'One boy alone', sure: 'possible', seenAt: ago(1), where: 'Worden Park gate' };
  const foundNow = { when: ago(0), where: 'Worden Park, bandstand', byWhom: 'LD24', condition: 'Cold, breathing easily' };
  const check = { spokenAlone: true, hurt: false, victim: false, safeToReturn: true, text: 'He walked.', returnInterview: true };

  describe('a missing-person report', () => {
    it('gets its number, its officer in charge and its first review, and is seen by those who work on it alone', async () => {
      const id = await create({ incidentId: LOG, personId: PERSON });
      expect(id).toMatch(new RegExp(`^MP-${YEAR}-\\d{5}$`));
      const data = { state: 'missing', owner: '2418', team: rahman.team, area: rahman.area, incidentId: LOG, earlier: [] };
      for (const officer of [rahman, halliwell, hargreaves]) expect(await inFeed(officer, 'missing', id)).toMatchObject({ data });
      expect(await inFeed(clarke, 'missing', id)).toBeUndefined();
      const { reportedAt, reviewDue } = await bodyOf<Missing>('missing', id);
      expect(Date.parse(reviewDue ?? '') - Date.parse(reportedAt)).toBe(4 * HOUR_MS);
      // Nobody is missing twice at once: by the same record, by one that officers have joined to it, by name and date of birth.
      for (const twice of [{ personId: PERSON }, { personId: SAME_PERSON }]) {
        const reply = await send(halliwell, 'missing.create', given(twice));
        expect([reply.status, answerOf(reply)]).toMatchObject([422, { code: 'AlreadyMissing', detail: `Already missing: ${id}` }]);
      }
      await step(rahman, 'found', id, foundNow);
      await step(rahman, 'wellBeing', id, check, 2);
      const again = await create({ personId: SAME_PERSON });
      expect((await bodyOf<Missing>('missing', again)).earlier).toMatchObject([{ id, where: foundNow.where }]);
    });

    it('keeps the list that it was asked by, and the answer to a question that the list has lost since', async () => {
      const asked = {
        answers: [{ question: 'weather', asked: 'Dressed for the weather', choice: 'no' }],
        askedBy: { list: 'missingQuestion', issue: 3 },
      };
      expect(await inFeed(halliwell, 'missing', await create(asked))).toMatchObject({ data: asked });
    });

    it('is made whatever is wrong with another of the same birth date', async () => {
      const bad = await create({ born: '2009-05-05' });
      await query()
        .updateTable('item')
        .set({ body: JSON.stringify({ id: bad, born: '2009-05-05', name: 7 }) })
        .where('id', '=', bad)
        .execute();
      expect(await create({ born: '2009-05-05' })).toMatch(/^MP-/);
    });

    it('is told by the same answer, with the number, however often it is said', async () => {
      const known = given();
      const id = String(answerOf(await send(rahman, 'missing.create', known)).allottedId);
      const [itemId, key] = [randomUUID(), randomUUID()];
      const twice = () => send(halliwell, 'missing.create', known, { itemId, key });
      const payload = { at: new Date().toISOString(), ...known };
      const said = () => give(halliwell, 'missing.create', payload, { itemId, key, system: 'missing' });
      expect(answerOf(await said())).toMatchObject({ code: 'AlreadyMissing', detail: `Already missing: ${id}` });
      expect(answerOf(await said())).toMatchObject({ code: 'AlreadyMissing', detail: `Already missing: ${id}` });
      expect(codeOf(await twice())).toBe('KeyReused');
    });

    it.each<[string, object, string, string?]>([
      ['with a birth date in the future', { born: day(2) }, 'BornInFuture', '#/born'],
      ['last seen in an hour', { lastSeen: { at: ago(-1), place: { text: 'x', area: rahman.area } } }, 'StillToCome', '#/lastSeen/at'],
      ['of high risk without a reason', { risk: { grade: 'high', reasons: [], whyNotLower: '' } }, 'RiskNeedsReason', '#/risk/whyNotLower'],
      ['of a child at very low risk', { risk: { grade: 'veryLow', reasons: [], whyNotLower: '' } }, 'VeryLowUnder18', '#/risk/grade'],
      ['of a person whom nobody knows', { personId: 'N-1' }, 'NotFound'],
      ['without a name', { name: ' ' }, 'PayloadMalformed'],
      ['with a question whose code no list could have', { answers: [{ question: 'w'.repeat(21), choice: 'yes' }] }, 'PayloadMalformed'],
    ])('%s is refused for good, at its field', async (_, change, code, pointer) => {
      const reply = await send(rahman, 'missing.create', given(change));
      expect([reply.status, answerOf(reply)]).toMatchObject([422, { code, ...(pointer === undefined ? {} : { pointer }) }]);
    });

    it.each(['Sinéad Ó Briain', 'Łukasz Żółć', 'محمد الأحمد', '王小明', 'Ольга Іваненко', 'גל כהן', 'สมชาย ใจดี', "D'Arcy O’Neill-Smythe"])(
      'of %s keeps the name as it was written',
      async (name) => {
        const id = await create({ name });
        expect(await inFeed(halliwell, 'missing', id)).toMatchObject({ data: { name } });
      },
    );

    it('with a photograph of 40 MB is refused, and with one that can be shown is carried by what crews are told', async () => {
      const carried = (bytes: number, hash: string) => ({ attachments: [{ hash, bytes, type: 'image/jpeg', name: 'kieran.jpg' }] });
      const photograph = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(40, 1)]);
      const hash = createHash('sha256').update(photograph).digest('hex');
      const put = await ask(as(rahman), 'PUT', `/v1/blobs/${hash}?bytes=${photograph.length}&offset=0`, photograph, {
        'content-type': 'application/octet-stream',
      });
      expect(put.status, put.body.toString()).toBe(200);
      const withBlobs = (attachments: object) =>
        ask(
          as(rahman),
          'POST',
          '/v1/missing/commands',
          JSON.stringify({
            ...{ command: 'missing.create', itemId: randomUUID(), baseVersion: 0, blobs: [hash] },
            payload: { ...given(attachments), at: new Date().toISOString() },
          }),
          { 'idempotency-key': randomUUID() },
        );
      const reply = await withBlobs(carried(photograph.length, hash));
      const id = String(answerOf(reply).allottedId);
      const fetched = (officer: Officer, kind: string) =>
        ask(as(officer), 'GET', `/v1/missing/attachments/${hash}?kind=${kind}&id=${id}&offset=0`);
      expect((await fetched(clarke, 'circulation')).status).toBe(404);
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      expect([(await fetched(clarke, 'circulation')).status, (await fetched(clarke, 'missing')).status]).toEqual([200, 404]);
      await step(rahman, 'endCirculation', id, { text: '' }, 2);
      expect((await fetched(clarke, 'circulation')).status).toBe(404);
      // As long as HQ says: the bytes themselves are not what is judged.
      const bytes = 40 * 1024 * 1024;
      await query().updateTable('blob').set({ bytes }).where('hash', '=', hash).execute();
      expect(codeOf(await withBlobs(carried(bytes, hash)))).toBe('PhotographTooLarge');
    });

    it('says which supervisor knows that a review is late, since when, once; nobody else says so', async () => {
      const id = await create();
      const known = { due: '2026-01-11T16:00:00.000Z', late: true };
      expect(codeOf(await step(rahman, 'knowReview', id, known, 1))).toBe('OnlySupervisorsReview');
      for (const version of [1, 1]) await step(hargreaves, 'knowReview', id, known, version);
      await step(hargreaves, 'knowReview', id, { ...known, late: false }, 1);
      const { lines } = await bodyOf<Missing>('missing', id);
      expect(lines.slice(2).map(({ kind, collarNumber, known }) => [kind, collarNumber, known])).toEqual([
        ['reviewKnown', hargreaves.collarNumber, known],
        ['reviewKnown', hargreaves.collarNumber, { ...known, late: false }],
      ]);
    });

    it('goes from missing to closed, and its lines say who did what', async () => {
      const id = await create();
      const act = async (officer: Officer, name: string, fields: object, version: number) =>
        expect(answerOf(await step(officer, name, id, fields, version)), name).toEqual({ itemId: id, version: version + 1 });
      await act(halliwell, 'enquiry', { text: 'Four friends. None has seen him.' }, 1);
      await act(rahman, 'risk', { grade: 'high', reasons: ['Asthma', '1 degree'], whyNotLower: 'No coat' }, 2);
      await act(rahman, 'askReview', {}, 3);
      expect(codeOf(await step(rahman, 'review', id, { text: 'Mine' }, 4))).toBe('OnlySupervisorsReview');
      await act(hargreaves, 'review', { text: 'High. Dog unit asked for.' }, 4);
      await act(rahman, 'linkLog', { incidentId: LOG }, 5);
      expect(codeOf(await step(rahman, 'linkLog', id, { incidentId: LOG }, 6))).toBe('LogLinkedAlready');
      await act(rahman, 'circulate', circulation([rahman.area]), 6);
      await act(rahman, 'sighting', sighting, 7);
      expect(codeOf(await step(rahman, 'wellBeing', id, check, 8))).toBe('NotFoundYet');
      await act(rahman, 'found', foundNow, 8);
      expect(await inFeed(halliwell, 'missing', id)).toMatchObject({
        data: { state: 'found', circulation: { ended: { collarNumber: '2418' } } },
      });
      await act(halliwell, 'wellBeing', check, 9);
      const { lines, reviews, reviewDue, state } = await bodyOf<Missing>('missing', id);
      expect(lines.map(({ kind }) => kind)).toEqual([
        ...['reported', 'risk', 'enquiry', 'risk', 'reviewAsked', 'review', 'log', 'circulated', 'sighting', 'found', 'wellBeing'],
      ]);
      expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
      expect(lines[2]).toMatchObject({ by: 'PC 4127 Tom Halliwell', callSign: 'LD22' });
      expect([reviews.length, reviewDue, state]).toEqual([1, undefined, 'closed']);
      for (const [name, fields] of [
        ['review', { text: 'Late' }],
        ['note', { text: 'x' }],
        ['found', foundNow],
      ] as const)
        expect(codeOf(await step(hargreaves, name, id, fields, 10)), name).toBe('ReportClosed');
    });

    it('goes on where somebody says that it was not them who was found, and why', async () => {
      const id = await create();
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      expect((await step(clarke, 'found', id, foundNow)).status).toBe(200);
      expect(codeOf(await step(clarke, 'notFound', id, { text: 'His brother' }, 3))).toBe('NotFound');
      expect(codeOf(await step(rahman, 'notFound', id, { text: ' ' }, 3))).toBe('PayloadMalformed');
      expect((await step(halliwell, 'notFound', id, { text: 'His brother' }, 3)).status).toBe(200);
      const { state, found: gone, lines, reviewDue } = await bodyOf<Missing>('missing', id);
      expect([state, gone, lines.at(-1)?.text, reviewDue]).toEqual(['missing', undefined, 'His brother', lines.at(-1)?.at]);
      expect((await step(rahman, 'circulate', id, circulation([clarke.area]), 4)).status).toBe(200);
      expect(await inFeed(clarke, 'circulation', id)).toMatchObject({ data: { running: true } });
    });

    it('is not found before they were last seen, nor at a time that no laptop’s clock shows yet', async () => {
      const id = await create();
      const refusal = async (fields: object) => {
        const { code, pointer } = answerOf(await step(rahman, 'found', id, { ...foundNow, ...fields }));
        return [code, pointer];
      };
      expect(await refusal({ when: '1970-01-01T00:00:00.000Z' })).toEqual(['BeforeLastSeen', '#/when']);
      const at = '9999-12-31T23:00:00.000Z';
      expect(await refusal({ when: at, at })).toEqual(['StillToCome', '#/when']);
      expect(
        codeOf(await send(rahman, 'missing.create', { ...given({ lastSeen: { at, place: { text: 'x', area: rahman.area } } }), at })),
      ).toBe('StillToCome');
    });

    it('of somebody without date of birth or record is made once', async () => {
      const unknown = given({ born: undefined });
      const id = await create(unknown);
      const reply = await send(halliwell, 'missing.create', { ...unknown, name: `${unknown.name.replace(' ', '  ')}\u200f` });
      expect(answerOf(reply)).toMatchObject({ code: 'AlreadyMissing', detail: `Already missing: ${id}` });
      expect((await send(halliwell, 'missing.create', { ...unknown, personId: PERSON })).status).toBe(422);
    });

    it('is changed over what was only added meanwhile, and conflicts with what was decided meanwhile', async () => {
      const id = await create();
      await step(halliwell, 'note', id, { text: 'His bicycle is gone' });
      expect((await step(rahman, 'risk', id, { grade: 'low', reasons: ['Rang home'], whyNotLower: '' })).status).toBe(200);
      const stale = await step(hargreaves, 'review', id, { text: 'Medium stands' });
      expect([stale.status, answerOf(stale)]).toMatchObject([409, { kind: 'missing', itemId: id, version: 3, data: { id } }]);
    });

    it('is handed over to an officer who is at work, whose team sees it then in the place of the one before', async () => {
      const id = await create({}, halliwell);
      expect(codeOf(await step(rahman, 'handOver', id, { to: '2377', text: '' }))).toBe('NotYourReport');
      expect(codeOf(await step(halliwell, 'handOver', id, { to: '9', text: '' }))).toBe('OfficerUnknown');
      const before = await cursorOf(rahman);
      expect((await step(halliwell, 'handOver', id, { to: '2377', text: 'Night shift' })).status).toBe(200);
      expect(await inFeed(clarke, 'missing', id)).toMatchObject({ data: { owner: '2377', team: clarke.team } });
      expect(await since(rahman, before, 'missing', id)).toMatchObject([{ op: 'delete' }]);
      expect(await inFeed(halliwell, 'missing', id)).toMatchObject({ data: { owner: '2377' } });
    });

    it('is handed over to nobody but an officer, and is taken back by who gave it or the supervisor of their team', async () => {
      await seed(force().hq.database, { officers: [nair, marsh], items: [] });
      const id = await create();
      for (const { collarNumber } of [nair, marsh])
        expect(codeOf(await step(rahman, 'handOver', id, { to: collarNumber, text: '' }))).toBe('OfficerUnknown');
      // By who was in charge of it, and did not take it.
      await step(rahman, 'handOver', id, { to: '4127', text: '' });
      await step(halliwell, 'handOver', id, { to: '2377', text: '' }, 2);
      expect(await inFeed(halliwell, 'missing', id)).toMatchObject({ data: { owner: '2377' } });
      expect(await inFeed(hargreaves, 'missing', id)).toMatchObject({ data: { owner: '2377' } });
      expect((await step(halliwell, 'handOver', id, { to: '4127', text: 'A slip' }, 3)).status).toBe(200);
      expect(await inFeed(clarke, 'missing', id)).toBeUndefined();
      await step(halliwell, 'handOver', id, { to: '2377', text: '' }, 4);
      expect((await step(hargreaves, 'handOver', id, { to: '2418', text: 'A slip' }, 5)).status).toBe(200);
      expect(await bodyOf<Missing>('missing', id)).toMatchObject({ owner: '2418', team: rahman.team });
    });

    it('has tasks, which its team sees, set on a report that the supervisor sees', async () => {
      const id = await create();
      const set = (missingId: string) =>
        give(
          hargreaves,
          'task.create',
          { title: 'House to house', text: 'Even numbers', missingId, owner: '4127', priority: 'normal', dueAt: ago(-5) },
          { itemId: randomUUID(), system: 'crime' },
        );
      const { allottedId } = answerOf(await set(id));
      const tasks = async (officer: Officer) =>
        linesOf(await ask(as(officer), 'GET', '/v1/crime/changes?cursor=')).filter((line) => line.id === allottedId);
      expect(await tasks(rahman)).toMatchObject([{ data: { missingId: id, owner: '4127', state: 'new' } }]);
      expect(await tasks(clarke)).toEqual([]);
      expect(codeOf(await set(`MP-${YEAR}-99999`))).toBe('NotFound');
    });

    it('that is full takes no line more, and is still found and closed', async () => {
      const id = await create();
      const body = await bodyOf<Missing>('missing', id);
      const [line] = body.lines;
      const full = `MP-${YEAR}-90001`;
      const lines = Array.from({ length: 590 }, (_, index) => ({ ...line, id: String(index) }));
      await seed(force().hq.database, {
        officers: [],
        items: [{ system: 'missing', kind: 'missing', id: full, body: { ...body, id: full, name: 'Somebody else', lines } }],
      });
      expect(codeOf(await step(rahman, 'note', full, { text: 'x' }))).toBe('RecordFull');
      expect((await step(rahman, 'found', full, foundNow)).status).toBe(200);
      expect((await step(rahman, 'wellBeing', full, check, 2)).status).toBe(200);
    });
  });

  describe('HQ’s search', () => {
    const found = async (officer: Officer, text: string) => {
      const reply = await ask(
        as(officer),
        'POST',
        '/v1/search',
        JSON.stringify({ text, reason: { words: 'Looking for a missing child' } }),
      );
      expect(reply.status, reply.body.toString()).toBe(200);
      const { results } = JSON.parse(reply.body.toString()) as { results: readonly Record<string, unknown>[] };
      return results.filter(({ source }) => source === 'Missing persons');
    };

    it('finds a report for who may see it, with its risk and how old it is, and what is circulated for its crews', async () => {
      const name = `Zebedee ${randomUUID().slice(0, 8)}`;
      const id = await create({ name });
      const [report] = await found(halliwell, name);
      expect(report).toMatchObject({
        what: 'Missing-person report',
        item: { kind: 'missing', id },
        number: id,
        title: name,
        grading: 'Medium risk',
      });
      expect(report?.['asOf']).toEqual((await bodyOf<Missing>('missing', id)).lines.at(-1)?.at);
      expect((await found(halliwell, id)).length).toBe(1);
      expect(await found(clarke, name)).toEqual([]);
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      expect(await found(clarke, name)).toMatchObject([{ what: 'Circulation', item: { kind: 'circulation', id }, number: id }]);
      expect(JSON.stringify(await found(clarke, name))).not.toContain('Northbrook');
      // Who sees the report finds it once.
      expect(await found(halliwell, name)).toMatchObject([{ what: 'Missing-person report' }]);
      await step(rahman, 'found', id, foundNow);
      expect(await found(clarke, name)).toEqual([]);
    });
  });

  describe('a report that is restricted', () => {
    const toHargreaves = (id: string) =>
      restrict(query(), { system: 'missing', kind: 'missing', id, contact: 'DI Carr', staffIds: [hargreaves.staffId] }, 'ict');

    it('takes what crews were told off their laptops, and tells them nothing more', async () => {
      const id = await create();
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      const before = await cursorOf(clarke);
      await toHargreaves(id);
      expect(await since(clarke, before, 'circulation', id)).toMatchObject([{ op: 'delete' }]);
      expect(await inFeed(rahman, 'circulation', id)).toBeUndefined();
      const version = (await bodyOf<Missing>('missing', id)).version;
      expect((await step(hargreaves, 'circulate', id, circulation([clarke.area]), version)).status).toBe(200);
      expect(await inFeed(clarke, 'circulation', id)).toBeUndefined();
      expect(await inFeed(hargreaves, 'circulation', id)).toMatchObject({ data: { running: true } });
    });

    it('is named by a later one and no more of it, as is one that the officer does not see', async () => {
      const close = async (id: string) => {
        await step(rahman, 'found', id, foundNow);
        await step(rahman, 'wellBeing', id, check, 2);
      };
      const [one, other] = [given(), given()];
      const [restricted, unseen] = [await create(one), await create(other)];
      for (const id of [restricted, unseen]) await close(id);
      await toHargreaves(restricted);
      const earlier = async (officer: Officer, change: object) => (await bodyOf<Missing>('missing', await create(change, officer))).earlier;
      expect(await earlier(hargreaves, one)).toEqual([{ id: restricted }]);
      expect(await earlier(clarke, other)).toEqual([{ id: unseen }]);
    });
  });

  describe('what is circulated', () => {
    it('is on the laptops of its areas for as long as it runs, without the report, and leaves them when it ends', async () => {
      const id = await create({ medicalNeed: { text: 'Asthma', by: ago(-4) } });
      expect(codeOf(await step(clarke, 'sighting', id, sighting))).toBe('NotFound');
      expect((await step(rahman, 'circulate', id, circulation([clarke.area]))).status).toBe(200);
      const card = await inFeed(clarke, 'circulation', id);
      expect(card).toMatchObject({
        data: { running: true, age: expect.any(Number), medicalNeed: { text: 'Asthma' }, lastSeen: { text: rahman.area } },
      });
      expect(JSON.stringify(card)).not.toMatch(/Northbrook|Donna|2011-03-09/);
      expect(await inFeed(clarke, 'missing', id)).toBeUndefined();
      const before = await cursorOf(clarke);
      expect((await step(rahman, 'endCirculation', id, { text: 'Seen in Preston' }, 2)).status).toBe(200);
      expect(await since(clarke, before, 'circulation', id)).toMatchObject([{ op: 'delete' }]);
      expect(await inFeed(rahman, 'circulation', id)).toMatchObject({ data: { running: false } });
      expect(codeOf(await step(rahman, 'endCirculation', id, { text: '' }, 3))).toBe('NotCirculated');
    });

    it('is told by a crew what it saw and that it found them where it wrote that while it ran there, however late HQ has it', async () => {
      const id = await create();
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      const while1 = { at: new Date().toISOString() };
      await step(rahman, 'circulate', id, circulation([rahman.area]), 2);
      const after = { at: new Date(Date.now() + 1000).toISOString() };
      expect(codeOf(await step(clarke, 'sighting', id, { ...sighting, ...after }))).toBe('NotFound');
      expect((await step(clarke, 'sighting', id, { ...sighting, ...while1 })).status).toBe(200);
      await step(rahman, 'endCirculation', id, { text: '' }, 4);
      expect(codeOf(await step(clarke, 'note', id, { text: 'x', ...while1 }))).toBe('NotFound');
      expect((await step(clarke, 'found', id, { ...foundNow, when: ago(1), ...while1 })).status).toBe(200);
      expect(await bodyOf<Missing>('missing', id)).toMatchObject({ state: 'found', found: { collarNumber: '2377' } });
    });

    it('of somebody found dead is closed by what was done about it, and never by a check of well-being', async () => {
      const id = await create();
      expect((await step(rahman, 'found', id, { ...foundNow, deceased: true })).status).toBe(200);
      expect(codeOf(await step(rahman, 'wellBeing', id, check, 2))).toBe('FoundDead');
      const done = { kinTold: 'PS 1140, his mother', coronerTold: 'Ref 7', text: '' };
      expect((await step(rahman, 'death', id, done, 2)).status).toBe(200);
      expect(await bodyOf<Missing>('missing', id)).toMatchObject({ state: 'closed', death: done, found: { deceased: true } });
    });

    it('that two say they found keeps what the second wrote, whole, and neither of them decides anew', async () => {
      const id = await create();
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      const at = new Date().toISOString();
      const { version } = answerOf(await step(rahman, 'found', id, foundNow, 2));
      const second = {
        ...foundNow,
        at,
        where: 'Bus station, Preston',
        byWhom: 'PC 2377',
        condition: 'Cold, and hungry',
        told: 'Mother, 16:00',
      };
      expect((await step(clarke, 'found', id, second)).status).toBe(200);
      expect(await bodyOf<Missing>('missing', id)).toMatchObject({
        ...{ state: 'found', found: { collarNumber: rahman.collarNumber, where: foundNow.where } },
        lines: expect.arrayContaining([
          expect.objectContaining({ kind: 'foundToo', text: 'Bus station, Preston. Cold, and hungry. PC 2377. Mother, 16:00' }),
        ]),
      });
      expect((await step(rahman, 'wellBeing', id, check, Number(version))).status).toBe(200);
      expect(codeOf(await step(clarke, 'found', id, second))).toBe('ReportClosed');
    });

    it('says which officers know of it, each once; a crew adds what it saw and that it found them, and nothing else', async () => {
      const id = await create();
      const acknowledge = (officer: Officer) => send(officer, 'missing.acknowledge', { circulationId: id }, { itemId: id, baseVersion: 1 });
      expect(codeOf(await acknowledge(clarke))).toBe('NotFound');
      await step(rahman, 'circulate', id, circulation([clarke.area]));
      expect((await acknowledge(clarke)).status).toBe(200);
      expect((await acknowledge(clarke)).status).toBe(200);
      expect(await inFeed(rahman, 'circulation', id)).toMatchObject({
        data: { acknowledgements: [{ by: 'PC 2377 Megan Clarke', callSign: 'LD24' }] },
      });
      expect((await step(clarke, 'sighting', id, sighting)).status).toBe(200);
      expect(await inFeed(clarke, 'circulation', id)).toMatchObject({ data: { sightings: [{ text: sighting.text }] } });
      expect(await inFeed(rahman, 'missing', id)).toMatchObject({
        data: { lines: expect.arrayContaining([expect.objectContaining(sighting)]) },
      });
      expect(codeOf(await step(clarke, 'sighting', id, { ...sighting, seenAt: ago(-1) }))).toBe('StillToCome');
      for (const [name, fields] of [
        ['note', { text: 'x' }],
        ['risk', given().risk],
        ['wellBeing', check],
      ] as const)
        expect(codeOf(await step(clarke, name, id, fields)), name).toBe('NotFound');
      const before = await cursorOf(clarke);
      expect((await step(clarke, 'found', id, foundNow)).status).toBe(200);
      expect(await inFeed(rahman, 'missing', id)).toMatchObject({ data: { state: 'found', found: { collarNumber: '2377' } } });
      expect(await since(clarke, before, 'circulation', id)).toMatchObject([{ op: 'delete' }]);
    });
  });
});
