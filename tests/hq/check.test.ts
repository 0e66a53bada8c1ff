import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesIn } from '../../hq/authority/files.ts';
import { checkConfiguration } from '../../hq/check/check.ts';
import { daysLeft, endingsOf } from '../../hq/check/expiry.ts';
import { stopping } from '../../hq/check/finding.ts';
import { configOf } from '../../hq/command-line/file.ts';
import { type HqConfig, parseConfig } from '../../hq/config.ts';
import { signPolicy } from '../../hq/fleet/policy/sign.ts';
import { certificatePolicies, encodePem, issueCertificate, issueCrl } from '../../pki/index.ts';
import { opensslIssue } from '../pki/openssl-issue.ts';
import { FORCE, type ForcePki, type Holder, makeForce, newKey, pemOf, spkiOf, writeForce } from './support/pki.ts';
import { policyOf, writePolicy } from './support/policy.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
let folder: string;
let pki: ForcePki;
let written: HqConfig['pki'];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hq-check-'));
  pki = await makeForce(join(folder, 'pki'));
  written = (await writeForce(pki)) as HqConfig['pki'];
  await writePolicy(pki);
  mkdirSync(join(folder, 'code-lists'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const file = (content: string | Uint8Array, mode = 0o600): string => {
  files += 1;
  const path = join(folder, `${files}`);
  writeFileSync(path, content, { mode });
  chmodSync(path, mode);
  return path;
};
const identity = (holder: Pick<Holder, 'certificate' | 'key'>, mode?: number) => {
  const { cert, key } = pemOf(holder);
  return { certificate: file(cert), key: file(key, mode) };
};
const configWith = (change: Partial<HqConfig['pki']> = {}, more: object = {}): HqConfig =>
  parseConfig(
    {
      ...{
        force: FORCE,
        database: { folder: 'database' },
        listen: { gateway: 0, enrolment: 0, services: 0 },
        pki: { ...written, ...change },
      },
      ...{ policyFile: 'pki/policy.p7m', codeListFolder: 'code-lists', ...more },
    },
    folder,
  );
const findings = async (change?: Partial<HqConfig['pki']>, more?: object) =>
  (await checkConfiguration(configWith(change, more), new Date())).map(({ field, file: at, says, fix }) => {
    expect(fix).not.toBe('');
    return `${field}${at === undefined ? '' : ' in a file'}: ${says}`;
  });

describe('the check of a configuration', () => {
  it('finds nothing where nothing is wrong, and says when each thing ends', async () => {
    expect(await findings()).toEqual([]);
    const endings = endingsOf(configWith());
    expect(endings.map(({ field }) => field)).toEqual(expect.arrayContaining(['pki.root.crl', 'policyFile']));
    expect(endings).toHaveLength(12);
    expect(endings[0]?.at.getTime()).toBeLessThanOrEqual(endings[1]?.at.getTime() ?? 0);
    const now = new Date();
    expect([36, -1].map((hours) => daysLeft(new Date(now.getTime() + hours * HOUR_MS), now))).toEqual([1, -1]);
  });

  it('says when the certificate of the policy’s signer ends, also once it has', async () => {
    const ends = new Date(Math.floor((Date.now() - 10 * MINUTE_MS) / 1000) * 1000);
    const subject = { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' };
    const signer = await pki.issue(pki.root, subject, { kind: 'policy' }, ends);
    const policyFile = file(await signPolicy(policyOf(), signer.signer, new Date(Date.now() - 30 * MINUTE_MS)));
    expect(endingsOf(configWith({}, { policyFile })).filter(({ field }) => field === 'policyFile')).toEqual([
      { field: 'policyFile', at: ends },
    ]);
    expect(await findings({}, { policyFile })).toEqual([
      expect.stringMatching(/^policyFile in a file: not signed by a policy certificate/),
    ]);
  });

  it('names what cannot be looked at, and goes on', async () => {
    const round = join(folder, 'round');
    symlinkSync(round, round);
    const key = { certificate: written.gateway.certificate, key: round };
    expect(await findings({ gateway: key }, { shareKeyFolder: round, codeListFolder: round, policyFile: round })).toEqual([
      'pki.gateway.key in a file: cannot be read (ELOOP)',
      'policyFile in a file: cannot be read (ELOOP)',
      'codeListFolder in a file: cannot be read (ELOOP)',
      'shareKeyFolder in a file: cannot be read (ELOOP)',
    ]);
    expect(() => namesIn('codeListFolder', written.gateway.certificate)).toThrow('codeListFolder: cannot be read (ENOTDIR)');
  });

  it('names a key that every account can read, and a folder of share keys', async () => {
    expect(await findings({ gateway: identity(await server(), 0o644) })).toEqual([
      'pki.gateway.key in a file: every account of this machine can read it',
    ]);
    mkdirSync(join(folder, 'open'), { mode: 0o755 });
    expect(await findings({}, { shareKeyFolder: 'open' })).toEqual(['shareKeyFolder in a file: every account of this machine can read it']);
  });

  it('names a configuration with a password in it that every account can read', () => {
    const { database: _database, ...rest } = configWith();
    const saved = (url: string, mode: number): (() => HqConfig) => {
      const path = file(JSON.stringify({ ...rest, database: { url } }), mode);
      return () => configOf(path);
    };
    for (const url of ['postgres://hq:secret@db/hq', 'postgres://hq@/hq?password=secret']) {
      expect(saved(url, 0o644)).toThrow(/^.*:\ndatabase\.url: every account of this machine can read it(?!.*secret)/);
      expect(saved(url, 0o640)().force).toBe(FORCE);
    }
    expect(saved('postgres://hq@/hq?host=/var/run/postgresql', 0o644)().force).toBe(FORCE);
  });

  it('tells all that is missing at once', async () => {
    const gone = (name: string) => ({ certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) });
    expect(
      await findings({ gateway: gone('a'), root: { ...written.root, crl: join(folder, 'no.crl') } }, { policyFile: 'no.p7m' }),
    ).toEqual([
      'pki.root.crl in a file: cannot be read (ENOENT)',
      'pki.gateway.certificate in a file: cannot be read (ENOENT)',
      'policyFile in a file: cannot be read (ENOENT)',
    ]);
    expect(await findings({}, { codeListFolder: 'none' })).toEqual(['codeListFolder in a file: no such folder']);
  });

  it('blames a root list that has run out, and nothing that rests on it', async () => {
    const times = { thisUpdate: new Date(Date.now() - 2 * HOUR_MS), nextUpdate: new Date(Date.now() - HOUR_MS) };
    const crl = file(encodePem(await issueCrl({ issuer: pki.root.signer, revoked: [], number: 9, ...times }), 'X509 CRL'));
    expect(await findings({ root: { ...written.root, crl } })).toEqual([
      'pki.root.crl in a file: laptops would refuse it: the list is out of date; issue a new one',
    ]);
  });

  it('names a server without its usage, a responder of another authority, and an authority alone where all below it fails', async () => {
    const plain = opensslIssue({
      issuer: pki.server,
      subject: `/O=${FORCE}/CN=gateway.hq`,
      extensions: [
        ...['basicConstraints = critical, CA:FALSE', 'keyUsage = critical, digitalSignature', 'subjectAltName = DNS:gateway.hq'],
        `certificatePolicies = ${certificatePolicies.server}`,
      ],
    });
    const responder = await pki.issue(pki.device, { commonName: 'Enrolment', organization: FORCE }, { kind: 'cmcResponder' });
    expect(await findings({ gateway: identity(plain), cmcResponder: identity(responder) })).toEqual([
      'pki.gateway.certificate in a file: laptops would refuse it: the certificate is not for this purpose',
      expect.stringMatching(/^pki\.cmcResponder\.certificate in a file: .*not marked/),
    ]);
    expect(await findings({ serverAuthority: identity(pki.device) })).toEqual([
      expect.stringMatching(/^pki\.serverAuthority\.certificate in a file: .*not marked/),
    ]);
  });

  it('names a recovery certificate whose key is not RSA, and one whose time is over', async () => {
    const key = newKey();
    const subject = { commonName: 'Recovery', organization: FORCE };
    const life = { notBefore: new Date(Date.now() - HOUR_MS), notAfter: new Date(Date.now() + HOUR_MS) };
    const elliptic = await issueCertificate({
      issuer: pki.root.signer,
      subject,
      spki: spkiOf(key),
      profile: { kind: 'timeStamp' },
      ...life,
    });
    expect(await findings({ recovery: { certificate: file(encodePem(elliptic, 'CERTIFICATE')) } })).toEqual([
      'pki.recovery.certificate in a file: its key is not RSA: laptops seal store keys for RSA alone',
    ]);
    const ended = await pki.issue(pki.server, subject, { kind: 'server', dnsNames: ['gateway.hq'] }, new Date(Date.now() - HOUR_MS));
    expect(await findings({ gateway: identity(ended) })).toEqual([expect.stringMatching(/^pki\.gateway\.certificate .*time is over/)]);
  });

  it('names what the policy certificate has not signed', async () => {
    const stranger = await pki.issue(
      pki.officer,
      { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' },
      { kind: 'policy' },
    );
    const elsewhere = { ...pki, folder: join(folder, 'elsewhere') };
    mkdirSync(elsewhere.folder);
    await writePolicy(elsewhere, {}, stranger);
    mkdirSync(join(folder, 'lists'));
    writeFileSync(join(folder, 'lists', 'status.p7m'), 'no list');
    expect(await findings({}, { policyFile: 'elsewhere/policy.p7m', codeListFolder: 'lists' })).toEqual([
      'policyFile in a file: not signed by a policy certificate of this force that is valid and not revoked',
      'codeListFolder in a file: not signed, or not of its form',
    ]);
    // For a list of codes a force does not stand still.
    const all = await checkConfiguration(configWith({}, { policyFile: 'elsewhere/policy.p7m', codeListFolder: 'lists' }), new Date());
    expect(stopping(all).map(({ field }) => field)).toEqual(['policyFile']);
  });
});

const server = () => pki.issue(pki.server, { commonName: 'gateway.hq', organization: FORCE }, { kind: 'server', dnsNames: ['gateway.hq'] });
