import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HqConfig, parseConfig } from '../../../hq/config.ts';
import { startHq } from '../../../hq/index.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import { readCertificate } from '../../../pki/certificate/certificate.ts';
import { certificatePolicies, encodePem, issueCertificate, issueCrl, parseCertificate, parseCrl } from '../../../pki/index.ts';
import { issuingPoint, type ListInput, revocationList } from '../../pki/material.ts';
import { opensslIssue, opensslList } from '../../pki/openssl-issue.ts';
import { ask, tunnel } from '../support/client.ts';
import { oddAuthorities, oddNames } from '../support/odd-authorities.ts';
import { FORCE, type ForcePki, type Holder, makeForce, pemOf, spkiOf, writeForce } from '../support/pki.ts';
import { type RunningForce, startForce } from '../support/running.ts';
import { putEmptyDatabase } from '../support/template.ts';

const HOUR_MS = 3_600_000;
const hours = (count: number): Date => new Date(Date.now() + count * HOUR_MS);

let folder: string;
let pki: ForcePki;
let written: HqConfig['pki'];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hq-fit-'));
  pki = await makeForce(join(folder, 'pki'));
  written = (await writeForce(pki)) as HqConfig['pki'];
  await putEmptyDatabase(join(folder, 'database'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const file = (content: string): string => {
  files += 1;
  const path = join(folder, `${files}.pem`);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
};
const listFile = (der: Uint8Array): string => file(encodePem(der, 'X509 CRL'));
const identityFile = (holder: Holder) => {
  const { cert, key } = pemOf(holder);
  return { certificate: file(cert), key: file(key) };
};
const list = ({ signer }: Holder, change: { readonly thisUpdate?: Date; readonly nextUpdate?: Date } = {}): Promise<Uint8Array> =>
  issueCrl({ issuer: signer, revoked: [], thisUpdate: hours(-2), nextUpdate: hours(9), number: 2, ...change });
/** A list that says it is the holder's, whoever's key signs, as odd as asked. */
const odd = (holder: Holder, change: Partial<ListInput>): Uint8Array => {
  const { certificate: der, key: privateKey } = holder;
  const subject = openSubject(der);
  const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  return revocationList({
    issuer: { der, key: { privateKey, publicKey }, subject, serial: new Uint8Array() },
    thisUpdate: hours(-1),
    nextUpdate: hours(9),
    ...change,
  });
};
/** The issuer's name as a list of its own carries it. */
const openSubject = (der: Uint8Array): Uint8Array => readCertificate(der).subject.raw;

/** Every way in which a list can be such that laptops refuse it; the words that HQ has for it. */
const badLists: readonly (readonly [string, RegExp, (issuer: Holder, other: Holder) => Uint8Array | Promise<Uint8Array>])[] = [
  ['version 1', /no CRL number/, (issuer) => opensslList(issuer, {})],
  ['without a number', /no CRL number/, (issuer) => opensslList(issuer, { extensions: true })],
  ['without an end', /no nextUpdate/, (issuer) => odd(issuer, { nextUpdate: 'none' })],
  ['with a negative number', /no CRL number/, (issuer) => odd(issuer, { number: -1 })],
  [
    'for some certificates alone',
    /some of the certificates|not a complete/,
    (issuer) => odd(issuer, { extensions: [issuingPoint({ only: 'attributes' })] }),
  ],
  ['for some reasons alone', /some of the certificates/, (issuer) => odd(issuer, { extensions: [issuingPoint({ reasons: [1] })] })],
  ['of another authority', /another issuer/, (_, other) => list(other)],
  [
    'with a changed signature',
    /not signed/,
    async (issuer) => (await list(issuer)).map((byte, at, all) => (at === all.length - 3 ? byte ^ 1 : byte)),
  ],
  ['that has run out', /out of date/, (issuer) => list(issuer, { nextUpdate: hours(-1) })],
  ['from the future', /from the future/, (issuer) => list(issuer, { thisUpdate: hours(2) })],
  ['that is no list', /no revocation list|not a complete/, () => Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01)],
];

const starting = async (change: Partial<HqConfig['pki']>): Promise<void> => {
  const config = parseConfig(
    { force: FORCE, database: { folder: 'database' }, listen: { gateway: 0, enrolment: 0, services: 0 }, pki: { ...written, ...change } },
    folder,
  );
  const hq = await startHq(config, { log: () => undefined });
  await hq.close();
};

describe('HQ starts with what laptops take', () => {
  it('as a force makes it', async () => {
    await starting({});
    await starting({ officerAuthority: { certificate: written.officerAuthority.certificate, crl: listFile(await list(pki.officer)) } });
    await starting({ root: { ...written.root, crl: listFile(opensslList(pki.root)) } });
  });
});

describe('HQ does not start', () => {
  it.each(badLists)('with a root list %s, and names pki.root.crl', async (_what, words, make) => {
    const crl = listFile(await make(pki.root, pki.officer));
    const refused = expect(starting({ root: { ...written.root, crl } })).rejects;
    await refused.toMatchObject({ code: 'ConfigurationBroken', message: expect.stringMatching(/^pki\.root\.crl: /) });
    await expect(starting({ root: { ...written.root, crl } })).rejects.toThrow(words);
  });

  it.each(badLists)('with a list of cards %s, and names pki.officerAuthority.crl', async (_what, words, make) => {
    const crl = listFile(await make(pki.officer, pki.root));
    const officerAuthority = { certificate: written.officerAuthority.certificate, crl };
    await expect(starting({ officerAuthority })).rejects.toThrow(/^pki\.officerAuthority\.crl: /);
    await expect(starting({ officerAuthority })).rejects.toThrow(words);
  });

  it.each(oddNames)('with an officer authority that is %s', async (name) => {
    await expect(starting({ officerAuthority: identityFile(oddAuthorities(pki)[name]) })).rejects.toThrow(
      /^pki\.officerAuthority\.certificate: laptops would refuse it: /,
    );
  });

  it.each(['officer', 'device', 'shift', 'server'] as const)(
    'with a %s authority that may make authorities of its own',
    async (purpose) => {
      for (const constraints of ['CA:TRUE', 'CA:TRUE, pathlen:1']) {
        const unlimited = opensslIssue({
          issuer: pki.root,
          subject: `/O=${FORCE}/CN=Unlimited`,
          extensions: [
            `basicConstraints = critical, ${constraints}`,
            'keyUsage = critical, keyCertSign, cRLSign',
            `certificatePolicies = ${certificatePolicies[purpose]}`,
          ],
        });
        await expect(starting({ [`${purpose}Authority`]: identityFile(unlimited) })).rejects.toThrow(
          new RegExp(`^pki\\.${purpose}Authority\\.certificate: laptops would refuse it: .*pathlen:0`),
        );
      }
    },
  );

  it.each(['officer', 'device', 'shift', 'server'] as const)('with another authority as the %s authority', async (purpose) => {
    const other = purpose === 'device' ? pki.shift : pki.device;
    await expect(starting({ [`${purpose}Authority`]: identityFile(other) })).rejects.toThrow(
      new RegExp(`^pki\\.${purpose}Authority\\.certificate: .*not marked`),
    );
  });

  const leaf = (issuer: Holder, kind: 'gateway' | 'services' | 'cmcResponder', dns = `${kind}.hq`): Promise<Holder> =>
    pki.issue(issuer, { commonName: dns, organization: FORCE }, kind === 'cmcResponder' ? { kind } : { kind: 'server', dnsNames: [dns] });
  it.each([
    ['gateway', 'root'],
    ['gateway', 'officer'],
    ['gateway', 'device'],
    ['gateway', 'shift'],
    ['services', 'officer'],
    ['services', 'device'],
    ['services', 'shift'],
    ['cmcResponder', 'root'],
    ['cmcResponder', 'officer'],
    ['cmcResponder', 'device'],
    ['cmcResponder', 'server'],
  ] as const)('with a %s whose certificate is by the %s authority', async (field, issuer) => {
    await expect(starting({ [field]: identityFile(await leaf(pki[issuer], field)) })).rejects.toThrow(
      new RegExp(`^pki\\.${field}\\.certificate: .*not marked`),
    );
  });

  it('with a gateway whose certificate has ended, or services under another name', async () => {
    const ended = await pki.issue(pki.server, { commonName: 'gateway.hq' }, { kind: 'server', dnsNames: ['gateway.hq'] }, hours(-1));
    await expect(starting({ gateway: identityFile(ended) })).rejects.toThrow(/^pki\.gateway\.certificate: .*time is over/);
    const other = await leaf(pki.server, 'services', 'systems.hq');
    await expect(starting({ services: identityFile(other) })).rejects.toThrow(/^pki\.services\.certificate: .*services\.hq/);
  });

  it.each(['officer', 'device', 'shift', 'server'] as const)('with a recovery certificate by the %s authority', async (issuer) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = await issueCertificate({
      issuer: pki[issuer].signer,
      subject: { commonName: 'Recovery', organization: FORCE },
      spki: spkiOf(privateKey),
      profile: { kind: 'recovery' },
      notBefore: hours(-1),
      notAfter: hours(1),
    });
    await expect(starting({ recovery: { certificate: file(encodePem(certificate, 'CERTIFICATE')) } })).rejects.toThrow(
      /^pki\.recovery\.certificate: /,
    );
  });

  it('with an authority that its root list revokes', async () => {
    const { serialHex } = parseCertificate(pki.shift.certificate);
    const revoked = [{ serialHex, at: hours(-1) }];
    const crl = listFile(await issueCrl({ issuer: pki.root.signer, revoked, thisUpdate: hours(-1), nextUpdate: hours(1), number: 3 }));
    await expect(starting({ root: { ...written.root, crl } })).rejects.toThrow(/^pki\.shiftAuthority\.certificate: .*revoked/);
  });
});

describe('HQ that runs', () => {
  let force: RunningForce;
  beforeAll(async () => {
    force = await startForce();
  });
  afterAll(() => force?.stop());

  const put = (der: Uint8Array): void => {
    const { crl } = force.config.pki.root;
    writeFileSync(`${crl}.new`, encodePem(der, 'X509 CRL'));
    renameSync(`${crl}.new`, crl);
  };
  const handedOut = async () => {
    const session = await tunnel(force);
    const reply = await ask(session, 'GET', '/v1/device/trust');
    session.destroy();
    expect(reply.status).toBe(200);
    const bundle = JSON.parse(reply.body.toString());
    const trust = createTrust({ root: force.pki.root.certificate, file: join(folder, 'laptop', 'trust.json') });
    expect(await trust.update(bundle)).toMatchObject({ ok: true });
    return parseCrl(Buffer.from(bundle.crls[0], 'base64')).number;
  };

  it.each(badLists.filter(([what]) => what !== 'that has run out'))(
    'hands no root list %s on: the one before stays, and the log names the field',
    async (_what, _words, make) => {
      put(await list(force.pki.root));
      expect(await handedOut()).toBe(2n);
      const before = force.logged.length;
      put(await make(force.pki.root, force.pki.officer));
      expect(await handedOut()).toBe(2n);
      expect(force.logged.slice(before).filter((line) => line.startsWith('listRefused'))).toEqual([
        expect.stringContaining('"field":"pki.root.crl"'),
      ]);
    },
  );

  it('refuses everybody under a root list that has run out, and takes the next one', async () => {
    put(await list(force.pki.root, { nextUpdate: hours(-1) }));
    const session = await tunnel(force).catch(() => undefined);
    const reply = session && (await ask(session, 'GET', '/v1/device/trust').catch(() => undefined));
    expect(reply?.status).not.toBe(200);
    session?.destroy();
    put(await list(force.pki.root));
    expect(await handedOut()).toBe(2n);
  });
});
