import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Order, type OrderRefusal, orderRefusal, type SignedOrder } from '../../../../contracts/domain/order.ts';
import { checkOrder, type OrderContext } from '../../../../main/device/orders/check-order.ts';
import { issueCrl, parseCertificate, parseCrl, sealEnvelope } from '../../../../pki/index.ts';
import { nair, pritchard, rahman } from '../../../hq/support/force.ts';
import { draftOrder, signContent, signOrder } from '../../../hq/support/orders.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../../../hq/support/pki.ts';
import { policyOf } from '../../../hq/support/policy.ts';
import { LAPTOP } from '../../../hq/support/running.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const later = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

let folder: string;
let pki: ForcePki;
let stranger: ForcePki;
let context: OrderContext;
const cards = new Map<string, Holder>();

/** The lists of every authority, with these revoked. */
const listsOf = (force: ForcePki, revoked: readonly Holder[], life = HOUR_MS) =>
  Promise.all(
    [force.root, force.officer, force.device].map(async ({ signer }) =>
      parseCrl(
        await issueCrl({
          issuer: signer,
          revoked: revoked.map(({ certificate }) => ({
            serialHex: parseCertificate(certificate).serialHex,
            at: new Date(Date.now() - 1000),
          })),
          thisUpdate: new Date(Date.now() - HOUR_MS),
          nextUpdate: new Date(Date.now() + life),
          number: 1,
        }),
      ),
    ),
  );
const card = (name: string): Holder => {
  const holder = cards.get(name);
  if (holder === undefined) throw new Error(`no card ${name}`);
  return holder;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mo-order-'));
  pki = await makeForce(join(folder, 'pki'));
  stranger = await makeForce(join(folder, 'stranger'));
  const signature = { kind: 'cardSignature' } as const;
  cards.set('nair', await pki.card(nair, signature));
  cards.set('pritchard', await pki.card(pritchard, signature));
  cards.set('rahman', await pki.card(rahman, signature));
  cards.set('key management', await pki.card(nair, { kind: 'cardKeyManagement' }));
  cards.set('authentication', await pki.card(nair));
  cards.set('ended', await pki.card(nair, signature, new Date(Date.now() - HOUR_MS)));
  cards.set('stranger', await stranger.card(nair, signature));
  cards.set('laptop', await pki.issue(pki.device, { commonName: LAPTOP, organization: FORCE }, { kind: 'device' }));
  cards.set('nobody', await pki.issue(pki.officer, { commonName: 'Priya Nair', organization: FORCE }, signature));
  cards.set(
    'other force',
    await pki.issue(pki.officer, { commonName: 'Priya Nair', userId: nair.staffId, organization: 'Cumbria Constabulary' }, signature),
  );
  context = {
    trust: {
      anchors: [pki.root.certificate],
      intermediates: [pki.officer.certificate, pki.device.certificate],
      crls: await listsOf(pki, []),
    },
    policy: policyOf(),
    device: LAPTOP,
    force: FORCE,
    lastSequence: 6,
    now: new Date(),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an order of before this laptop was enrolled anew', () => {
  it.each([
    ['an hour before', HOUR_MS, 'Replayed'],
    ['a month before', 30 * DAY_MS, 'Replayed'],
    ['minutes before, as clocks differ', 120_000, undefined],
    ['after it', -HOUR_MS, undefined],
  ])(
    'is not done when it was given %s, whatever its number: HQ, or who has it, cannot have a wipe done twice',
    async (_what, before, code) => {
      const enrolledAt = new Date(Date.now() - DAY_MS);
      const at = new Date(enrolledAt.getTime() - before).toISOString();
      const signed = await signOrder(
        wipe({ at, notAfter: new Date(Date.parse(at) + 80 * DAY_MS).toISOString() }),
        card('nair'),
        card('pritchard'),
      );
      const verdict = checkOrder(signed, { ...context, lastSequence: 0, enrolledAt });
      expect(verdict.ok ? undefined : verdict.code).toBe(code);
    },
  );

  it('is an order like any other where the enrolment seems to be in the future: the clock was wrong then', async () => {
    const signed = await signOrder(lock(), card('nair'));
    expect(checkOrder(signed, { ...context, enrolledAt: new Date(Date.now() + DAY_MS) }).ok).toBe(true);
  });
});

const lock = (change: Partial<Order> = {}): Order => draftOrder({ sequence: 7, ...change });
const wipe = (change: Partial<Order> = {}): Order => draftOrder({ kind: 'wipe', sequence: 7, ...change });
const rawOrder = async (value: unknown, id: string = randomUUID()): Promise<SignedOrder> => ({
  id,
  signatures: [await signContent(typeof value === 'string' ? Buffer.from(value) : Buffer.from(JSON.stringify(value)), card('nair'))],
});
const flipped = (base64: string, part: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  const at = Math.floor(bytes.byteLength * part);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('base64');
};
const forged = async (order: Order, by: Holder): Promise<SignedOrder> => {
  const { id, signatures } = await signOrder(order, by);
  return {
    id,
    signatures: signatures
      .map((one) => Buffer.from(one, 'base64').toString('latin1').replace('wall', 'hall'))
      .map((one) => Buffer.from(one, 'latin1').toString('base64')),
  };
};

/** What is wrong with it, and why it is refused. */
type Bad = readonly [
  what: string,
  code: OrderRefusal,
  make: () => Promise<unknown>,
  change?: () => Promise<Partial<OrderContext>> | Partial<OrderContext>,
];

const bad: readonly Bad[] = [
  ['is nothing at all', 'Malformed', async () => null],
  ['has no signature', 'Malformed', async () => ({ id: randomUUID(), signatures: [] })],
  ['has three signatures', 'Malformed', async () => signOrder(wipe(), card('nair'), card('pritchard'), card('rahman'))],
  ['holds text that is no CMS', 'Malformed', async () => ({ id: randomUUID(), signatures: [Buffer.from('wipe it').toString('base64')] })],
  [
    'holds a sealed message instead of a signed one',
    'Malformed',
    async () => ({
      id: randomUUID(),
      signatures: [Buffer.from(await sealEnvelope(Buffer.from('{}'), [card('key management').certificate])).toString('base64')],
    }),
  ],
  ['signs something that is no JSON', 'Malformed', () => rawOrder('lock LAP-0417')],
  [
    'signs an order with a field that no order has',
    'Malformed',
    async () => {
      const order = lock();
      return rawOrder({ ...order, also: 'unlock' }, order.id);
    },
  ],
  [
    'orders what there is no such order for',
    'Malformed',
    async () => {
      const order = lock();
      return rawOrder({ ...order, kind: 'explode' }, order.id);
    },
  ],
  ['travels under the id of another order', 'Malformed', async () => ({ ...(await signOrder(lock(), card('nair'))), id: randomUUID() })],
  ['would wait longer than ninety days', 'Malformed', () => signOrder(lock({ notAfter: later(91 * DAY_MS) }), card('nair'))],
  ['is larger than an order', 'TooLarge', () => rawOrder({ ...lock(), reason: 'x'.repeat(17 * 1024) })],
  ['is so large that it is not even decoded', 'TooLarge', async () => ({ id: randomUUID(), signatures: ['A'.repeat(40_000)] })],
  ['was changed after it was signed', 'BadSignature', () => forged(lock(), card('nair'))],
  [
    'has a signature of which one bit was changed',
    'BadSignature',
    async () => {
      const { id, signatures } = await signOrder(lock(), card('nair'));
      return { id, signatures: signatures.map((one) => flipped(one, 0.999)) };
    },
  ],
  ["is signed by a card of another force's making", 'SignerUntrusted', () => signOrder(lock(), card('stranger'))],
  ['is signed by a card whose certificate has ended', 'SignerUntrusted', () => signOrder(lock(), card('ended'))],
  [
    'is signed by a card that was revoked',
    'SignerRevoked',
    () => signOrder(lock(), card('nair')),
    async () => ({
      trust: { ...context.trust, crls: await listsOf(pki, [card('nair')]) },
    }),
  ],
  [
    'is countersigned by a card that was revoked',
    'SignerRevoked',
    () => signOrder(wipe(), card('nair'), card('pritchard')),
    async () => ({
      trust: { ...context.trust, crls: await listsOf(pki, [card('pritchard')]) },
    }),
  ],
  [
    'comes while there are no revocation lists',
    'RevocationUnknown',
    () => signOrder(lock(), card('nair')),
    () => ({
      trust: { ...context.trust, crls: [] },
    }),
  ],
  [
    'comes while revocation lists are out of date',
    'RevocationUnknown',
    () => signOrder(lock(), card('nair')),
    async () => ({
      trust: { ...context.trust, crls: await listsOf(pki, [], -1000) },
    }),
  ],
  ["is signed by a constable's card", 'SignerNotAllowed', () => signOrder(lock(), card('rahman'))],
  ["is signed with the card's key for envelopes", 'SignerNotAllowed', () => signOrder(lock(), card('key management'))],
  ["is signed with the card's key for signing in", 'SignerNotAllowed', () => signOrder(lock(), card('authentication'))],
  ['is signed by a laptop', 'SignerNotAllowed', () => signOrder(lock(), card('laptop'))],
  ['is signed by a certificate that names nobody', 'SignerNotAllowed', () => signOrder(lock(), card('nobody'))],
  ['is countersigned by somebody whom the policy does not name', 'SignerNotAllowed', () => signOrder(wipe(), card('nair'), card('rahman'))],
  [
    'is signed by one whom the policy names no more',
    'SignerNotAllowed',
    () => signOrder(lock(), card('nair')),
    () => ({
      policy: policyOf({ orders: { signers: [pritchard.staffId], countersign: [] } }),
    }),
  ],
  ['has one signature of two', 'CountersignatureMissing', () => signOrder(wipe(), card('nair'))],
  ['is signed twice by the same officer', 'SameSigner', () => signOrder(wipe(), card('nair'), card('nair'))],
  [
    'has two signatures over different contents',
    'ContentsDiffer',
    async () => {
      const order = wipe();
      const [first, second] = [await signOrder(order, card('nair')), await signOrder({ ...order, reason: 'Stolen' }, card('pritchard'))];
      return { id: order.id, signatures: [...first.signatures, ...second.signatures] };
    },
  ],
  ['is for another force', 'WrongForce', () => signOrder(lock({ force: 'Cumbria Constabulary' }), card('nair'))],
  ["is signed by another force's officer under our authority", 'WrongForce', () => signOrder(lock(), card('other force'))],
  ['is for another laptop', 'WrongDevice', () => signOrder(lock({ device: 'LAP-0418' }), card('nair'))],
  ['has run out', 'Expired', () => signOrder(lock({ at: later(-2 * HOUR_MS), notAfter: later(-HOUR_MS) }), card('nair'))],
  ['is of tomorrow', 'NotYetValid', () => signOrder(lock({ at: later(DAY_MS), notAfter: later(2 * DAY_MS) }), card('nair'))],
  ['was carried out already', 'Replayed', () => signOrder(lock({ sequence: 6 }), card('nair'))],
  ['is older than what was carried out', 'SequenceRolledBack', () => signOrder(lock({ sequence: 5 }), card('nair'))],
  ['comes before this laptop has a policy', 'PolicyUnusable', () => signOrder(lock(), card('nair')), () => ({ policy: undefined })],
];

describe('an order is refused that', () => {
  it.each(bad.map(([what, code, make, change = () => ({})]) => [what, code, make, change] as const))(
    '%s: %s',
    async (_, code, make, change) => {
      const verdict = checkOrder(await make(), { ...context, ...(await change()) });
      expect(verdict).toMatchObject({ ok: false, code });
    },
  );

  it('for every reason that there is', () => {
    expect(new Set(bad.map(([, code]) => code))).toEqual(new Set(orderRefusal.options));
  });
});

describe('an order holds', () => {
  it('with the signature of one ICT officer, and says whose it was', async () => {
    const order = lock();
    expect(checkOrder(await signOrder(order, card('nair')), context)).toEqual({
      ok: true,
      order,
      signers: [{ staffId: nair.staffId, name: nair.name }],
    });
  });

  it('with two signatures where policy asks for them, in either order', async () => {
    const order = wipe();
    for (const signers of [
      ['nair', 'pritchard'],
      ['pritchard', 'nair'],
    ]) {
      expect(checkOrder(await signOrder(order, ...signers.map(card)), context)).toMatchObject({ ok: true, order });
    }
  });

  it('when it is not the very next one: those between were cancelled, or have run out', async () => {
    expect(checkOrder(await signOrder(lock({ sequence: 12 }), card('nair')), context)).toMatchObject({ ok: true });
  });

  it('when the clocks differ by a minute', async () => {
    const order = lock({ at: later(60_000) });
    expect(checkOrder(await signOrder(order, card('nair')), context)).toMatchObject({ ok: true });
  });
});

describe('a refused order', () => {
  it('is named by what it says it is, for the receipt; one that cannot be read is not', async () => {
    const order = lock();
    const { id, sequence, kind } = order;
    expect(checkOrder(await signOrder(order, card('rahman')), context)).toMatchObject({ claim: { id, sequence, kind } });
    expect(checkOrder(await forged(order, card('nair')), context)).toMatchObject({ code: 'BadSignature', claim: { id } });
    expect(checkOrder(await rawOrder('lock'), context)).toMatchObject({ claim: undefined });
    expect(checkOrder({ ...(await signOrder(order, card('nair'))), id: randomUUID() }, context)).toMatchObject({ claim: undefined });
  });
});
