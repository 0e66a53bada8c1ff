import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseRequest } from '../../../contracts/hq/device.ts';
import type { Material, Trust } from '../../../hq/authority/trust.ts';
import type { DeviceIdentity } from '../../../hq/connections/device-gate.ts';
import { deviceGate } from '../../../hq/connections/device-gate.ts';
import { shiftGate } from '../../../hq/connections/shift-gate.ts';
import { readShiftMessage } from '../../../hq/connections/shift-message.ts';
import type { Database, Query } from '../../../hq/database/database.ts';
import { readShiftRequest } from '../../../hq/est/read-shift-request.ts';
import { readSignature } from '../../../hq/fleet/orders/signature.ts';
import { readSignedPolicy } from '../../../hq/fleet/policy/read.ts';
import { readReceipt } from '../../../hq/fleet/receipts/check.ts';
import { checkNewCard } from '../../../hq/recovery/new-card.ts';
import { readSignedRelease } from '../../../hq/releases/read.ts';
import { signRelease } from '../../../hq/releases/sign.ts';
import { type CertificateProfile, contentTypes, issueCrl, parseCrl, signCms } from '../../../pki/index.ts';
import { nair, rahman } from '../support/force.ts';
import { everyIssuer, type Issuer, oddAuthorities } from '../support/odd-authorities.ts';
import { draftOrder, signContent, signReceipt } from '../support/orders.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../support/pki.ts';
import { policyOf } from '../support/policy.ts';
import { releaseOf } from '../support/release.ts';
import { LAPTOP } from '../support/running.ts';

const HOUR_MS = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'hq-purposes-'));
let pki: ForcePki;
let issuers: Readonly<Record<Issuer, Holder>>;
let material: Material;

beforeAll(async () => {
  pki = await makeForce(join(folder, 'pki'));
  issuers = { ...pki, ...oddAuthorities(pki) };
  const all = everyIssuer.map((name) => issuers[name]);
  const [thisUpdate, nextUpdate] = [new Date(Date.now() - HOUR_MS), new Date(Date.now() + HOUR_MS)];
  const list = async ({ signer }: Holder) => parseCrl(await issueCrl({ issuer: signer, revoked: [], thisUpdate, nextUpdate, number: 1 }));
  material = {
    anchors: [pki.root.certificate],
    intermediates: all.slice(1).map(({ certificate }) => certificate),
    crls: await Promise.all(all.map(list)),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** HQ's checks with every authority of the force at hand: what keeps them apart here is their purpose alone. */
const trust = { material: async () => material } as unknown as Trust;
const TAKEN = 'the register was asked';
/** Behind the checks the register would be asked: to have come so far is to have been taken. */
const query = new Proxy(
  {},
  {
    get: () => () => {
      throw new Error(TAKEN);
    },
  },
) as Query;
/** The same, where the laptop's own state is asked for before the signature is looked at. */
const laptopKnown = new Proxy(
  {},
  {
    get: () => (table: string) => {
      if (table !== 'device') throw new Error(TAKEN);
      const found = { executeTakeFirst: async () => ({ name: LAPTOP, state: 'active' }) };
      const chain = { selectAll: () => chain, where: () => chain, ...found };
      return chain;
    },
  },
) as Query;
const parts = { trust, query, database: { query } as Database, force: FORCE };
const laptop = { device: LAPTOP } as DeviceIdentity;
const person = ({ name, staffId }: typeof nair) => ({ commonName: name, userId: staffId, organization: FORCE });
const issue = (issuer: Holder, profile: CertificateProfile, subject: Parameters<ForcePki['issue']>[1] = person(nair)) =>
  pki.issue(issuer, subject, profile);

const attempts = {
  async 'an order’s signature'(issuer: Holder) {
    const order = Buffer.from(JSON.stringify(draftOrder({ kind: 'lock', sequence: 7 })));
    const signature = await signContent(order, await issue(issuer, { kind: 'cardSignature' }));
    return readSignature(parts, Buffer.from(signature, 'base64'), new Date());
  },
  async 'the policy'(issuer: Holder) {
    const signer = await issue(issuer, { kind: 'policy' }, { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' });
    const signed = await signCms({ content: Buffer.from(JSON.stringify(policyOf())), signer: signer.signer, at: new Date() });
    return readSignedPolicy(signed, { material, force: FORCE, at: new Date() });
  },
  async 'a release'(issuer: Holder) {
    const signer = await issue(issuer, { kind: 'release' }, { organization: FORCE, commonName: 'Releases' });
    const signed = await signRelease(releaseOf(new Uint8Array([1])), signer.signer, new Date());
    return readSignedRelease(signed, { material, force: FORCE, at: new Date() });
  },
  async 'a request for a shift'(issuer: Holder) {
    const { signer } = await issue(issuer, { kind: 'cardAuthentication' }, person(rahman));
    const message = await signCms({ content: Buffer.from('no request'), contentType: contentTypes.pkiData, signer, at: new Date() });
    const read = await readShiftRequest(parts, message, new Date());
    // The card is judged first; only a good one's request is found to be none.
    return read.ok || read.refusal.failInfo === 'badRequest' ? { ok: true } : { ok: false };
  },
  async 'a receipt'(issuer: Holder) {
    const signer = await issue(issuer, { kind: 'device' }, { commonName: LAPTOP, organization: FORCE });
    return readReceipt(parts, laptop, await signReceipt(draftOrder({ kind: 'lock', sequence: 7 }), 'done', signer), new Date());
  },
  async 'a laptop at the gateway'(issuer: Holder) {
    const { certificate } = await issue(issuer, { kind: 'device' }, { commonName: LAPTOP, organization: FORCE });
    return deviceGate(parts)(certificate, new Date());
  },
  async 'a shift at the services'(issuer: Holder) {
    const { certificate } = await issue(issuer, { kind: 'shift', device: LAPTOP }, { commonName: rahman.staffId, organization: FORCE });
    return shiftGate(parts)(certificate, new Date());
  },
  async 'a request for a lease'(issuer: Holder) {
    const { signer } = await issue(issuer, { kind: 'shift', device: LAPTOP }, { commonName: rahman.staffId, organization: FORCE });
    const nonce = Buffer.alloc(16, 1).toString('base64');
    const content = Buffer.from(JSON.stringify({ device: LAPTOP, staffId: rahman.staffId, at: new Date().toISOString(), nonce }));
    return readShiftMessage(
      { ...parts, query: laptopKnown },
      laptop,
      await signCms({ content, signer, at: new Date() }),
      leaseRequest,
      new Date(),
    );
  },
  async 'a renewed card'(issuer: Holder) {
    const { certificate } = await issue(issuer, { kind: 'cardKeyManagement' }, person(rahman));
    return checkNewCard(parts, certificate, rahman.staffId, new Date());
  },
} satisfies Readonly<Record<string, (issuer: Holder) => Promise<{ readonly ok: boolean }>>>;

const right: Readonly<Record<keyof typeof attempts, Issuer>> = {
  'an order’s signature': 'officer',
  'the policy': 'root',
  'a release': 'root',
  'a request for a shift': 'officer',
  'a receipt': 'device',
  'a laptop at the gateway': 'device',
  'a shift at the services': 'shift',
  'a request for a lease': 'shift',
  'a renewed card': 'officer',
};
const names = Object.keys(attempts) as (keyof typeof attempts)[];
const isTaken = async (what: keyof typeof attempts, issuer: Issuer): Promise<boolean> => {
  try {
    return (await attempts[what](issuers[issuer])).ok;
  } catch (error) {
    if (error instanceof Error && error.message === TAKEN) return true;
    throw error;
  }
};

describe('at HQ', () => {
  it.each(names)('%s is taken from its own authority', async (what) => {
    expect(await isTaken(what, right[what])).toBe(true);
  });

  const wrong = names.flatMap((what) => everyIssuer.filter((issuer) => issuer !== right[what]).map((issuer) => [what, issuer] as const));
  it.each(wrong)('%s is not taken from %s', async (what, issuer) => {
    expect(await isTaken(what, issuer)).toBe(false);
  });
});
