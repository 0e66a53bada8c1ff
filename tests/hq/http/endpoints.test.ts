import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Endpoint, targetOf } from '../../../contracts/hq/endpoint.ts';
import { endpoint, endpointIds } from '../../../contracts/hq/endpoints.ts';
import { problemsOf } from '../../../contracts/hq/problems.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { clarke, headquartersOfficers, marsh, nair } from '../support/force.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';

const rows = endpointIds.map((id) => [id, endpoint(id)] as const);
/** The enrolment port speaks HTTP/1.1 and is tried by itself. */
const overHttp2 = rows.filter(([, { channel }]) => channel !== 'enrolment');
const digests = { hash: '1'.repeat(64), digest: '1'.repeat(64), sha512: '1'.repeat(128) };
const parts = {
  system: 'storm',
  name: LAPTOP,
  staffId: clarke.staffId,
  serial: '01',
  id: '11111111-1111-4111-8111-111111111111',
  ...digests,
  clip: 'BWV-26-00001',
};
/** What must stand in a query. */
const wordsOf = ({ query }: Endpoint) =>
  query === undefined || query.safeParse({}).success
    ? {}
    : { bytes: 1, offset: 0, first: 0, count: 1, kind: 'incident', id: 'LC-20260111-0841' };
const pathOf = (row: Endpoint): string => targetOf(row, parts, wordsOf(row));

describe('the table', () => {
  it('names each place once, and what may stand in each segment of it', () => {
    const places = rows.map(([, { channel, method, path }]) => `${channel === 'enrolment' ? 'enrolment ' : ''}${method} ${path}`);
    expect(new Set(places).size).toBe(places.length);
    for (const [id, { path, segments }] of rows) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([id, Object.keys(segments?.shape ?? {})]).toEqual([id, named]);
    }
  });

  it('bounds every request and every answer, and gives every problem a status of a refusal', () => {
    for (const [id, row] of rows) {
      expect(row.maxAnswerBytes, id).toBeGreaterThan(0);
      expect(row.timeoutMs, id).toBeGreaterThan(0);
      if (row.request !== undefined) expect(row.request.maxBytes, id).toBeGreaterThan(0);
      for (const status of Object.values(problemsOf(row))) expect(status, id).toBeGreaterThanOrEqual(400);
      if (row.role !== undefined) expect(row.channel, id).toBe('shift');
    }
  });

  it('takes nothing in a GET', () => {
    for (const [id, { method, request }] of rows) if (method === 'GET') expect(request, id).toBeUndefined();
  });
});

describe('HQ, whatever it is asked', () => {
  let force: RunningForce;
  let line: ClientHttp2Session;
  let ict: Desk;
  let auditor: Desk;
  beforeAll(async () => {
    force = await startForce({ officers: headquartersOfficers });
    line = await tunnel(force);
    ict = await deskOf(force, nair, await addLaptop(force, 'LAP-0001'));
    auditor = await deskOf(force, marsh, await addLaptop(force, 'LAP-0002'));
  });
  afterAll(async () => {
    line?.destroy();
    for (const desk of [ict, auditor]) desk?.close();
    await force?.stop();
  });

  const sessionOf = ({ channel }: Endpoint): ClientHttp2Session => (channel === 'device' ? line : ict.session);
  const headers = () => ({ 'idempotency-key': randomUUID() });
  /** A refusal, which must be one that the table has. */
  const refusal = (row: Endpoint, reply: Reply): string => {
    const code = codeOf(reply);
    expect([row.path, code, reply.status]).toEqual([row.path, code, problemsOf(row)[code]]);
    return code;
  };
  const statusOrRefusal = (row: Endpoint, reply: Reply): string =>
    reply.headers['content-type'] === 'application/problem+json' ? refusal(row, reply) : String(reply.status);

  it.each(overHttp2)('refuses another method: %s', async (_, row) => {
    const methods = rows.filter(([, { path }]) => path === row.path).map(([, { method }]) => method);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].filter((one) => !methods.includes(one as 'GET'))) {
      expect([method, refusal(row, await ask(sessionOf(row), method, pathOf(row)))]).toEqual([method, 'MethodNotAllowed']);
    }
  });

  it.each(overHttp2.filter(([, { formerPath }]) => formerPath !== undefined))(
    'answers where it is, and where it was in the version before: %s',
    async (_, row) => {
      const { formerPath: __, ...asNow } = row;
      expect(pathOf(asNow)).not.toBe(pathOf(row));
      // Of a place that HQ does not know it says NotFound.
      for (const path of [pathOf(asNow), pathOf(row)])
        expect(refusal(row, await ask(sessionOf(row), 'DELETE', path))).toBe('MethodNotAllowed');
    },
  );

  it.each(overHttp2)('has it on its own channel alone: %s', async (_, row) => {
    const others = [row.channel === 'device' ? ict.session : line];
    for (const other of others) {
      const reply = await ask(other, row.method, pathOf(row), row.method === 'GET' ? undefined : '', headers());
      expect([reply.status, codeOf(reply)]).toEqual([404, 'NotFound']);
    }
  });

  it.each(rows.filter(([, { role }]) => role !== undefined))(
    'asks for the role, and writes down who tried without it: %s',
    async (_, row) => {
      const reply = await ask(auditor.session, row.method, pathOf(row), row.method === 'GET' ? undefined : '{}');
      expect(refusal(row, reply)).toBe('NotAuthorised');
      const last = await force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
      expect(last).toMatchObject({ actor: marsh.staffId, action: 'fleetRefused', subject: 'LAP-0002' });
    },
  );

  const taking = overHttp2.filter(([, { request }]) => request !== undefined);
  it.each(taking)('reads no more of a body than the table says: %s', async (id, row) => {
    const reply = await ask(sessionOf(row), row.method, pathOf(row), 'x'.repeat((row.request?.maxBytes ?? 0) + 1), headers());
    // An order that is too long is as refused as any other, and one that there is not is not read.
    const expected = { giveOrder: 'OrderRefused', countersignOrder: 'NotFound' }[id as string] ?? 'TooLarge';
    expect(refusal(row, reply)).toBe(expected);
  });

  const nonsense: readonly (readonly [string, string | Uint8Array])[] = [
    ['nothing', ''],
    ['no JSON', '{'],
    ['another value', '[]'],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['what cannot be stored', '{"a":"\\u0000"}'],
    ['depth', '['.repeat(2_000) + ']'.repeat(2_000)],
  ];
  it.each(taking)('takes no nonsense for a body: %s', async (id, row) => {
    for (const [what, body] of nonsense) {
      const reply = await ask(sessionOf(row), row.method, pathOf(row), body, headers());
      // Any bytes can be a part of a file, but not the one that is asked for.
      const refused = row.request?.kind === 'bytes' && row.request.content === undefined ? [400, 422] : [400, 403];
      expect([what, reply.status]).toEqual([what, id === 'countersignOrder' ? 404 : expect.toBeOneOf(refused)]);
      statusOrRefusal(row, reply);
      if (row.request?.kind === 'json' && id !== 'countersignOrder') expect([what, codeOf(reply)]).toEqual([what, 'Malformed']);
    }
  });

  const named = overHttp2.filter(([, { segments }]) => segments !== undefined);
  it.each(named)('finds nothing under a name that nothing can have: %s', async (_, { formerPath: __, ...row }) => {
    for (const odd of ['', '%00', '..', '%2e%2e', '%ff', "'", 'x'.repeat(300), 'storm%0a']) {
      for (const name of Object.keys(row.segments?.shape ?? {})) {
        const path = pathOf({ ...row, path: row.path.replace(`{${name}}`, odd) });
        const reply = await ask(sessionOf(row), row.method, path, row.method === 'GET' ? undefined : '{}', headers());
        expect([path, reply.status]).toEqual([path, expect.toBeOneOf([400, 404, 405])]);
      }
    }
  });

  it('tells an item that there is not from a place that there is not', async () => {
    const command = {
      command: 'incident.addLine',
      itemId: 'LC-20260111-9999',
      baseVersion: 1,
      payload: { incidentId: 'LC-20260111-9999', text: 'x', at: new Date().toISOString() },
    };
    const send = (system: string) => ask(ict.session, 'POST', `/v1/${system}/commands`, JSON.stringify(command), headers());
    for (const [system, status] of [
      ['storm', 422],
      ['weather', 404],
    ] as const) {
      const reply = await send(system);
      expect([system, reply.status, codeOf(reply)]).toEqual([system, status, 'NotFound']);
    }
  });

  it('answers with a final refusal what an older HQ refused under a code that is no more', async () => {
    const key = randomUUID();
    const body = JSON.stringify({ command: 'incident.addLine', itemId: 'LC-20260111-9999', baseVersion: 1, payload: {} });
    const well = body.replace('{}', JSON.stringify({ incidentId: 'LC-20260111-9999', text: 'x', at: new Date().toISOString() }));
    await ask(ict.session, 'POST', '/v1/storm/commands', well, { 'idempotency-key': key });
    const { query } = force.hq.database;
    await query
      .updateTable('command')
      .set({ answer: JSON.stringify({ code: 'NoMore' }) })
      .where('key', '=', key)
      .execute();
    expect((await ask(ict.session, 'POST', '/v1/storm/commands', well, { 'idempotency-key': key })).status).toBe(422);
  });

  it('is led from no endpoint to another by what stands in a segment', async () => {
    for (const odd of ['..', '%2e%2e', '.%2E', '.', '%2e', '..\\', 'x/..', '\t..']) {
      const path = `/v1/fleet/officers/${clarke.staffId}/cards/${odd}/revoke`;
      // Node's own client sends no tab.
      const reply = await ask(ict.session, 'POST', path, '{}').catch(() => undefined);
      if (reply !== undefined) expect([odd, reply.status]).toEqual([odd, expect.toBeOneOf([400, 404])]);
    }
    const officer = await force.hq.database.query
      .selectFrom('officer')
      .select('state')
      .where('staff_id', '=', clarke.staffId)
      .executeTakeFirst();
    expect(officer).toEqual({ state: 'active' });
  });

  it.each(overHttp2.filter(([, { query }]) => query !== undefined))('takes no nonsense for a query: %s', async (_, row) => {
    for (const [name, schema] of Object.entries(row.query?.shape ?? {})) {
      for (const odd of ['%00', '-1', '1e3', '0x10', '1.5', 'NaN', '99999999999999999999', 'true', 'x'.repeat(300), '']) {
        const word = z.safeParse(schema, odd).success || (odd === 'true' && z.safeParse(schema, true).success);
        if (word) continue;
        const others = targetOf(row, parts, { ...wordsOf(row), [name]: undefined });
        const path = `${others}${others.includes('?') ? '&' : '?'}${name}=${odd}`;
        const reply = await ask(sessionOf(row), row.method, path, undefined, headers());
        expect([name, odd, refusal(row, reply)]).toEqual([name, odd, 'Malformed']);
      }
    }
  });

  it.each(overHttp2.filter(([, { headers: wanted }]) => wanted !== undefined))('asks for its headers: %s', async (_, row) => {
    for (const given of [{}, ...Object.keys(row.headers?.schema.shape ?? {}).map((name) => ({ [name]: 'none' }))]) {
      expect(refusal(row, await ask(sessionOf(row), row.method, pathOf(row), '{}', given))).toBe(row.headers?.problem);
    }
  });

  it('enrols nobody by another method, a long body or nonsense, and its code lives on', async () => {
    const code = await force.hq.makeEnrolmentCode('LAP-0900');
    const row = endpoint('simpleEnroll');
    expect((await enrolAt(force, 'LAP-0900', code, '127.0.0.2', 'A'.repeat((row.request?.maxBytes ?? 0) + 1))).status).toBe(413);
    for (const body of ['', '{}', 'AAAA']) expect((await enrolAt(force, 'LAP-0900', code, '127.0.0.2', body)).status).toBe(400);
    expect((await enrolAt(force, 'LAP-0900', code, '127.0.0.2')).status).toBe(200);
  });
});
