import http2, { type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resetFirst } from '../../../../contracts/hq/reset-first.ts';
import type { FeedLine } from '../../../../main/sync/line.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import type { Services } from '../../../../main/sync/services.ts';
import { encodePem } from '../../../../pki/index.ts';
import { allOf } from '../../../doubles/network/all-of.ts';
import { type Force, type Issued, issueGateway, makeForce, pemOf } from '../../../doubles/network/force.ts';
import { answerJson, answerProblem, readAll, startGateway } from '../../../doubles/network/gateway.ts';
import { makeLaptop } from '../../../doubles/network/laptop.ts';

type Route = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

let force: Force;
let services: Services;
let answer: Route;
let asked: IncomingHttpHeaders[];

/** HQ's services as a double: TLS with the shift certificate, one route for all. */
const startSystems = async (certificate: Issued): Promise<number> => {
  const server = http2.createSecureServer({
    ...pemOf(certificate, force.authorities.server),
    ca: [force.authorities.shift, force.root].map((authority) => encodePem(authority.certificate, 'CERTIFICATE')),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    resetFirst(stream).on('error', () => undefined);
    asked.push(headers);
    answer(stream, headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(async () => server.close());
  return (server.address() as AddressInfo).port;
};

const serverNamed = (name: string) => force.issue('server', { commonName: name }, { kind: 'server', dnsNames: [name] });

const startWith = async (systems: Issued): Promise<Services> => {
  const gateway = await startGateway(force, await issueGateway(force));
  gateway.destinations.set('services.hq:443', await startSystems(systems));
  const laptop = await makeLaptop(force);
  endings.push(
    () => gateway.close(),
    () => laptop.dispose(),
  );
  const issued = await force.issue('shift', { commonName: 'LC002418' }, { kind: 'shift', device: 'LAP-0417' });
  const shift = { ...issued, staffId: 'LC002418', notAfter: new Date(Date.now() + 1000_000) };
  const made = createServices({ tunnel: laptop.tunnelTo(gateway.port), shift, trust: laptop.trust });
  endings.push(() => made.close());
  return made;
};

beforeEach(async () => {
  asked = [];
  force = await makeForce();
  services = await startWith(await serverNamed('services.hq'));
});

const never = new AbortController().signal;
const page = async (of = services): Promise<FeedLine[]> => allOf(of.changes('storm', 'c1', never));
const lines =
  (...text: readonly string[]): Route =>
  (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
    stream.end(text.map((line) => `${line}\n`).join(''));
  };
const upsert = '{"op":"upsert","kind":"unit","id":"LD21","version":3,"data":{"status":2}}';
const cursor = '{"op":"cursor","cursor":"c2","more":false}';

describe('a change feed', () => {
  it('comes line by line, to its cursor', async () => {
    answer = lines('{"op":"reset"}', upsert, cursor);
    expect((await page()).map(({ op }) => op)).toEqual(['reset', 'upsert', 'cursor']);
    expect(asked[0]?.[':path']).toBe('/v1/storm/changes?cursor=c1');
  });

  it.each<[string, Route, string]>([
    ['nonsense', lines('<html>'), 'LinkBroken'],
    ['a cursor that is none', lines(upsert, '{"op":"cursor","cursor":7,"more":false}'), 'Unusable'],
    ['a reset in the middle', lines(upsert, '{"op":"reset"}', cursor), 'Unusable'],
    ['a page without its cursor', lines(upsert), 'LinkBroken'],
    ['a page cut in a line', (stream) => stream.respond({ ':status': 200 }) ?? stream.end(upsert.slice(0, 20)), 'LinkBroken'],
    ['a page without end', (stream) => endless(stream, `${upsert}\n`), 'Unusable'],
    ['a line without end', (stream) => endless(stream, 'x'.repeat(1000)), 'Unusable'],
    ['a refusal', (stream) => answerProblem(stream, 403, 'OfficerRevoked'), 'Refused'],
    ['a fault of its own', (stream) => answerProblem(stream, 500, 'Internal'), 'LinkBroken'],
    ['no such feed', (stream) => answerProblem(stream, 404, 'NotFound'), 'Unusable'],
    ['a hang-up', (stream) => stream.session?.destroy(), 'LinkBroken'],
  ])('is refused without harm when HQ answers %s', async (_what, route, code) => {
    answer = route;
    await expect(page()).rejects.toMatchObject({ code });
    answer = lines(cursor);
    expect(await page()).toHaveLength(1);
  });

  const bad: readonly [string, string, Record<string, unknown>][] = [
    ['is of no known form', '{"op":"drop tables"}', { reason: 'NotALine', kind: '', id: '' }],
    ['has a version that cannot be', upsert.replace('3', '-3'), { reason: 'NotALine', kind: 'unit', id: 'LD21' }],
    ['is no JSON', '{"op":"upsert","kind":"unit', { reason: 'NotJson', kind: '', id: '' }],
    ['is too long', `{"op":"upsert","data":"${'x'.repeat(4_200_000)}"}`, { reason: 'TooLarge', kind: '', id: '' }],
    [
      'is too long behind its name',
      upsert.replace('{"status":2}', `"${'x'.repeat(4_200_000)}"`),
      { reason: 'TooLarge', kind: 'unit', id: 'LD21' },
    ],
    ['is no JSON behind its name', upsert.replace('{"status":2}', '{2}'), { reason: 'NotJson', kind: 'unit', id: 'LD21' }],
    [
      'is too deep',
      upsert.replace('{"status":2}', '['.repeat(50_000) + ']'.repeat(50_000)),
      { reason: 'TooDeep', kind: 'unit', id: 'LD21' },
    ],
  ];
  it.each(bad)('tells of a line that %s, and goes on with the next', async (_what, line, told) => {
    answer = lines('{"op":"reset"}', line, upsert, cursor);
    expect(await page()).toEqual([{ op: 'reset' }, { op: 'unread', ...told }, JSON.parse(upsert), JSON.parse(cursor)]);
  });

  it('reads a line in which a letter is no UTF-8', async () => {
    answer = (stream) => {
      stream.respond({ ':status': 200 });
      stream.end(Buffer.from(`${upsert.replace('{"status":2}', '"Caf\u00e9"')}\n${cursor}\n`, 'latin1'));
    };
    expect(await page()).toEqual([{ ...JSON.parse(upsert), data: 'Caf\ufffd' }, JSON.parse(cursor)]);
  });

  it('passes over empty lines, and mends a letter that nobody can store', async () => {
    answer = lines('', upsert.replace('{"status":2}', '"\\ud83d and \\u0000"'), '', cursor);
    expect(await page()).toEqual([{ ...JSON.parse(upsert), data: '\ufffd and ' }, JSON.parse(cursor)]);
  });

  it('ends when it is not wanted any more', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const reading = allOf(services.changes('storm', '', stop.signal));
    setTimeout(() => stop.abort(), 100);
    await expect(reading).rejects.toMatchObject({ code: 'LinkBroken' });
  });

  it('is not asked of a server with another name, or of one that is revoked', async () => {
    answer = lines(cursor);
    await expect(page(await startWith(await serverNamed('elsewhere.hq')))).rejects.toMatchObject({ code: 'LinkBroken' });
    const revoked = await serverNamed('services.hq');
    force.revoke('server', revoked.certificate);
    await expect(page(await startWith(revoked))).rejects.toMatchObject({ code: 'LinkBroken' });
    expect(asked).toHaveLength(0);
  });
});

describe('changeNotifications', () => {
  it('come as they are sent, until the link breaks', async () => {
    answer = (stream) => {
      stream.respond({ ':status': 200 });
      stream.write('{"nudge":true}\n{"nudge":true}\n', () => setTimeout(() => stream.session?.destroy(), 50));
    };
    let count = 0;
    await services.changeNotifications('crime', () => (count += 1), never);
    expect(count).toBe(2);
  });

  it('end when they are not wanted any more', async () => {
    const stop = new AbortController();
    answer = (stream) => {
      stream.respond({ ':status': 200 });
      stream.write('{"nudge":true}\n');
    };
    await services.changeNotifications('crime', () => stop.abort(), stop.signal);
  });

  it('are refused when they are something else', async () => {
    answer = lines('{"nudge":"maybe"}');
    await expect(services.changeNotifications('crime', () => undefined, never)).rejects.toMatchObject({ code: 'Unusable' });
  });
});

describe('a command', () => {
  const request = { command: 'unit.setStatus', itemId: 'LD21', baseVersion: 3, payload: { status: 2 } };
  const send = () => services.command('storm', '0b2d6f3e-3f0e-4a9d-9f57-2c3f6ad0a111', request, never);
  const problem = { type: 'urn:x', title: 'No', status: 422, code: 'NotFound' };

  it('goes out under its key, whole, and is done', async () => {
    let body = '';
    answer = async (stream) => {
      body = (await readAll(stream)).toString();
      answerJson(stream, { itemId: 'LD21', version: 4 });
    };
    expect(await send()).toEqual({ kind: 'done', version: 4 });
    expect(JSON.parse(body)).toEqual(request);
    expect(asked[0]).toMatchObject({ 'idempotency-key': '0b2d6f3e-3f0e-4a9d-9f57-2c3f6ad0a111', ':path': '/v1/storm/commands' });
  });

  it('tells a conflict with the version that HQ has', async () => {
    answer = (stream) => respond(stream, 409, { kind: 'unit', itemId: 'LD21', version: 9, data: { status: 6 } });
    expect(await send()).toEqual({ kind: 'conflict', version: 9, data: { status: 6 } });
  });

  it('tells a refusal with its reason', async () => {
    answer = (stream) => respond(stream, 422, problem);
    expect(await send()).toEqual({ kind: 'refused', problem });
  });

  it.each<[string, Route]>([
    ['not now', (stream) => respond(stream, 503, { ...problem, status: 503 })],
    ['not you', (stream) => respond(stream, 403, { ...problem, status: 403 })],
    ['nothing, and hangs up', (stream) => stream.session?.destroy()],
  ])('is to be said again when HQ answers %s', async (_what, route) => {
    answer = route;
    expect(await send()).toEqual({ kind: 'unknown' });
    answer = (stream) => answerJson(stream, { itemId: 'LD21', version: 4 });
    expect(await send()).toEqual({ kind: 'done', version: 4 });
  });

  it.each<[string, Route, string]>([
    ['nonsense', (stream) => stream.respond({ ':status': 200 }) ?? stream.end('OK'), 'Answer 200, without a reason'],
    ["another item's version", (stream) => answerJson(stream, { itemId: 'LD99', version: 4 }), 'Answer 200, without a reason'],
    [
      "another item's conflict",
      (stream) => respond(stream, 409, { kind: 'unit', itemId: 'LD99', version: 9, data: {} }),
      'Answer 409, without a reason',
    ],
    ['a refusal without reason', (stream) => respond(stream, 422, {}), 'Answer 422, without a reason'],
    ['a fault of its own', (stream) => respond(stream, 500, { ...problem, title: 'Internal', status: 500 }), 'Internal'],
    [
      'more than anybody asked for',
      (stream) => stream.respond({ ':status': 200 }) ?? endlessly(stream, 'x'.repeat(100_000)),
      'Answer too long to read',
    ],
    ['what is too deep', (stream) => stream.respond({ ':status': 409 }) ?? stream.end(deep), 'Answer 409, without a reason'],
  ])('is HQ’s to be said again, with why, when it answers %s', async (_what, route, reason) => {
    answer = route;
    expect(await send()).toEqual({ kind: 'failed', reason });
  });

  it('tells when it goes out, by the laptop’s clock', async () => {
    answer = (stream) => answerJson(stream, { itemId: 'LD21', version: 4 });
    await send();
    expect(Math.abs(Date.parse(String(asked[0]?.['date'])) - Date.now())).toBeLessThan(10_000);
  });

  it('is to be said again when it is not wanted now, or when all is closed', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect(await services.command('storm', 'key', request, stop.signal)).toEqual({ kind: 'unknown' });
    await services.close();
    expect(await send()).toEqual({ kind: 'unknown' });
  });
});

const deep = `{"kind":"unit","itemId":"LD21","version":9,"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

const respond = (stream: ServerHttp2Stream, status: number, value: unknown): void => {
  stream.respond({ ':status': status, 'content-type': 'application/json' });
  stream.end(JSON.stringify(value));
};
const endless = (stream: ServerHttp2Stream, text: string): void => {
  stream.respond({ ':status': 200 });
  endlessly(stream, text);
};
const endlessly = (stream: ServerHttp2Stream, text: string): void => {
  const more = (): void => {
    while (!stream.destroyed && stream.write(text));
  };
  stream.on('drain', more);
  more();
};
