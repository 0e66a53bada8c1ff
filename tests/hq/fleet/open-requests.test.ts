import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../contracts/domain/order.ts';
import {
  buildPkiData,
  chainEntry,
  contentTypes,
  createRequest,
  decodeEstBody,
  EMPTY_CHAIN,
  encodeEstBody,
  sealEnvelope,
  signCms,
} from '../../../pki/index.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { headquartersOfficers, nair, pritchard, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { lendTo, tagOf } from '../support/leases.ts';
import { draftOrder, postOrder, postReceipt, signOrder, signReceipt } from '../support/orders.ts';
import { FORCE, type Holder, newKey } from '../support/pki.ts';
import type { RunningForce } from '../support/running.ts';
import { beginShift, challengeFor } from '../support/shift.ts';

/** What was let in at the gate and decided about meanwhile: the body comes late, or two transactions meet. */
onEveryForce((start) => {
  let force: RunningForce;
  let first: Desk;
  let second: Desk;
  let serial = 6000;
  beforeAll(async () => {
    force = await start({ officers: headquartersOfficers });
    const ict = await addLaptop(force, 'LAP-0001');
    first = await deskOf(force, nair, ict);
    second = await deskOf(force, pritchard, ict);
  });
  afterAll(async () => {
    first?.close();
    second?.close();
    await force?.stop();
  });

  interface Laptop {
    readonly name: string;
    readonly holder: Holder;
    readonly line: ClientHttp2Session;
  }
  const laptop = async (): Promise<Laptop> => {
    const name = `LAP-${++serial}`;
    const holder = await addLaptop(force, name);
    await lendTo(force, rahman, name);
    return { name, holder, line: await tunnel(force, { identity: holder }) };
  };
  const deviceOf = (name: string) =>
    force.hq.database.query.selectFrom('device').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
  const give = async (at: Laptop, kind: 'lock' | 'wipe') => {
    const order = draftOrder({ kind, device: at.name, sequence: 1 });
    const cards = kind === 'wipe' ? [first.card, second.card] : [first.card];
    const reply = await postOrder(first.session, await signOrder(order, ...cards));
    expect(reply.status, reply.body.toString()).toBe(200);
    return order;
  };
  const done = async (at: Laptop, order: Order) => postReceipt(at.line, await signReceipt(order, 'done', at.holder));

  interface Request {
    readonly path: string;
    readonly body: Uint8Array | string;
  }
  const reenrolment = async ({ name }: Laptop): Promise<Request> => ({
    path: '/.well-known/est/simplereenroll',
    body: encodeEstBody(await createRequest({ subject: { commonName: name, organization: FORCE }, key: newKey() })),
  });
  const shiftRequest = async ({ line }: Pick<Laptop, 'line'>): Promise<Request> => {
    const card = await force.pki.card(rahman);
    const request = await createRequest({ subject: { commonName: 'whoever', organization: FORCE }, key: newKey() });
    const content = buildPkiData({ transactionId: 42n, senderNonce: randomBytes(16), request, ...(await challengeFor(line)) });
    const message = await signCms({ content, contentType: contentTypes.pkiData, signer: card.signer, at: new Date() });
    return { path: '/.well-known/est/fullcmc', body: encodeEstBody(message) };
  };
  const leaseRequest = async ({ name, line }: Laptop): Promise<Request> => {
    const { signer } = await beginShift(force, line, await force.pki.card(rahman));
    const asked = { device: name, staffId: rahman.staffId, at: new Date().toISOString(), nonce: randomBytes(16).toString('base64') };
    return { path: '/v1/device/lease', body: await signCms({ content: Buffer.from(JSON.stringify(asked)), signer, at: new Date() }) };
  };
  const tagKey = randomBytes(32);
  const bundle = async (): Promise<Request> => {
    const recipient = (await force.pki.card(rahman, { kind: 'cardKeyManagement' })).certificate;
    const envelope = Buffer.from(await sealEnvelope(randomBytes(64), [recipient])).toString('base64');
    return {
      path: '/v1/device/unsent',
      body: JSON.stringify({ tag: tagOf(tagKey, rahman), tagKey: tagKey.toString('base64'), envelope }),
    };
  };
  const journal = async (): Promise<Request> => {
    const entry = chainEntry(EMPTY_CHAIN, { at: '2026-11-20T09:00:00.000Z', action: 'lock', subject: '', detail: '' });
    return { path: '/v1/device/journal', body: JSON.stringify({ tagKey: tagKey.toString('base64'), entries: [entry] }) };
  };
  const report = async (): Promise<Request> => ({
    path: '/v1/device/report',
    body: JSON.stringify({ version: '9.9.9', diskBytes: 1, unsent: 0, policyVersion: 1 }),
  });

  /** Sends all but the end of a request; the gate has let it in when this resolves. */
  const heldBack = async ({ line }: Laptop, { path, body }: Request): Promise<() => Promise<Reply>> => {
    const bytes = Buffer.from(body);
    const stream = line.request({ ':method': 'POST', ':path': path }, { endStream: false });
    const reply = new Promise<Reply>((resolve, reject) => {
      stream.once('error', reject);
      stream.once('close', () => reject(new Error('closed without an answer')));
      stream.once('response', (headers) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.once('end', () => resolve({ status: Number(headers[':status']), headers, body: Buffer.concat(chunks) }));
      });
    });
    stream.write(bytes.subarray(0, 20));
    await delay(200);
    return () => {
      stream.end(bytes.subarray(20));
      return reply;
    };
  };

  describe('a wiped laptop stays wiped:', () => {
    it.each([
      ['a renewal', reenrolment],
      ['a report', report],
      ['journal entries', journal],
      ['a bundle', bundle],
    ])('%s that was held back over its wipe is refused and changes nothing', async (_what, request) => {
      const at = await laptop();
      const finish = await heldBack(at, await request(at));
      const order = await give(at, 'wipe');
      expect((await done(at, order)).status).toBe(200);
      const before = await deviceOf(at.name);
      expect(before.state).toBe('wiped');
      const reply = await finish();
      expect([reply.status, codeOf(reply)]).toEqual([403, 'DeviceHeld']);
      expect(await deviceOf(at.name)).toEqual(before);
      const certificates = await force.hq.database.query
        .selectFrom('certificate')
        .select('serial')
        .where('kind', '=', 'device')
        .where('device', '=', at.name)
        .execute();
      expect(certificates).toHaveLength(1);
      at.line.destroy();
    });

    it('nothing is renewed while it is wiped, and nothing makes it active but an enrolment', async () => {
      const at = await laptop();
      await done(at, await give(at, 'wipe'));
      const { path, body } = await reenrolment(at);
      expect(codeOf(await ask(at.line, 'POST', path, body))).toBe('DeviceHeld');
      expect((await deviceOf(at.name)).state).toBe('wiped');
      at.line.destroy();
    });
  });

  describe.each(['lock', 'wipe'] as const)('over a %s', (kind) => {
    it('no shift certificate is given to a request that was held back', async () => {
      const at = await laptop();
      const finish = await heldBack(at, await shiftRequest(at));
      await give(at, kind);
      const reply = await finish();
      expect(reply.status).toBe(403);
      expect(Buffer.from(decodeEstBody(reply.body)).toString('latin1')).toContain('DeviceHeld');
      at.line.destroy();
    });

    it('no lease is given to a request that was held back', async () => {
      const at = await laptop();
      const finish = await heldBack(at, await leaseRequest(at));
      await give(at, kind);
      const reply = await finish();
      expect([reply.status, codeOf(reply)]).toEqual([403, 'DeviceHeld']);
      at.line.destroy();
    });

    it('a renewal that was held back leaves it held', async () => {
      const at = await laptop();
      const finish = await heldBack(at, await reenrolment(at));
      await give(at, kind);
      expect((await finish()).status).toBe(200);
      expect((await deviceOf(at.name)).state).toBe(kind === 'lock' ? 'locked' : 'wiping');
      at.line.destroy();
    });
  });

  describe('when two transactions meet', () => {
    /** Stops everything that is written down just before it is over, so that `first` is decided but not yet seen when `then` begins. */
    const meeting = async <First, Then>(one: () => Promise<First>, then: () => Promise<Then>): Promise<[First, Then]> => {
      const { promise: gate, resolve: open } = Promise.withResolvers<void>();
      const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
      const holding = force.hq.database.query.transaction().execute(async (transaction) => {
        await transaction.selectFrom('audit_head').selectAll().forUpdate().execute();
        stop();
        await gate;
      });
      await stopped;
      const decided = one();
      await delay(300);
      const asked = then();
      await delay(300);
      open();
      await holding;
      return Promise.all([decided, asked]);
    };
    const send = ({ line }: Laptop, { path, body }: Request) => ask(line, 'POST', path, body);
    const onServer = (context: { skip(note: string): never }): void => {
      if (!('url' in force.config.database)) context.skip('the embedded database has one connection');
    };

    it('a renewal waits for the receipt of a wipe, and is refused', async (context) => {
      onServer(context);
      const at = await laptop();
      const order = await give(at, 'wipe');
      const request = await reenrolment(at);
      const [taken, reply] = await meeting(
        () => done(at, order),
        () => send(at, request),
      );
      expect(taken.status).toBe(200);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'DeviceHeld']);
      expect((await deviceOf(at.name)).state).toBe('wiped');
      at.line.destroy();
    });

    it('an officer who is being revoked gets neither shift nor lease', async (context) => {
      onServer(context);
      const at = await laptop();
      const [shift, lease] = [await shiftRequest(at), await leaseRequest(at)];
      const [, replies] = await meeting(
        () => force.hq.revokeOfficer(rahman.staffId),
        () => Promise.all([send(at, shift), send(at, lease)]),
      );
      await force.hq.database.query.updateTable('officer').set({ state: 'active' }).where('staff_id', '=', rahman.staffId).execute();
      expect(replies.map(({ status }) => status)).toEqual([403, 403]);
      expect(Buffer.from(decodeEstBody(replies[0].body)).toString('latin1')).toContain('OfficerRevoked');
      expect(codeOf(replies[1])).toBe('OfficerRevoked');
      at.line.destroy();
    });

    it('a card that is being cancelled begins no shift', async (context) => {
      onServer(context);
      const at = await laptop();
      const card = await force.pki.card(rahman);
      const request = await createRequest({ subject: { commonName: 'whoever', organization: FORCE }, key: newKey() });
      const content = buildPkiData({ transactionId: 43n, senderNonce: randomBytes(16), request, ...(await challengeFor(at.line)) });
      const message = await signCms({ content, contentType: contentTypes.pkiData, signer: card.signer, at: new Date() });
      const [, reply] = await meeting(
        () => force.hq.revokeCard(card.certificate),
        () => send(at, { path: '/.well-known/est/fullcmc', body: encodeEstBody(message) }),
      );
      expect(reply.status).toBe(403);
      expect(Buffer.from(decodeEstBody(reply.body)).toString('latin1')).toContain('CardRevoked');
      at.line.destroy();
    });
  });
});
