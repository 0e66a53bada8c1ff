import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../hq/config.ts';
import { startHq } from '../../../../hq/index.ts';
import { signRelease } from '../../../../hq/releases/sign.ts';
import { readWarrantCards } from '../../../../main/card/identity.ts';
import { checkOrder } from '../../../../main/device/orders/check-order.ts';
import { checkPolicy } from '../../../../main/device/policy/check-policy.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { checkServer } from '../../../../main/device/trust/server.ts';
import type { Trust } from '../../../../main/device/trust/trust.ts';
import { checkRelease } from '../../../../main/device/update/check-release.ts';
import { encodePem, signCms } from '../../../../pki/index.ts';
import { nair, pritchard, rahman } from '../../../hq/support/force.ts';
import { draftOrder, signOrder } from '../../../hq/support/orders.ts';
import { FORCE, type Holder, pemOf } from '../../../hq/support/pki.ts';
import { policyOf } from '../../../hq/support/policy.ts';
import { releaseOf } from '../../../hq/support/release.ts';
import { LAPTOP } from '../../../hq/support/running.ts';
import { putEmptyDatabase } from '../../../hq/support/template.ts';
import { type OpensslIssued, opensslIssue, opensslList } from '../../../pki/openssl-issue.ts';

/** The table of docs/operations.md, column by column: what a force writes into openssl's extension sections. */
const documented = (() => {
  const text = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| ([^|]+) \| (root|officer|device|shift|server) \| `([^`]+)` \|/gm)];
  return new Map(rows.map(([, name = '', issuer = '', lines = '']) => [name.trim(), { issuer, lines: lines.split('; ') }]));
})();

type AuthorityName = 'officer' | 'device' | 'shift' | 'server';
const folder = mkdtempSync(join(tmpdir(), 'mo-openssl-force-'));
let root: OpensslIssued;
let authorities: Readonly<Record<AuthorityName, OpensslIssued>>;
let trust: Trust;
let recovery: OpensslIssued;

const rowOf = (name: string) => {
  const row = documented.get(name);
  if (row === undefined) throw new Error(`docs/operations.md has no ${name}`);
  return row;
};
const issue = (name: string, subject: string, more: readonly string[] = [], kind: 'p256' | 'rsa' = 'p256'): OpensslIssued => {
  const { issuer, lines } = rowOf(name);
  const by = issuer === 'root' ? root : authorities[issuer as AuthorityName];
  return opensslIssue({ issuer: by, subject: `/O=${FORCE}${subject}`, extensions: [...lines, ...more], kind });
};
const person = ({ name, staffId, collarNumber, rank }: typeof nair): string =>
  `/title=${rank}/serialNumber=${collarNumber}/UID=${staffId}/CN=${name}`;
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

beforeAll(async () => {
  root = opensslIssue({
    subject: `/O=${FORCE}/CN=Root`,
    extensions: ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign'],
    kind: 'rsa',
  });
  authorities = {
    officer: issue('officer authority', '/CN=Officers'),
    device: issue('device authority', '/CN=Devices'),
    shift: issue('shift authority', '/CN=Shifts'),
    server: issue('server authority', '/CN=Servers'),
  };
  recovery = issue('recovery', '/CN=Recovery', [], 'rsa');
  trust = createTrust({ root: root.certificate, file: join(folder, 'trust.json') });
  const taken = await trust.update({
    issuedAt: new Date().toISOString(),
    authorities: Object.values(authorities).map(({ certificate }) => base64(certificate)),
    crls: [root, ...Object.values(authorities)].map((one) => base64(opensslList(one))),
    recovery: base64(recovery.certificate),
  });
  expect(taken).toMatchObject({ ok: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a force that makes its certificates with the openssl program, by the table in docs/operations.md', () => {
  it.each(['p256', 'rsa'] as const)('has warrant cards (%s) that laptops take', (kind) => {
    const names = ['card 9A', 'card 9C', `card 9D (${kind === 'rsa' ? 'RSA' : 'EC'})`];
    const certificates = names.map((name, index) => ({
      der: issue(name, person(rahman), [], kind).certificate,
      keyId: Uint8Array.of(index),
      label: name,
      hasKey: true,
      pinEachTime: false,
    }));
    expect(readWarrantCards(certificates, { ...trust, at: new Date() })).toMatchObject({
      ok: true,
      value: [{ holder: { staffId: rahman.staffId } }],
    });
  });

  it('orders a wipe by two cards', async () => {
    const order = draftOrder({ kind: 'wipe', sequence: 7 });
    const [first, second] = [issue('card 9C', person(nair)), issue('card 9C', person(pritchard), [], 'rsa')] as const;
    const signed = await signOrder(order, first, second);
    const context = { trust, policy: policyOf(), device: LAPTOP, force: FORCE, lastSequence: 6, now: new Date() };
    expect(checkOrder(signed, context)).toMatchObject({ ok: true, signers: [{ staffId: nair.staffId }, { staffId: pritchard.staffId }] });
  });

  it('has a gateway that laptops take', () => {
    const gateway = issue('server', '/CN=gateway.hq', ['subjectAltName = DNS:gateway.hq']);
    expect(checkServer(new X509Certificate(gateway.certificate), 'gateway.hq', trust, new Date())).toEqual({
      ok: true,
      revocation: 'checked',
    });
  });

  it('signs its policy', async () => {
    const { signer } = issue('policy', '/OU=Policy/CN=Policy');
    const signed = await signCms({ content: Buffer.from(JSON.stringify(policyOf())), signer, at: new Date() });
    expect(checkPolicy(signed, { trust, force: FORCE, now: new Date(), as: 'fresh' })).toMatchObject({ ok: true });
  });

  it('signs its releases', async () => {
    const { signer } = issue('release', '/CN=Releases');
    const signed = await signRelease(releaseOf(new Uint8Array([1])), signer, new Date());
    const laptop = { platform: 'linux-x64', installed: '1.4.0', seen: {}, system: '6.1', protocol: 1 } as const;
    expect(checkRelease(signed, { trust, force: FORCE, now: new Date(), ...laptop })).toMatchObject({ ok: true });
  });

  it('starts HQ with them', async () => {
    const put = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content, { mode: 0o600 });
      return join(folder, name);
    };
    const files = (name: string, holder: Holder) => {
      const { cert, key } = pemOf(holder);
      return { certificate: put(`${name}.pem`, cert), key: put(`${name}.key`, key) };
    };
    const listOf = (name: string, holder: OpensslIssued) => put(`${name}.crl`, encodePem(opensslList(holder), 'X509 CRL'));
    const server = (dns: string) => issue('server', `/CN=${dns}`, [`subjectAltName = DNS:${dns}`]);
    await putEmptyDatabase(join(folder, 'database'));
    const config = parseConfig(
      {
        force: FORCE,
        database: { folder: 'database' },
        listen: { gateway: 0, enrolment: 0, services: 0 },
        pki: {
          root: { certificate: files('root', root).certificate, crl: listOf('root', root) },
          officerAuthority: { certificate: files('officer', authorities.officer).certificate, crl: listOf('officer', authorities.officer) },
          deviceAuthority: files('device', authorities.device),
          shiftAuthority: files('shift', authorities.shift),
          serverAuthority: { certificate: files('server', authorities.server).certificate, crl: listOf('server', authorities.server) },
          cmcResponder: files('responder', issue('responder', '/CN=Enrolment')),
          gateway: files('gateway', server('gateway.hq')),
          services: files('services', server('services.hq')),
          recovery: files('recovery', recovery),
        },
      },
      folder,
    );
    const hq = await startHq(config, { log: () => undefined });
    await hq.close();
  });
});
