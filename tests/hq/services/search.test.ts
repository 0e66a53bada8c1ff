import { describe, expect, it } from 'vitest';
import { type HqSearchAnswer, hqSearchAnswer } from '../../../contracts/hq/search.ts';
import type { Query } from '../../../hq/database/database.ts';
import { restrict } from '../../../hq/search/restrict.ts';
import { search } from '../../../hq/search/search.ts';
import type { SearchSource } from '../../../hq/search/source.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';
import { clarke, hargreaves, incident, rahman, task } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const LOG = 'LC-20260111-1587';
const FAR = '04/26/00042';
const SECRET = '04/26/00043';
const reason = { about: { kind: 'incident', id: LOG }, words: '' } as const;
const OPENED = '2026-01-11T10:00:00.000Z';
const crime = (id: string, change: object): SeedItem => ({
  ...{ system: 'crime', kind: 'crime', id },
  body: {
    ...{
      id,
      type: 'Burglary',
      title: 'Burglary, York Close',
      committedFrom: OPENED,
      reportedAt: OPENED,
      status: 'open',
      marking: 'OFFICIAL',
    },
    ...{ method: 'Back door forced', people: [], property: [], vehicles: [], flags: [], ...change },
  },
});
const CARR = 'DI Carr, Major Crime';
const STRUCK = 'LC-20260111-1600';
const LONG = 'LC-20260111-1700';
const withLines = (id: string, lines: readonly object[]): SeedItem => {
  const log = incident(id, 'Chorley');
  return {
    ...log,
    body: {
      ...log.body,
      lines: lines.map((line, n) => ({ id: `l${n}`, at: OPENED, operator: 'PC 2418', terminal: 'LD21', kind: 'update', ...line })),
    },
  };
};
const person = (id: string, name: string, details: readonly object[], rest: object = {}): SeedItem => ({
  ...{ system: 'records', kind: 'person', id },
  body: {
    ...{ id, name, area: 'Chorley', marking: 'OFFICIAL-SENSITIVE', warnings: [], decisions: [], createdAt: OPENED, createdBy: 'PC 2418' },
    details: details.map((detail, n) => ({ id: `d${n}`, kind: 'note', source: 'self', at: OPENED, by: 'PC 2418', ...detail })),
    ...rest,
  },
});
const thing = (id: string, body: object): SeedItem => ({
  ...{ system: 'records', kind: 'thing', id },
  body: { id, area: 'Chorley', marking: 'OFFICIAL-SENSITIVE', createdAt: OPENED, createdBy: 'PNC', decisions: [], ...body },
});

/** Six hundred words that stand nowhere else. */
const wordsAt = (n: number): string => Array.from({ length: 600 }, (_, at) => `w${(n * 600 + at + 100_000).toString(36)}`).join(' ');

onEveryForce((start) => {
  const people = [{ name: 'Piotr Łukasz O’Brien', roles: ['victim'] }];
  const place = { text: '22 York Close, Chorley', postcode: 'PR7 1AB', area: 'Chorley' };
  const { query, ask, send } = officersAtHq(start, [
    incident(LOG, 'South Ribble'),
    crime(FAR, { people, place, vehicles: [{ plate: 'PK09 OXL', description: 'Silver Corsa, formerly ABC123D, caller on 07700 900127' }] }),
    crime(SECRET, { people: [{ name: 'Unlucky Witness', roles: ['witness'] }], place }),
    task('T-1', clarke),
    person(
      'N-104233',
      'Siân Tattersall',
      [
        { kind: 'alias', text: 'Shan Brennan' },
        { kind: 'address', text: '3 Balfour Street, Chorley' },
        { kind: 'telephone', text: '+44 7700 900412' },
      ],
      { born: '1991-07-02', sex: 'female', warnings: [{ code: 'VI', text: 'Violent', at: OPENED, source: 'PNC' }] },
    ),
    thing('V-3104', {
      ...{ type: 'vehicle', name: 'PX21 KTD', warnings: [{ code: 'PU', text: 'Made off from police', at: OPENED, source: 'PNC' }] },
      details: [
        { id: 'd1', kind: 'description', text: 'Silver Corsa', source: 'record', at: OPENED, by: 'PNC' },
        { id: 'd2', kind: 'identifier', text: 'W0L0SDL68', source: 'record', at: OPENED, by: 'PNC' },
      ],
    }),
    withLines(STRUCK, [{ text: 'Suspect is a redhead' }, { text: 'Sent in error', kind: 'strike', struck: 'l0' }]),
    withLines(
      LONG,
      Array.from({ length: 600 }, (_, n) => ({ text: `common ${wordsAt(n)}`.slice(0, 3900) })),
    ),
    person(
      'N-9',
      'Long Record',
      Array.from({ length: 500 }, (_, n) => ({ text: wordsAt(n).slice(0, 1000) })),
    ),
  ]);
  const found = async (text: string, who = rahman): Promise<HqSearchAnswer> => {
    const reply = await ask(who, '/v1/search', { text, reason });
    expect(reply.status).toBe(200);
    return hqSearchAnswer.parse(JSON.parse(reply.body.toString()));
  };
  const numbers = async (text: string, who = rahman) => (await found(text, who)).results.map(({ number }) => number);

  describe('the search at HQ', () => {
    it('finds a crime of another area by its number, its people, its place and its vehicle, as they are typed', async () => {
      for (const text of [FAR, '00042', 'lukasz obrien', 'piotr', 'york close', 'pk09oxl', 'PK09 OXL', 'pr71ab'])
        expect(await numbers(text), text).toContain(FAR);
      for (const text of [
        'PK 09 OXL',
        'pk09ox',
        'pr71a',
        'ABC 123D',
        'abc 123 d',
        'ABC123',
        '07700900127',
        '447700900127',
        'corsa 07700900127',
      ])
        expect(await numbers(text), text).toContain(FAR);
      const [result] = (await found(FAR)).results;
      expect(result).toMatchObject({ source: 'SLEUTH', what: 'Crime', item: { kind: 'crime', id: FAR }, marking: 'OFFICIAL' });
      expect(result?.fields).toContainEqual({ name: 'People', text: 'Piotr Łukasz O’Brien, victim' });
    });

    it('says of each source what was asked of it, also where nothing is found', async () => {
      const { asked, results } = await found('nobodyofthatname');
      expect(results).toEqual([]);
      expect(asked.map(({ source, outcome, found: number }) => [source, outcome, number])).toEqual(
        [
          'Storm',
          'Storm lines',
          'SLEUTH',
          'Nominals',
          'Missing persons',
          'Records',
          'CaseMan',
          'HR directory',
          'Police National Database',
        ].map((source) => [source, 'answered', 0]),
      );
    });

    it('finds a person of another area by number, name, alias, birthday, address and telephone, warnings first', async () => {
      for (const text of ['N-104233', 'sian tatters', 'shan brennan', '1991-07-02', 'balfour chorley', '07700 900412', '+447700900412'])
        expect(await numbers(text), text).toContain('N-104233');
      const result = (await found('N-104233')).results.find(({ what }) => what === 'Nominal');
      expect(result).toMatchObject({
        ...{ source: 'Nominals', item: { kind: 'person', id: 'N-104233' }, title: 'Siân Tattersall', marking: 'OFFICIAL-SENSITIVE' },
        detail: 'Born 02/07/1991, 3 Balfour Street, Chorley',
      });
      expect(result?.fields[0]).toEqual({ name: 'Warnings', text: 'Violent' });
    });

    it('finds a vehicle of another area by number, registration with and without its space and description, warnings first', async () => {
      for (const text of ['V-3104', 'PX21 KTD', 'px21ktd', 'silver corsa', 'w0l0sdl68'])
        expect(await numbers(text), text).toContain('V-3104');
      const result = (await found('V-3104')).results.find(({ what }) => what === 'Vehicle');
      expect(result).toMatchObject({ source: 'Records', item: { kind: 'thing', id: 'V-3104' }, title: 'PX21 KTD', detail: 'Silver Corsa' });
      expect(result?.fields[0]).toEqual({ name: 'Warnings', text: 'Made off from police' });
    });

    it('finds a log by what was written in it, once, by its newest line with the words, as soon as it is written', async () => {
      const lines = async (text: string) => (await found(text)).results.filter(({ source }) => source === 'Storm lines');
      expect(await lines('rear door')).toMatchObject([
        { what: 'Log', number: LOG, title: 'Burglary dwelling', detail: 'Rear door forced.' },
      ]);
      expect((await send(rahman, 'incident.addLine', { incidentId: LOG, text: 'Glove found at the rear door, blue.' })).status).toBe(200);
      expect(await lines('glove blue')).toMatchObject([{ number: LOG, detail: 'Glove found at the rear door, blue.' }]);
      expect(await lines('rear door')).toMatchObject([{ detail: 'Glove found at the rear door, blue.' }]);
      expect(await lines('forced')).toMatchObject([{ detail: 'Rear door forced.' }]);
      const known = await query().selectFrom('line_search').select('place').where('id', '=', LOG).orderBy('place').execute();
      expect(known.map(({ place: at }) => at)).toEqual([1, 2]);
    });

    it('says of a line that was struck that it was sent in error', async () => {
      const [result] = (await found('redhead')).results;
      expect(result?.fields).toContainEqual({ name: 'Struck', text: 'A later line says that it was sent in error.' });
    });

    it('writes a log of the most lines, and a person of the most details, whatever stands in them', async () => {
      expect(await numbers(wordsAt(599).slice(0, 5))).toContain(LONG);
      expect(await numbers('long record')).toContain('N-9');
    });

    it('gives a task to those alone who may see it', async () => {
      expect(await numbers('T-1', clarke)).toContain('T-1');
      expect(await numbers('T-1', rahman)).not.toContain('T-1');
    });

    it('asks for a reason that says enough, and writes down who asked for what and why before it answers', async () => {
      for (const body of [{ text: 'york' }, { text: 'york', reason: { words: 'curious' } }]) {
        const reply = await ask(rahman, '/v1/search', body);
        expect([reply.status, JSON.parse(reply.body.toString()).code]).toEqual([422, 'ReasonMissing']);
      }
      expect((await ask(rahman, '/v1/search', { text: 'york', reason: { words: 'Earlier visits by the same car' } })).status).toBe(200);
      const made = await query().selectFrom('search_made').selectAll().where('reason', '=', 'Earlier visits by the same car').execute();
      expect(made).toMatchObject([{ staff_id: rahman.staffId, words: 'york', about_id: null, found: expect.any(Number) }]);
      const audited = query().selectFrom('audit').select('detail').where('action', '=', 'searched').where('actor', '=', rahman.staffId);
      expect((await audited.execute()).map(({ detail }) => detail)).toContain(made[0]?.id);
    });

    it('shows of a restricted record that it exists and whom to ask, and all of it to those who are named', async () => {
      const named = { system: 'crime', kind: 'crime', id: SECRET, contact: CARR, staffIds: [hargreaves.staffId] } as const;
      expect(await restrict(query(), named, 'ict')).toBe(true);
      const { results } = await found('unlucky witness');
      expect(results).toEqual([
        {
          ...{ source: 'SLEUTH', what: 'Crime', item: { kind: 'crime', id: SECRET }, number: SECRET, title: '', detail: '' },
          ...{ fields: [], restricted: { contact: CARR } },
        },
      ]);
      expect(JSON.stringify(results)).not.toContain('York');
      expect((await found('unlucky witness', hargreaves)).results[0]).toMatchObject({ title: expect.stringMatching(/./) });
      const item = await query().selectFrom('item').select('access_keys').where('id', '=', SECRET).executeTakeFirstOrThrow();
      expect(item.access_keys).toEqual([`staff:${hargreaves.staffId}`]);
    });

    it('finds no restricted log by what stands in its lines, but for those who are named: the words that find it would tell', async () => {
      const named = { system: 'storm', kind: 'incident', id: STRUCK, contact: CARR, staffIds: [hargreaves.staffId] } as const;
      expect(await restrict(query(), named, 'ict')).toBe(true);
      expect(await numbers('redhead')).toEqual([]);
      expect(await numbers('redhead', hargreaves)).toEqual([STRUCK]);
      expect((await found(STRUCK)).results).toMatchObject([{ number: STRUCK, restricted: { contact: CARR } }]);
    });

    it('says that there is more where it did not look through every line', async () => {
      const lines = (await found('common')).asked.find(({ source }) => source === 'Storm lines');
      expect(lines?.more).toBe(true);
    });

    it('hides no source behind one that is late or fails', async () => {
      const source = (name: string, answer: SearchSource['search']): SearchSource => ({
        name,
        holds: 'x',
        mayAsk: () => true,
        search: answer,
      });
      const one = { what: 'Nominal', number: '1', title: 'One', detail: '', fields: [] };
      const sources = [
        source('silent', () => new Promise(() => {})),
        source('broken', () => Promise.reject(new Error('no'))),
        source('good', async () => ({ results: [one], more: false })),
      ];
      const parts = { database: { query: query() as Query } as never, policy: { current: async () => undefined } as never, sources };
      const answer = await search(parts, { officer: rahman, device: 'LAP-0417', version: null }, { text: 'x', reason }, 50);
      expect(answer.asked.map(({ source: name, outcome }) => [name, outcome])).toEqual([
        ['silent', 'late'],
        ['broken', 'failed'],
        ['good', 'answered'],
      ]);
      expect(answer.results).toEqual([{ ...one, source: 'good' }]);
    });
  });
});
