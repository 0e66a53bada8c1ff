import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publish } from '../../../hq/systems/publish.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { codeOf } from '../support/client.ts';
import { crimeBody, crimeOffice, SEEN, seeded, UNSEEN, YEAR } from '../support/crime-office.ts';
import { clarke, halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';

onEveryForce((start) => {
  const { force, send, createCrime, answerOf, inFeed } = crimeOffice(start);
  const serialOf = (id: unknown): number => Number(String(id).slice(-5));

  describe('a new report', () => {
    it('gets the next number of its division and year, and the feed tells its maker what the laptop called it', async () => {
      const command = createCrime();
      const reply = await send(rahman, command);
      expect(reply.status).toBe(200);
      const { allottedId, ...answer } = answerOf(reply);
      expect(answer).toEqual({ itemId: command.itemId, version: 1 });
      expect(allottedId).toMatch(new RegExp(`^04/${YEAR}/\\d{5}$`));
      expect(serialOf(allottedId)).toBeGreaterThan(6122);
      expect(await inFeed(rahman, allottedId)).toMatchObject({
        provisionalId: command.itemId,
        data: { officerInCase: rahman.collarNumber, status: 'open' },
      });
      expect(await inFeed(halliwell, allottedId)).not.toHaveProperty('provisionalId');
    });

    it('is made once however often its key is heard, and under another key not again', async () => {
      const command = createCrime();
      const key = randomUUID();
      const first = await send(rahman, command, key);
      const again = await send(rahman, command, key);
      expect(answerOf(again)).toEqual(answerOf(first));
      expect(codeOf(await send(rahman, command))).toBe('AlreadyNumbered');
      expect(codeOf(await send(rahman, { ...command, baseVersion: 1 }, key))).toBe('KeyReused');
    });

    it('of each area counts in its own series', async () => {
      expect(answerOf(await send(clarke, createCrime(randomUUID(), clarke.area))).allottedId).toBe(`07/${YEAR}/00401`);
    });

    it('goes past numbers that came in by another way', async () => {
      const last = serialOf(answerOf(await send(rahman, createCrime())).allottedId);
      const next = `04/${YEAR}/${String(last + 1).padStart(5, '0')}`;
      await seed(force().hq.database, { officers: [], items: [seeded(next, rahman.area)] });
      expect(serialOf(answerOf(await send(rahman, createCrime())).allottedId)).toBe(last + 2);
    });

    it('never has the number of another, whoever asks at once', async () => {
      const makers = [rahman, halliwell, hargreaves];
      const replies = await Promise.all(Array.from({ length: 30 }, (_, n) => send(makers[n % 3] ?? rahman, createCrime())));
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
      const serials = replies.map((reply) => serialOf(answerOf(reply).allottedId)).sort((a, b) => a - b);
      expect(new Set(serials).size).toBe(30);
      expect((serials.at(-1) ?? 0) - (serials[0] ?? 0)).toBe(29);
    });

    it('is taken whole, however long its officer wrote', async () => {
      const long = 'ŵ'.repeat(200);
      const full = {
        ...{ method: 'ŵ'.repeat(4000), lateReason: 'ŵ'.repeat(500) },
        ...{ committedFrom: '2021-05-18T14:42:08.000Z', committedTo: '2021-05-19T14:42:08.000Z' },
        features: Array.from({ length: 30 }, () => long),
        people: Array.from({ length: 50 }, () => ({
          name: long,
          roles: ['victim', 'witness'],
          born: '1983',
          contact: long,
          address: long,
        })),
        property: Array.from({ length: 100 }, () => ({ text: long, kind: 'stolen', value: '£5', marks: long, owner: 49 })),
        vehicles: Array.from({ length: 20 }, () => ({ plate: 'PK09 OXL', description: long, role: 'used' })),
        flags: Array.from({ length: 20 }, () => long),
        flagAnswers: Array.from({ length: 60 }, () => ({ flag: long, question: long, answer: 'ŵ'.repeat(500) })),
      };
      const command = createCrime();
      const reply = await send(rahman, { ...command, payload: { ...command.payload, ...full } });
      expect(reply.status).toBe(200);
      expect(await inFeed(rahman, answerOf(reply).allottedId)).toMatchObject({ data: full });
    });

    it.each<[string, Readonly<Record<string, unknown>>]>([
      ['EndsBeforeItBegins', { committedTo: '2021-05-18T14:42:08.000Z' }],
      ['StillToCome', { committedFrom: new Date(Date.now() + 86_400_000).toISOString() }],
      ['BeforeRecords', { committedFrom: '1821-05-18T14:42:08.000Z' }],
      ['OwnerUnknown', { property: [{ text: 'Keys', kind: 'stolen', owner: 0 }] }],
      ['PayloadMalformed', { committedFrom: '+020260-05-18T14:42:08.000Z' }],
    ])('that breaks a rule of recording is refused as %s', async (code, broken) => {
      const command = createCrime();
      expect(codeOf(await send(rahman, { ...command, payload: { ...command.payload, ...broken } }))).toBe(code);
    });

    it.each([
      ['N-999', 'NotFound'],
      [randomUUID(), 'ItemNotNumberedYet'],
    ])('that names a person’s record which there is not (%s) is refused as %s', async (personId, code) => {
      const command = createCrime();
      const people = [{ name: 'Grace Lund', roles: ['victim'], personId }];
      expect(codeOf(await send(rahman, { ...command, payload: { ...command.payload, people } }))).toBe(code);
    });

    it('of a laptop whose clock is a day fast is taken', async () => {
      const ahead = new Date(Date.now() + 86_400_000).toISOString();
      const command = createCrime();
      expect((await send(rahman, { ...command, payload: { ...command.payload, committedFrom: ahead, at: ahead } })).status).toBe(200);
    });

    it.each(['title', 'place', 'people'])('whose %s nobody could read is refused', async (field) => {
      const blank = { title: '\u200b', place: { text: ' ', area: rahman.area }, people: [{ name: '\u2800', roles: ['victim'] }] };
      const command = createCrime();
      const payload = { ...command.payload, [field]: blank[field as keyof typeof blank] };
      expect(codeOf(await send(rahman, { ...command, payload }))).toBe('PayloadMalformed');
    });

    it.each(['04/26/06127', 'x', ''])('is refused where the laptop numbers it itself (%s)', async (itemId) => {
      expect(codeOf(await send(rahman, createCrime(itemId)))).toBe('PayloadMalformed');
    });

    it.each([
      ['a log that its officer sees', SEEN, 'OK'],
      ['a log of another area', UNSEEN, 'NotFound'],
      ['no log', 'LC-20260111-9999', 'NotFound'],
    ])('may be of %s (%s): %s', async (_, incidentId, outcome) => {
      const command = createCrime();
      const reply = await send(rahman, { ...command, payload: { ...command.payload, incidentId } });
      expect(reply.status === 200 ? 'OK' : codeOf(reply)).toBe(outcome);
    });

    it('may have the provisional id that another officer’s laptop used', async () => {
      const command = createCrime();
      const [one, other] = [await send(rahman, command), await send(halliwell, command)];
      expect(answerOf(one).allottedId).not.toBe(answerOf(other).allottedId);
    });
  });

  it('of an area that the force has not is refused where it has a list of them', async () => {
    const areas = {
      system: 'storm',
      kind: 'codeList',
      id: 'area',
      body: { id: 'area', entries: [{ code: 'SR', label: rahman.area }] },
    } as const;
    await seed(force().hq.database, { officers: [], items: [areas] });
    expect(codeOf(await send(rahman, createCrime(randomUUID(), 'South ribble')))).toBe('CodeUnknown');
    expect((await send(rahman, createCrime())).status).toBe(200);
    await force().hq.database.query.deleteFrom('item').where('id', '=', 'area').execute();
  });

  it('publishes nothing by a provisional id', async () => {
    const id = randomUUID();
    const write = force()
      .hq.database.query.transaction()
      .execute((transaction) => publish(transaction, 'crime', [{ kind: 'crime', id, body: crimeBody(id, rahman.area) }]));
    await expect(write).rejects.toThrow('id');
  });
});
