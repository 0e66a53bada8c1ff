import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, constants } from 'node:http2';
import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../contracts/hq/endpoints.ts';
import type { Admission } from '../../../hq/connections/gate.ts';
import { startGuardedServer } from '../../../hq/connections/guarded-server.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { auditCounted } from '../../../hq/database/refusals.ts';
import { encodePem } from '../../../pki/index.ts';
import { ask, closed, codeOf, connectTo, dial, type Reply, sessionOn, tunnel } from '../support/client.ts';
import { addLaptop } from '../support/ict.ts';
import { FORCE, type Holder, pemOf } from '../support/pki.ts';
import { type RunningForce, startForce } from '../support/running.ts';

/** What one laptop with a good certificate can do to HQ, and what others notice of it. */
let force: RunningForce;
let other: Holder;
let bystander: ClientHttp2Session;
let mail: Server;
beforeAll(async () => {
  mail = createServer((socket) => void socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  await once(mail, 'listening');
  const { port } = mail.address() as { port: number };
  force = await startForce({ destinations: { 'mail.hq:993': `127.0.0.1:${port}` } });
  other = await addLaptop(force, 'LAP-0900');
  bystander = await tunnel(force, { identity: other });
});
afterAll(async () => {
  bystander?.destroy();
  mail?.close();
  await force?.stop();
});
const answersOthers = async (): Promise<number> => (await ask(bystander, 'GET', '/v1/device/journal')).status;

describe('one laptop', () => {
  it('holds eight sessions at a time: the one that came first makes room, and the newest is served', async () => {
    const sessions: ClientHttp2Session[] = [];
    const ended: ClientHttp2Session[] = [];
    for (let count = 0; count < 10; count += 1) {
      const session = await tunnel(force);
      session.once('close', () => ended.push(session));
      expect((await ask(session, 'GET', '/v1/device/journal')).status).toBe(200);
      sessions.push(session);
    }
    await Promise.all(sessions.slice(0, 2).map((session) => session.destroyed || closed(session)));
    expect(ended).toEqual(sessions.slice(0, 2));
    expect((await ask(sessions[9] as ClientHttp2Session, 'GET', '/v1/device/journal')).status).toBe(200);
    expect(await answersOthers()).toBe(200);
    for (const session of sessions) session.destroy();
  });

  it('is joined with 32 streams of a session to what lies behind the gateway, and no more', async () => {
    const session = await tunnel(force);
    const joined: ClientHttp2Stream[] = [];
    for (let count = 0; count < 32; count += 1) {
      const { status, stream } = await connectTo(session, 'mail.hq:993');
      expect(status).toBe(200);
      joined.push(stream);
    }
    expect((await connectTo(session, 'mail.hq:993')).status).toBe(403);
    joined[0]?.destroy();
    await delay(200); // HQ hears of the reset before it is asked again.
    expect((await connectTo(session, 'mail.hq:993')).status).toBe(200);
    session.destroy();
  });

  it('makes HQ hold 32 MiB of bodies that it does not end, and is told to try later; others are served, and so is it afterwards', async () => {
    const session = await tunnel(force);
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    const held = Array.from({ length: 8 }, () => {
      const stream = session.request({ ':method': 'POST', ':path': '/v1/device/unsent' }, { endStream: false });
      stream.on('error', () => {});
      const answer = once(stream, 'response').then(([headers]) => Number(headers[':status']));
      return { stream, answer };
    });
    const fill = async ({ stream, answer }: (typeof held)[number]): Promise<void> => {
      for (let count = 0; count < 7; count += 1) await Promise.race([new Promise((resolve) => stream.write(megabyte, resolve)), answer]);
    };
    await Promise.all(held.map(fill));
    // The eight together are 56 MiB; what fits waits for its end, the rest is refused.
    expect(await Promise.race(held.map(({ answer }) => answer))).toBe(503);
    const reply = await ask(bystander, 'POST', '/v1/device/unsent', Buffer.alloc(7 * 1024 * 1024, 0x20));
    expect([reply.status, codeOf(reply)]).toEqual([400, 'Malformed']);
    for (const { stream } of held) stream.destroy();
    await delay(500);
    const again = await ask(session, 'POST', '/v1/device/unsent', Buffer.alloc(7 * 1024 * 1024, 0x20));
    expect(again.status).toBe(400);
    session.destroy();
  });
});

describe('what costs HQ a signature', () => {
  it('is done so often a minute for one laptop, who is then told to try later, and for others as before', async () => {
    const session = await tunnel(force, { identity: await addLaptop(force, 'LAP-0903') });
    const { tries } = endpoints.shiftChallenge;
    const challenge = () => ask(session, 'GET', '/v1/device/challenge');
    const minute = await Promise.all(Array.from({ length: tries }, challenge));
    expect(new Set(minute.map(({ status }) => status))).toEqual(new Set([200]));
    // The bucket gains two a second while it is emptied: whoever goes on outruns that.
    let refused: Reply | undefined;
    for (let round = 0; round < 20 && refused === undefined; round += 1) {
      refused = (await Promise.all(Array.from({ length: tries }, challenge))).find(({ status }) => status !== 200);
    }
    expect(refused && [refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([503, 'TryLater', '1']);
    expect((await ask(bystander, 'GET', '/v1/device/challenge')).status).toBe(200);
    expect((await ask(session, 'GET', '/v1/device/journal')).status).toBe(200);
    session.destroy();
  });
});

describe('refusals without end', () => {
  it('are written down one by one for the first sixty a minute, then as a number, and the trail holds', async () => {
    const session = await tunnel(force, { identity: await addLaptop(force, 'LAP-0902') });
    for (let count = 0; count < 100; count += 1) expect((await ask(session, 'POST', '/v1/device/lease', 'hello')).status).toBe(400);
    const { query } = force.hq.database;
    const written = () => query.selectFrom('audit').select(['action', 'detail']).where('actor', '=', 'LAP-0902').orderBy('seq').execute();
    expect(await written()).toEqual(Array.from({ length: 60 }, () => ({ action: 'leaseRefused', detail: 'Malformed' })));
    await auditCounted(query, Date.now());
    expect(await written()).toHaveLength(60);
    await auditCounted(query, Date.now() + 60_000);
    expect((await written()).at(-1)).toEqual({ action: 'leaseRefused', detail: '40 more within a minute' });
    expect((await verifyAudit(query)).firstBreak).toBeUndefined();
    session.destroy();
  });
});

describe('streams that are reset as soon as they are opened', () => {
  it('are not judged, and the next request of the same laptop is served', async () => {
    const laptop = await force.pki.issue(force.pki.device, { commonName: 'LAP-0901', organization: FORCE }, { kind: 'device' });
    let judged = 0;
    const gate = async (): Promise<Admission<string>> => {
      judged += 1;
      await delay(2);
      return { ok: true, identity: 'LAP-0901', notAfter: new Date(Date.now() + 60_000), subjects: [] };
    };
    const { key, cert } = pemOf(
      await force.pki.issue(force.pki.server, { commonName: 'gateway.hq' }, { kind: 'server', dnsNames: ['gateway.hq'] }),
    );
    const server = await startGuardedServer<string>(
      {
        ...{ host: '127.0.0.1', port: 0, gate, log: () => {} },
        identity: { key, cert: cert + encodePem(force.pki.server.certificate, 'CERTIFICATE') },
        clientAuthorities: [force.pki.device, force.pki.root].map(({ certificate }) => encodePem(certificate, 'CERTIFICATE')),
        database: force.hq.database,
      },
      {
        onStream: (stream) => {
          stream.respond({ ':status': 200 });
          stream.end();
        },
      },
    );
    const session = sessionOn(await dial(force, server.port, 'gateway.hq', { identity: laptop }));
    await once(session, 'connect');
    expect((await ask(session, 'GET', '/')).status).toBe(200);
    const before = judged;
    for (let count = 0; count < 300; count += 1) {
      const stream = session.request({ ':method': 'GET', ':path': '/' });
      stream.on('error', () => {});
      stream.close(constants.NGHTTP2_CANCEL);
      // Faster than that, Node ends the session by itself.
      if (count % 30 === 29) await delay(20);
    }
    expect((await ask(session, 'GET', '/')).status).toBe(200);
    expect(judged - before).toBeLessThan(20);
    session.destroy();
    await server.close();
  });
});
