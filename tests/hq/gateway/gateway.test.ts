import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustBundle } from '../../../contracts/hq/device.ts';
import { putCertificate } from '../../../hq/database/certificates.ts';
import { windowFor } from '../../../hq/gateway/window.ts';
import {
  certsOnly,
  createRequest,
  decodeEstBody,
  encodeEstBody,
  parseCertificate,
  parseCertsOnly,
  signerFromKey,
  verifyFor,
} from '../../../pki/index.ts';
import { ask, closed, codeOf, connectTo, dial, sessionOn, tunnel, welcome } from '../support/client.ts';
import { rahman } from '../support/force.ts';
import { FORCE, type Holder, makeForce, newKey } from '../support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

let force: RunningForce;
let mail: Server;
let broken: Server;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  // Answers what it heard once the other end has finished, so that a half-close must come through in both directions.
  mail = createServer({ allowHalfOpen: true }, (socket) => {
    const heard: Buffer[] = [];
    socket.on('error', () => {});
    socket.on('data', (chunk) => heard.push(chunk));
    socket.on('end', () => socket.end(Buffer.concat(heard)));
  });
  broken = createServer((socket) => {
    socket.once('data', () => socket.resetAndDestroy());
  });
  for (const server of [mail, broken]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  force = await startForce({
    destinations: {
      'mail.hq:993': `127.0.0.1:${portOf(mail)}`,
      'mail.hq:465': '127.0.0.1:1',
      'broken.hq:1': `127.0.0.1:${portOf(broken)}`,
    },
    policy: { deviceCertificateDays: 30 },
  });
});
afterAll(async () => {
  await force?.stop();
  mail?.close();
  broken?.close();
});

/** A laptop that HQ's register has, with a certificate of its own. */
const enrolled = async (name: string, endsAt?: Date): Promise<Holder> => {
  const laptop = await force.pki.issue(force.pki.device, { commonName: name, organization: FORCE }, { kind: 'device' }, endsAt);
  const { query } = force.hq.database;
  await query.insertInto('device').values({ name, pool: 'Leyland', state: 'active' }).execute();
  await putCertificate(query, 'device', laptop.certificate, { device: name });
  return laptop;
};

const tryTunnel = async (identity: Holder | undefined, chain: readonly Uint8Array[] = []): Promise<string> => {
  const options = { chain, ...(identity === undefined ? {} : { identity }) };
  const session = await tunnel(force, options).catch(() => undefined);
  if (session === undefined) return 'cut';
  const outcome = await welcome(session);
  session.destroy();
  return outcome;
};

describe('who is let in', () => {
  it('a laptop that is enrolled; and it is seen', async () => {
    expect(await tryTunnel(force.laptop)).toBe('welcome');
    const row = await force.hq.database.query.selectFrom('device').select('last_seen').where('name', '=', LAPTOP).executeTakeFirstOrThrow();
    expect(row.last_seen).toBeInstanceOf(Date);
  });

  it('nobody without a certificate', async () => {
    expect(await tryTunnel(undefined)).toBe('cut');
  });

  it('nobody with a certificate of another authority, of another force or of our own', async () => {
    const other = await makeForce(join(force.pki.folder, 'other'));
    expect(await tryTunnel(await other.issue(other.device, { commonName: LAPTOP, organization: FORCE }, { kind: 'device' }))).toBe('cut');
    const card = await force.pki.card(rahman);
    expect(await tryTunnel(card, [force.pki.officer.certificate])).not.toBe('welcome');
    const server = await force.pki.issue(force.pki.device, { commonName: LAPTOP }, { kind: 'server', dnsNames: ['x.hq'] });
    expect(await tryTunnel(server)).not.toBe('welcome');
  });

  it('nobody whose certificate has ended', async () => {
    expect(await tryTunnel(await enrolled('LAP-1001', new Date(Date.now() - 60_000)))).toBe('cut');
  });

  it('no laptop that the register does not know, and it hears so', async () => {
    const stranger = await force.pki.issue(force.pki.device, { commonName: 'LAP-1002', organization: FORCE }, { kind: 'device' });
    expect(await tryTunnel(stranger)).toBe('403 DeviceUnknown');
  });

  it('no revoked laptop, and it hears so, for CONNECT too', async () => {
    const laptop = await enrolled('LAP-1003');
    await force.hq.revokeDevice('LAP-1003');
    expect(await tryTunnel(laptop)).toBe('403 DeviceRevoked');
    const session = await tunnel(force, { identity: laptop });
    expect((await connectTo(session, 'mail.hq:993')).status).toBe(403);
    session.destroy();
  });
});

describe('a live connection', () => {
  it('is cut with its streams the moment the laptop is revoked, and says why', async () => {
    const session = await tunnel(force, { identity: await enrolled('LAP-1004') });
    const { status, stream } = await connectTo(session, 'mail.hq:993');
    expect(status).toBe(200);
    const said = once(session, 'goaway');
    const ended = Promise.all([closed(session), closed(stream)]);
    await force.hq.revokeDevice('LAP-1004');
    const [, , why] = (await said) as [number, number, Buffer];
    expect(why.toString()).toBe('DeviceRevoked');
    await ended;
  });

  it('ends with its certificate', async () => {
    const ends = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2000);
    const session = await tunnel(force, { identity: await enrolled('LAP-1005', ends) });
    expect(await welcome(session)).toBe('welcome');
    await closed(session);
    expect(Date.now()).toBeGreaterThanOrEqual(ends.getTime() - 50);
  });

  it('is not had again by resuming TLS: every session proves the key of a certificate that stands', async () => {
    const ends = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3000);
    const ending = await enrolled('LAP-1006', ends);
    const revoked = await enrolled('LAP-1007');
    const resume = async (identity: Holder): Promise<() => Promise<{ resumed: boolean; outcome: string }>> => {
      const socket = await dial(force, force.hq.ports.gateway, 'gateway.hq', { identity });
      const ticket = new Promise<Buffer>((resolve) => socket.once('session', resolve));
      const session = sessionOn(socket);
      expect(await welcome(session)).toBe('welcome');
      const kept = await ticket;
      session.destroy();
      return async () => {
        const again = await dial(force, force.hq.ports.gateway, 'gateway.hq', { identity, session: kept });
        const resumed = again.isSessionReused();
        const second = sessionOn(again);
        const outcome = await welcome(second);
        second.destroy();
        return { resumed, outcome };
      };
    };
    const [againEnding, againRevoked] = [await resume(ending), await resume(revoked)];
    expect(await againEnding()).toEqual({ resumed: false, outcome: 'welcome' });
    await force.hq.revokeDevice('LAP-1007');
    await new Promise((resolve) => setTimeout(resolve, ends.getTime() - Date.now() + 100));
    expect(await againEnding()).toMatchObject({ resumed: false, outcome: expect.not.stringContaining('welcome') });
    expect(await againRevoked()).toEqual({ resumed: false, outcome: '403 DeviceRevoked' });
  });
});

describe('the receive window', () => {
  it('holds twice what the link carries in a round trip, within bounds', () => {
    expect(windowFor(0, 300)).toBe(64 * 1024);
    expect(windowFor(500, 300)).toBe(300_000);
    expect(windowFor(50_000, 300)).toBe(1024 * 1024);
  });
});

describe('CONNECT', () => {
  let session: ClientHttp2Session;
  beforeAll(async () => {
    session = await tunnel(force);
  });
  afterAll(() => session.destroy());

  it('carries bytes both ways and half-closes', async () => {
    const { status, stream } = await connectTo(session, 'mail.hq:993');
    expect(status).toBe(200);
    const sent = Buffer.alloc(3_000_000, 'storm');
    stream.end(sent);
    const heard: Buffer[] = [];
    for await (const chunk of stream) heard.push(chunk as Buffer);
    expect(Buffer.concat(heard).equals(sent)).toBe(true);
  });

  it('goes to listed destinations alone', async () => {
    for (const authority of ['127.0.0.1:22', 'mail.hq:25', 'MAIL.HQ:993', 'mail.hq', `127.0.0.1:${portOf(mail)}`]) {
      expect((await connectTo(session, authority)).status).toBe(403);
    }
  });

  it('says when a destination cannot be reached', async () => {
    expect((await connectTo(session, 'mail.hq:465')).status).toBe(502);
  });

  it('breaks a stream off when its destination breaks off, so that a part is not taken for the whole', async () => {
    const { stream } = await connectTo(session, 'broken.hq:1');
    stream.write('hello');
    await closed(stream);
    expect(stream.rstCode).not.toBe(0);
  });

  it('leads to the systems, with TLS and the shift certificate inside', async () => {
    const shift = await beginShift(force, session, await force.pki.card(rahman));
    const { stream } = await connectTo(session, 'services.hq:443');
    const inner = sessionOn(await dial(force, 0, 'services.hq', { identity: shift }, stream));
    expect(JSON.parse((await ask(inner, 'GET', '/v1/me')).body.toString())).toEqual(rahman);
    inner.destroy();
  });

  it('takes no shift certificate of one laptop in the tunnel of another', async () => {
    const shift = await beginShift(force, session, await force.pki.card(rahman));
    const other = await tunnel(force, { identity: await enrolled('LAP-1077') });
    const { stream } = await connectTo(other, 'services.hq:443');
    const inner = sessionOn(await dial(force, 0, 'services.hq', { identity: shift }, stream));
    const reply = await ask(inner, 'GET', '/v1/me');
    expect([reply.status, codeOf(reply)]).toEqual([403, 'NotAuthorised']);
    inner.destroy();
    other.destroy();
  });
});

describe('the device channel', () => {
  let session: ClientHttp2Session;
  beforeAll(async () => {
    session = await tunnel(force);
  });
  afterAll(() => session.destroy());

  it('hands out authorities and fresh lists that prove its own certificates', async () => {
    const bundle = trustBundle.parse(JSON.parse((await ask(session, 'GET', '/v1/device/trust')).body.toString()));
    const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
    const checked = verifyFor('device', force.laptop.certificate, {
      anchors: [force.pki.root.certificate],
      intermediates: bundle.authorities.map(bytes),
      crls: bundle.crls.map(bytes),
      at: new Date(),
    });
    expect(checked).toMatchObject({ ok: true });
    expect(bundle.crls).toHaveLength(5);
  });

  it('lists a revoked laptop at once', async () => {
    const laptop = await enrolled('LAP-1008');
    const lists = async (): Promise<Uint8Array[]> =>
      JSON.parse((await ask(session, 'GET', '/v1/device/trust')).body.toString()).crls.map((crl: string) => Buffer.from(crl, 'base64'));
    await lists();
    await force.hq.revokeDevice('LAP-1008');
    const checked = verifyFor('device', laptop.certificate, {
      anchors: [force.pki.root.certificate],
      intermediates: [force.pki.device.certificate],
      crls: await lists(),
      at: new Date(),
    });
    expect(checked).toMatchObject({ ok: false, code: 'Revoked' });
  });

  it('renews the laptop’s certificate, whose successor opens the tunnel, for the same subject alone', async () => {
    const key = newKey();
    const renew = async (subject: { commonName: string; organization: string }) =>
      ask(session, 'POST', '/.well-known/est/simplereenroll', encodeEstBody(await createRequest({ subject, key })));
    expect((await renew({ commonName: 'LAP-9999', organization: FORCE })).status).toBe(400);
    const reply = await renew({ commonName: LAPTOP, organization: FORCE });
    expect(reply.status).toBe(200);
    const [certificate = certsOnly([])] = parseCertsOnly(decodeEstBody(reply.body));
    expect(parseCertificate(certificate).subject).toMatchObject({ commonName: LAPTOP, organization: FORCE });
    expect(await tryTunnel({ key, certificate, signer: signerFromKey(certificate, key) })).toBe('welcome');
    expect(await tryTunnel(force.laptop)).toBe('welcome');
  });

  it('leaves a laptop that renews again and again four certificates, its present one among them', async () => {
    const identity = await enrolled('LAP-1078');
    const line = await tunnel(force, { identity });
    const request = await createRequest({ subject: { commonName: 'LAP-1078', organization: FORCE }, key: newKey() });
    for (let count = 0; count < 9; count += 1) {
      expect((await ask(line, 'POST', '/.well-known/est/simplereenroll', encodeEstBody(request))).status).toBe(200);
    }
    const { query } = force.hq.database;
    const valid = await query
      .selectFrom('certificate')
      .select('serial')
      .where('device', '=', 'LAP-1078')
      .where('revoked_at', 'is', null)
      .execute();
    const serials = valid.map(({ serial }) => serial);
    expect(serials).toHaveLength(4);
    expect(serials).toContain(parseCertificate(identity.certificate).serialHex);
    line.destroy();
  });

  it('notes which version of the program the laptop runs, as it says itself', async () => {
    const { query } = force.hq.database;
    const version = async () =>
      (await query.selectFrom('device').select('version').where('name', '=', LAPTOP).executeTakeFirstOrThrow()).version;
    await ask(session, 'GET', '/v1/device/trust', undefined, { 'user-agent': "mobile-office/1'; drop table device" });
    expect(await version()).toBeNull();
    await ask(session, 'GET', '/v1/device/trust', undefined, { 'user-agent': 'mobile-office/0.1.0' });
    await expect.poll(version).toBe('0.1.0');
  });

  it('answers what it does not have, and paths that are none, without harm', async () => {
    expect((await ask(session, 'GET', '/v1/fleet')).status).toBe(404);
    expect((await ask(session, 'POST', '/v1/device/trust', 'x')).status).toBe(405);
    expect((await ask(session, 'GET', `/${'a'.repeat(3000)}`)).status).toBe(400);
    expect(codeOf(await ask(session, 'GET', '/v1/fleet'))).toBe('NotFound');
  });
});
