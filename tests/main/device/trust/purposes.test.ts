import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedWork } from '../../../../contracts/domain/unsent.ts';
import type { OrderSummary } from '../../../../contracts/hq/fleet.ts';
import { readWarrantCards } from '../../../../main/card/identity.ts';
import { checkOrder } from '../../../../main/device/orders/check-order.ts';
import { checkPolicy } from '../../../../main/device/policy/check-policy.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { checkServer } from '../../../../main/device/trust/server.ts';
import type { Trust } from '../../../../main/device/trust/trust.ts';
import { makeVoucher, readWriting, signWork } from '../../../../main/device/unsent/voucher.ts';
import { checkRelease } from '../../../../main/device/update/check-release.ts';
import { checkReceipt } from '../../../../main/fleet/check-receipt.ts';
import { readOrder } from '../../../../main/fleet/read-order.ts';
import { type CertificateProfile, issueCertificate, issueCrl, parseCrl, signCms } from '../../../../pki/index.ts';
import { nair, pritchard, rahman } from '../../../hq/support/force.ts';
import { everyIssuer, type Issuer, oddAuthorities } from '../../../hq/support/odd-authorities.ts';
import { draftOrder, signOrder, signReceipt } from '../../../hq/support/orders.ts';
import { FORCE, type ForcePki, type Holder, makeForce, spkiOf } from '../../../hq/support/pki.ts';
import { policyOf } from '../../../hq/support/policy.ts';
import { releaseOf, signAnything } from '../../../hq/support/release.ts';
import { LAPTOP } from '../../../hq/support/running.ts';
import { shiftAnswered } from './support/shift-answered.ts';

const HOUR_MS = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'mo-purposes-'));
let pki: ForcePki;
let issuers: Readonly<Record<Issuer, Holder>>;
let trust: Trust;

const list = ({ signer }: Holder): Promise<Uint8Array> =>
  issueCrl({
    issuer: signer,
    revoked: [],
    thisUpdate: new Date(Date.now() - HOUR_MS),
    nextUpdate: new Date(Date.now() + HOUR_MS),
    number: 1,
  });

beforeAll(async () => {
  pki = await makeForce(join(folder, 'pki'));
  issuers = { ...pki, ...oddAuthorities(pki) };
  const all = everyIssuer.map((name) => issuers[name]);
  const below = all.filter((holder) => holder !== pki.root);
  trust = {
    anchors: [pki.root.certificate],
    intermediates: below.map(({ certificate }) => certificate),
    crls: (await Promise.all(all.map(list))).map(parseCrl),
    recovery: undefined,
    state: () => 'fresh',
    update: () => Promise.reject(new Error('not asked here')),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const person = ({ name, staffId, collarNumber, rank }: typeof nair) => ({
  commonName: name,
  userId: staffId,
  serialNumber: collarNumber,
  title: rank,
  organization: FORCE,
});
const cardOf = (issuer: Holder, officer: typeof nair, kind: 'cardAuthentication' | 'cardSignature' | 'cardKeyManagement') =>
  pki.issue(issuer, person(officer), { kind });
const issueRsa = async (issuer: Holder, profile: CertificateProfile): Promise<Uint8Array> => {
  return issueCertificate({
    issuer: issuer.signer,
    subject: { commonName: 'Recovery', organization: FORCE },
    spki: spkiOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    profile,
    notBefore: new Date(Date.now() - HOUR_MS),
    notAfter: new Date(Date.now() + HOUR_MS),
  });
};
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

/** Each thing that a certificate may be for on a laptop or in ICT's window: what came of it with one of that issuer's. */
const attempts = {
  async 'an order to wipe, signed by two'(issuer: Holder) {
    const order = draftOrder({ kind: 'wipe', sequence: 7 });
    const signed = await signOrder(order, await cardOf(issuer, nair, 'cardSignature'), await cardOf(issuer, pritchard, 'cardSignature'));
    const now = new Date();
    const verdict = checkOrder(signed, { trust, policy: policyOf(), device: LAPTOP, force: FORCE, lastSequence: 6, now });
    return verdict.ok ? 'accepted' : verdict.code;
  },
  async 'an order that waits for ICT’s second signature'(issuer: Holder) {
    const signed = await signOrder(draftOrder({ kind: 'wipe', sequence: 7 }), await cardOf(issuer, nair, 'cardSignature'));
    return readOrder(signed, trust, FORCE, new Date()) === undefined ? 'refused' : 'accepted';
  },
  async 'a warrant card'(issuer: Holder) {
    const kinds = ['cardAuthentication', 'cardSignature', 'cardKeyManagement'] as const;
    const certificates = await Promise.all(
      kinds.map(async (kind, index) => ({
        der: (await cardOf(issuer, rahman, kind)).certificate,
        hasKey: true,
        keyId: Uint8Array.of(index),
        pinEachTime: false,
        label: kind,
      })),
    );
    const read = readWarrantCards(certificates, { ...trust, at: new Date() });
    return read.ok ? 'accepted' : read.code;
  },
  async 'the recovery certificate'(issuer: Holder) {
    const fresh = createTrust({ root: pki.root.certificate, file: join(folder, `${randomUUID()}.json`) });
    const taken = await fresh.update({
      issuedAt: new Date().toISOString(),
      authorities: [pki.officer, pki.device, pki.shift, pki.server].map(({ certificate }) => base64(certificate)),
      crls: await Promise.all([pki.root, pki.officer, pki.device, pki.shift, pki.server].map(async (one) => base64(await list(one)))),
      recovery: base64(await issueRsa(issuer, { kind: 'recovery' })),
    });
    return taken.ok ? 'accepted' : taken.code;
  },
  async 'the gateway'(issuer: Holder) {
    const profile = { kind: 'server', dnsNames: ['gateway.hq'] } as const;
    const { certificate } = await pki.issue(issuer, { commonName: 'gateway.hq', organization: FORCE }, profile);
    const verdict = checkServer(new X509Certificate(certificate), 'gateway.hq', trust, new Date());
    return verdict.ok ? 'accepted' : verdict.code;
  },
  async 'the gateway, to a laptop that has no lists yet'(issuer: Holder) {
    const profile = { kind: 'server', dnsNames: ['gateway.hq'] } as const;
    const { certificate } = await pki.issue(issuer, { commonName: 'gateway.hq', organization: FORCE }, profile);
    const verdict = checkServer(new X509Certificate(certificate), 'gateway.hq', { ...trust, crls: [] }, new Date());
    return verdict.ok ? 'accepted' : verdict.code;
  },
  async 'an officer’s word for unsent work'(issuer: Holder) {
    const card = await cardOf(issuer, rahman, 'cardAuthentication');
    const voucher = await makeVoucher(card.signer, { staffId: rahman.staffId, device: LAPTOP }, new Date());
    const work = JSON.stringify({ staffId: rahman.staffId, device: LAPTOP, sealedAt: new Date().toISOString(), items: [] });
    const read = readWriting(signWork(work, voucher), sealedWork, { staffId: rahman.staffId, trust, at: new Date() });
    return read.ok ? 'accepted' : read.code;
  },
  async 'the force’s policy'(issuer: Holder) {
    const subject = { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' };
    const { signer } = await pki.issue(issuer, subject, { kind: 'policy' });
    const content = Buffer.from(JSON.stringify(policyOf()));
    const signed = await signCms({ content, signer, certificates: [issuer.certificate], at: new Date() });
    const read = checkPolicy(signed, { trust, force: FORCE, now: new Date(), as: 'fresh' });
    return read.ok ? 'accepted' : read.code;
  },
  async 'a release of the program'(issuer: Holder) {
    const holder = await pki.issue(issuer, { organization: FORCE, commonName: 'Releases' }, { kind: 'release' });
    const signed = await signAnything(releaseOf(new Uint8Array([1])), holder);
    const laptop = { platform: 'linux-x64', installed: '1.4.0', seen: {}, system: '6.1', protocol: 1 } as const;
    const read = checkRelease(signed, { trust, force: FORCE, now: new Date(), ...laptop });
    return read.ok ? 'accepted' : read.code;
  },
  async 'the answer of HQ’s enrolment'(issuer: Holder) {
    const responder = await pki.issue(issuer, { commonName: 'Enrolment', organization: FORCE }, { kind: 'cmcResponder' });
    return shiftAnswered(pki, trust, { responder, shift: pki.shift });
  },
  async 'a shift certificate in it'(issuer: Holder) {
    const responder = await pki.issue(pki.shift, { commonName: 'Enrolment', organization: FORCE }, { kind: 'cmcResponder' });
    return shiftAnswered(pki, trust, { responder, shift: issuer });
  },
  async 'a laptop’s receipt'(issuer: Holder) {
    const laptop = await pki.issue(issuer, { commonName: LAPTOP, organization: FORCE }, { kind: 'device' });
    const order = draftOrder({ kind: 'lock', sequence: 7 });
    const about: OrderSummary = { ...order, kind: 'lock', state: 'done', signers: [] };
    const checked = checkReceipt(await signReceipt(order, 'done', laptop), about, trust, FORCE, new Date());
    return checked.valid ? 'accepted' : checked.why;
  },
} satisfies Readonly<Record<string, (issuer: Holder) => Promise<string>>>;

const right: Readonly<Record<keyof typeof attempts, Issuer>> = {
  'an order to wipe, signed by two': 'officer',
  'an order that waits for ICT’s second signature': 'officer',
  'a warrant card': 'officer',
  'the recovery certificate': 'root',
  'the gateway': 'server',
  'the gateway, to a laptop that has no lists yet': 'server',
  'an officer’s word for unsent work': 'officer',
  'the force’s policy': 'root',
  'a release of the program': 'root',
  'the answer of HQ’s enrolment': 'shift',
  'a shift certificate in it': 'shift',
  'a laptop’s receipt': 'device',
};
const names = Object.keys(attempts) as (keyof typeof attempts)[];

describe('on a laptop', () => {
  it.each(names)('%s is taken from its own authority', async (what) => {
    expect(await attempts[what](issuers[right[what]])).toBe('accepted');
  });

  const wrong = names.flatMap((what) => everyIssuer.filter((issuer) => issuer !== right[what]).map((issuer) => [what, issuer] as const));
  it.each(wrong)('%s is not taken from %s', async (what, issuer) => {
    expect(await attempts[what](issuers[issuer])).not.toBe('accepted');
  });

  it('an authority that comes along in an order’s message vouches for nobody', async () => {
    const signer = await cardOf(pki.officer, nair, 'cardSignature');
    const order = draftOrder({ kind: 'lock', sequence: 7 });
    const content = Buffer.from(JSON.stringify(order));
    const message = await signCms({ content, signer: signer.signer, certificates: [pki.officer.certificate], at: new Date() });
    const context = { policy: policyOf(), device: LAPTOP, force: FORCE, lastSequence: 6, now: new Date() };
    const received = { id: order.id, signatures: [base64(message)] };
    expect(checkOrder(received, { ...context, trust })).toMatchObject({ ok: true });
    const without = { ...trust, intermediates: [pki.device.certificate, pki.server.certificate] };
    expect(checkOrder(received, { ...context, trust: without })).toMatchObject({ ok: false, code: 'SignerUntrusted' });
  });

  it('a key of the right authority gives no other purpose of the same authority', async () => {
    const shift = await pki.issue(pki.shift, { commonName: rahman.staffId, organization: FORCE }, { kind: 'shift', device: LAPTOP });
    expect(await shiftAnswered(pki, trust, { responder: shift, shift: pki.shift })).not.toBe('accepted');
    const order = draftOrder({ kind: 'lock', sequence: 7 });
    const signed = await signOrder(order, await cardOf(pki.officer, nair, 'cardAuthentication'));
    const context = { trust, policy: policyOf(), device: LAPTOP, force: FORCE, lastSequence: 6, now: new Date() };
    expect(checkOrder(signed, context)).toMatchObject({ ok: false, code: 'SignerNotAllowed' });
  });
});
