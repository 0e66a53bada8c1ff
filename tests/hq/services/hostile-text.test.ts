import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Order } from '../../../contracts/domain/order.ts';
import { type DeviceParts, deviceRoutes } from '../../../hq/gateway/routes.ts';
import { type ServiceParts, serviceRoutes } from '../../../hq/services/routes.ts';
import { signCms } from '../../../pki/index.ts';
import { ask, codeOf, type Reply, systems, tunnel } from '../support/client.ts';
import { clarke, headquartersOfficers, incident, nair, rahman, statusList, unit } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { draftOrder, signContent, signReceipt } from '../support/orders.ts';
import type { Holder } from '../support/pki.ts';
import { LAPTOP, type RunningForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

const LOG = 'LC-20260111-1587';
const SOME_ID = '11111111-1111-4111-8111-111111111111';

/** JSON text in the place of one value: what some database, stack or reader chokes on. */
const poisons: Readonly<Record<string, string>> = {
  NUL: '"a\\u0000b"',
  'half a surrogate pair': '"a\\ud83d"',
  'the other half': '"\\ude00a"',
  'a control character': '"a\\u001bb"',
  'a noncharacter': '"a\\uffff"',
  nothing: '""',
  'a long text': JSON.stringify('x'.repeat(5000)),
  depth: `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'a huge number': '1e999',
  'a large number': '9007199254740993',
  'a number past an integer': '2147483648',
  'a fraction': '0.5',
  'a negative number': '-1',
  'a prototype': '{"__proto__":{"x":1}}',
  null: 'null',
};
/** Whole bodies that are no JSON object of ours. */
const bodies: readonly (string | Uint8Array)[] = [
  '',
  'null',
  '"x"',
  '[]',
  '{',
  '{"a":"\\u0000"}',
  `{"\\u0000":1}`,
  Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
  Buffer.from([0x00]),
  Buffer.from([0x30, 0x80, 0x06, 0xff]),
];

/** The value with each of its leaves in turn replaced by the poison, as JSON text. */
const poisoned = (value: unknown, poison: string): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [poison];
  const parts = Object.entries(value);
  const inner = parts.flatMap(([name, part]) =>
    poisoned(part, poison).map((bad) => {
      const others = parts.map(([other, whole]) => (other === name ? bad : JSON.stringify(whole)));
      return Array.isArray(value) ? `[${others}]` : `{${parts.map(([other], n) => `${JSON.stringify(other)}:${others[n]}`)}}`;
    }),
  );
  return [poison, ...inner];
};

onEveryForce((start) => {
  let force: RunningForce;
  let line: ClientHttp2Session;
  let officer: ClientHttp2Session;
  let shift: Holder;
  let ict: Desk;
  beforeAll(async () => {
    force = await start({ officers: headquartersOfficers, items: [statusList, incident(LOG, rahman.area), unit(rahman, 5, LOG)] });
    line = await tunnel(force);
    shift = await beginShift(force, line, await force.pki.card(rahman));
    officer = await systems(force, shift);
    ict = await deskOf(force, nair, await addLaptop(force, 'LAP-0001'));
  });
  afterAll(async () => {
    for (const session of [line, officer]) session?.destroy();
    ict?.close();
    await force?.stop();
  });

  const key = () => ({ 'idempotency-key': randomUUID() });
  const withinReason = (reply: Reply, told: string): void => {
    expect(reply.status, told).toBeLessThan(500);
    if (reply.status >= 400 && reply.headers['content-type'] === 'application/problem+json') expect(codeOf(reply), told).toMatch(/^[A-Z]/);
  };
  const now = () => new Date().toISOString();
  const pathOf = (path: string): string =>
    path
      .replace('{system}', 'storm')
      .replace('{name}', LAPTOP)
      .replace('{staffId}', clarke.staffId)
      .replace('{serial}', '01')
      .replace('{id}', SOME_ID);

  /** A body that HQ would take, for each path that takes one in JSON. */
  const good = (): Readonly<Record<string, { readonly over: 'officer' | 'ict' | 'device'; readonly body: unknown }>> => ({
    '/v1/storm/commands': {
      over: 'officer',
      body: { command: 'incident.addLine', itemId: LOG, baseVersion: 1, payload: { incidentId: LOG, text: 'x', at: now() } },
    },
    [`/v1/fleet/devices/${LAPTOP}/code`]: { over: 'ict', body: { pool: 'Leyland' } },
    [`/v1/fleet/officers/${clarke.staffId}/roles`]: { over: 'ict', body: { roles: ['officer'] } },
    '/v1/fleet/orders': { over: 'ict', body: { id: SOME_ID, signatures: ['AAAA'] } },
    [`/v1/fleet/orders/${SOME_ID}/countersign`]: { over: 'ict', body: { signature: 'AAAA' } },
    '/v1/device/report': { over: 'device', body: { version: '1.0.0', diskBytes: 1, unsent: 0, policyVersion: 1 } },
    '/v1/device/journal': {
      over: 'device',
      body: {
        tagKey: 'A'.repeat(43).concat('='),
        entries: [{ seq: 1, at: now(), action: 'open', subject: 'x', detail: 'y', previous: '0'.repeat(64), hash: '1'.repeat(64) }],
      },
    },
    '/v1/device/unsent': { over: 'device', body: { tagKey: 'A'.repeat(43).concat('='), tag: 'a'.repeat(32), envelope: 'AAAA' } },
  });
  const sessionOf = (over: 'officer' | 'ict' | 'device'): ClientHttp2Session =>
    over === 'officer' ? officer : over === 'ict' ? ict.session : line;

  it('answers no body with a fault of its own, at any route', async () => {
    const routes = [
      ...serviceRoutes({ database: {} } as ServiceParts).map((route) => ({ ...route, session: ict.session })),
      ...deviceRoutes({ database: {} } as DeviceParts).map((route) => ({ ...route, session: line })),
    ].filter(({ method }) => method === 'POST');
    expect(routes.length).toBeGreaterThan(12);
    for (const { path, session } of routes) {
      for (const body of bodies) withinReason(await ask(session, 'POST', pathOf(path), body, key()), `${path} ${body}`);
    }
  });

  it('answers no text, number or depth in a body with a fault of its own', async () => {
    for (const [path, { over, body }] of Object.entries(good())) {
      for (const [name, poison] of Object.entries(poisons)) {
        for (const text of poisoned(body, poison)) {
          withinReason(await ask(sessionOf(over), 'POST', path, text, key()), `${path} ${name} ${text.slice(0, 200)}`);
        }
      }
    }
  });

  it('answers no path and no query with a fault of its own', async () => {
    const odd = [
      '%00',
      'a%00b',
      '%ff',
      '%ED%A0%BD',
      '1e999',
      '-1',
      '99999999999999999999',
      'NaN',
      '%F0%9F%98%80',
      "'",
      '%25',
      'x'.repeat(900),
    ];
    for (const one of odd) {
      for (const query of [`search=${one}`, `offset=${one}`, `state=${one}`, `sort=${one}`, `${one}=1`]) {
        for (const path of ['devices', 'officers']) {
          withinReason(await ask(ict.session, 'GET', `/v1/fleet/${path}?${query}`), `${path}?${query}`);
        }
      }
      withinReason(await ask(officer, 'GET', `/v1/storm/changes?cursor=${one}`), `cursor ${one}`);
      for (const path of ['/v1/fleet/orders/X', '/v1/fleet/devices/X', '/v1/X/changes']) {
        withinReason(await ask(ict.session, 'GET', path.replace('X', one)), `${path} ${one}`);
      }
      for (const path of ['orders/X/cancel', 'orders/X/countersign', 'officers/X/revoke', `officers/${clarke.staffId}/cards/X/revoke`]) {
        withinReason(await ask(ict.session, 'POST', `/v1/fleet/${path.replace('X', one)}`, '{"signature":"AAAA"}'), `${path} ${one}`);
      }
      withinReason(await ask(officer, 'POST', `/v1/unsent/${one}/taken`, '{}'), `bundle ${one}`);
      if (one !== '%00') continue;
      const reply = await ask(line, 'GET', `/v1/device/orders?after=${one}`);
      expect([reply.status, codeOf(reply)]).toEqual([400, 'Malformed']);
    }
  });

  it('answers nothing that is signed with a fault of its own: orders, receipts, leases', async () => {
    const whole = draftOrder({ sequence: 1, kind: 'message', text: 'Bring it back' } as Partial<Order> & { sequence: number });
    const lease = { device: LAPTOP, staffId: rahman.staffId, at: now(), nonce: 'AAAAAAAAAAAAAAAAAAAAAA==' };
    for (const [name, poison] of Object.entries(poisons)) {
      for (const text of poisoned(whole, poison)) {
        const signed = { id: whole.id, signatures: [await signContent(Buffer.from(text), ict.card)] };
        const reply = await ask(ict.session, 'POST', '/v1/fleet/orders', JSON.stringify(signed));
        withinReason(reply, `order ${name} ${text.slice(0, 200)}`);
      }
      for (const text of poisoned(lease, poison)) {
        const message = await signCms({ content: Buffer.from(text), signer: shift.signer, at: new Date() });
        withinReason(await ask(line, 'POST', '/v1/device/lease', message), `lease ${name} ${text.slice(0, 200)}`);
      }
      if (poison.startsWith('"')) {
        const receipt = await signReceipt({ ...whole, id: SOME_ID }, 'refused', force.laptop, { refusal: JSON.parse(poison) });
        withinReason(await ask(line, 'POST', '/v1/device/receipts', receipt), `receipt ${name}`);
      }
    }
  });

  it('stores no line that cannot be stored, and says so', async () => {
    const send = (text: string) => ask(officer, 'POST', '/v1/storm/commands', text, key());
    const command = JSON.stringify(good()['/v1/storm/commands']?.body);
    for (const name of ['NUL', 'half a surrogate pair', 'the other half']) {
      const reply = await send(command.replace('"x"', poisons[name] ?? ''));
      expect([reply.status, codeOf(reply)]).toEqual([400, 'Malformed']);
    }
    // What can be stored and is no letter is left out.
    expect((await send(command.replace('"x"', '"a\\u001bb\\r\\nc\\uffff"'))).status).toBe(200);
    const { body } = await force.hq.database.query.selectFrom('item').select('body').where('id', '=', LOG).executeTakeFirstOrThrow();
    expect((body as { lines: { text: string }[] }).lines.at(-1)?.text).toBe('ab\nc');
    expect(force.logged.filter((entry) => entry.startsWith('requestFailed'))).toEqual([]);
  });
});
