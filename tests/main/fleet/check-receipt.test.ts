import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { TrustMaterial } from '../../../main/device/trust/trust.ts';
import { checkReceipt } from '../../../main/fleet/check-receipt.ts';
import { issueCrl, parseCertificate, parseCrl } from '../../../pki/index.ts';
import { rahman } from '../../hq/support/force.ts';
import { signReceipt } from '../../hq/support/orders.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../../hq/support/pki.ts';

const order: OrderSummary = {
  id: randomUUID(),
  device: 'LAP-0432',
  kind: 'lock',
  state: 'done',
  sequence: 7,
  reason: 'Lost',
  at: new Date().toISOString(),
  notAfter: new Date(Date.now() + 86_400_000).toISOString(),
  signers: [],
};
const folder = mkdtempSync(join(tmpdir(), 'mo-receipt-'));
let pki: ForcePki;
let laptop: Holder;
beforeAll(async () => {
  pki = await makeForce(folder);
  laptop = await device(order.device);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const device = (name: string, of: ForcePki = pki): Promise<Holder> =>
  of.issue(of.device, { commonName: name, organization: FORCE }, { kind: 'device' });

type Revoked = Parameters<typeof issueCrl>[0]['revoked'];
/** What an ICT laptop knows of the force, with these laptops' certificates revoked. */
const trustOf = async (revoked: Revoked = []): Promise<TrustMaterial> => {
  const authorities = [pki.root, pki.officer, pki.device, pki.shift, pki.server];
  const [thisUpdate, nextUpdate] = [new Date(Date.now() - 1000), new Date(Date.now() + 3_600_000)];
  const list = ({ signer }: Holder, entries: Revoked) => issueCrl({ issuer: signer, revoked: entries, thisUpdate, nextUpdate, number: 2 });
  const lists = await Promise.all(authorities.map((one) => list(one, one === pki.device ? revoked : [])));
  const [{ certificate: root } = laptop, ...rest] = authorities;
  return { anchors: [root], intermediates: rest.map(({ certificate }) => certificate), crls: lists.map(parseCrl) };
};
const said = async (receipt: Uint8Array, revoked?: Revoked): Promise<string> => {
  const checked = checkReceipt(receipt, order, await trustOf(revoked), FORCE, new Date());
  return checked.valid ? checked.receipt.state : checked.why;
};
const signed = (signer: Holder, changes: Parameters<typeof signReceipt>[3] = {}): Promise<Uint8Array> =>
  signReceipt(order, 'done', signer, changes);
const entry = (seconds: number, reason: NonNullable<Revoked[number]['reason']>) => [
  { serialHex: parseCertificate(laptop.certificate).serialHex, at: new Date(Date.now() + seconds * 1000), reason },
];

describe('a receipt', () => {
  it('proves what the laptop signed about this order', async () => {
    expect(await said(await signed(laptop))).toBe('done');
  });

  it('proves nothing when one byte was changed', async () => {
    const receipt = await signed(laptop);
    const at = Buffer.from(receipt).indexOf('"state":"done"');
    receipt.set(Buffer.from('"state":"dine"'), at);
    expect(await said(receipt)).toBe('BadSignature');
    expect(await said(receipt.subarray(0, 200))).toBe('Malformed');
    expect(await said(new TextEncoder().encode('{"state":"done"}'))).toBe('Malformed');
  });

  it.each([
    ['another laptop', async () => device('LAP-0433'), 'WrongDevice'],
    ['an officer’s card', () => pki.card({ ...rahman, name: 'LAP-0432' }), 'Untrusted'],
    ['an officer’s card for signing', () => pki.card(rahman, { kind: 'cardSignature' }), 'Untrusted'],
    [
      'a shift',
      () => pki.issue(pki.shift, { commonName: 'LAP-0432', organization: FORCE }, { kind: 'shift', device: 'LAP-0432' }),
      'Untrusted',
    ],
    ['HQ', () => pki.issue(pki.server, { commonName: 'LAP-0432', organization: FORCE }, { kind: 'server', dnsNames: ['hq'] }), 'Untrusted'],
    ['a laptop of a force with another root', async () => device('LAP-0432', await makeForce(join(folder, 'other'))), 'Untrusted'],
  ])('proves nothing when it was signed by %s', async (_, signer, why) => {
    expect(await said(await signed(await signer()))).toBe(why);
  });

  it('proves nothing about another order, laptop or force', async () => {
    expect(await said(await signed(laptop, { order: randomUUID() }))).toBe('WrongOrder');
    expect(await said(await signed(laptop, { sequence: 6 }))).toBe('WrongOrder');
    expect(await said(await signed(laptop, { kind: 'wipe' }))).toBe('WrongOrder');
    expect(await said(await signed(laptop, { device: 'LAP-0433' }))).toBe('WrongDevice');
    expect(await said(await signed(laptop, { force: 'Another Constabulary' }))).toBe('WrongDevice');
  });

  it('outlives the laptop’s certificate, but not a key in other hands, nor one revoked before it signed', async () => {
    const receipt = await signed(laptop);
    expect(await said(receipt, entry(5, 'cessationOfOperation'))).toBe('done');
    expect(await said(receipt, entry(5, 'keyCompromise'))).toBe('Untrusted');
    expect(await said(receipt, entry(-60, 'cessationOfOperation'))).toBe('Untrusted');
  });
});
