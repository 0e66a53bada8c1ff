import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lease as leaseContract } from '../../../contracts/domain/device.ts';
import { currentPolicy } from '../../../contracts/hq/orders.ts';
import { demoPki } from '../../../hq/demo/pki.ts';
import { demoPolicyFile } from '../../../hq/demo/policy.ts';
import { readSignedPolicy } from '../../../hq/fleet/policy/read.ts';
import { signPolicy } from '../../../hq/fleet/policy/sign.ts';
import { startHq } from '../../../hq/index.ts';
import { decodePem, parseCertificate, parseCrl, signCms } from '../../../pki/index.ts';
import { ask, codeOf, tunnel } from '../support/client.ts';
import { nair, rahman } from '../support/force.ts';
import { FORCE, type Holder, writeCrl } from '../support/pki.ts';
import { policyHolder, policyOf, writePolicy } from '../support/policy.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

const HOUR_MS = 3_600_000;

describe('the signed policy', () => {
  let force: RunningForce;
  let signer: Holder;
  let line: ClientHttp2Session;
  beforeAll(async () => {
    force = await startForce({ signedPolicy: { version: 5, offlineHours: 8 } });
    signer = await policyHolder(force.pki);
    line = await tunnel(force);
  });
  afterAll(async () => {
    line?.destroy();
    await force?.stop();
  });

  const version = async (): Promise<number> => {
    const { version, signed } = currentPolicy.parse(JSON.parse((await ask(line, 'GET', '/v1/device/policy')).body.toString()));
    const material = { anchors: [force.pki.root.certificate], intermediates: [], crls: [rootList()] };
    const read = readSignedPolicy(Buffer.from(signed, 'base64'), { material, force: FORCE, at: new Date() });
    expect(read).toMatchObject({ ok: true, value: { version } });
    return version;
  };
  const rootList = () => {
    const [der] = decodePem(readFileSync(join(force.pki.folder, 'root.crl'), 'utf8'), 'X509 CRL');
    if (der === undefined) throw new Error('no list');
    return parseCrl(der);
  };
  const leaseLife = async (): Promise<{ readonly hours: number; readonly shift: Holder; readonly notAfter: Date }> => {
    const shift = await beginShift(force, line, await force.pki.card(rahman));
    const asked = { device: LAPTOP, staffId: rahman.staffId, at: new Date().toISOString(), nonce: randomBytes(16).toString('base64') };
    const message = await signCms({ content: Buffer.from(JSON.stringify(asked)), signer: shift.signer, at: new Date() });
    const { issuedAt, notAfter } = leaseContract.parse(JSON.parse((await ask(line, 'POST', '/v1/device/lease', message)).body.toString()));
    return { hours: (Date.parse(notAfter) - Date.parse(issuedAt)) / HOUR_MS, shift, notAfter: new Date(notAfter) };
  };

  it('is handed to laptops as it was signed, and shortens their leases', async () => {
    expect(await version()).toBe(5);
    expect((await leaseLife()).hours).toBe(8);
  });

  it('is taken up when its file changes, and ends leases with the shift where laptops may keep none', async () => {
    await writePolicy(force.pki, { version: 6, offlineHours: 0 }, signer);
    expect(await version()).toBe(6);
    const { shift, notAfter } = await leaseLife();
    expect(notAfter).toEqual(parseCertificate(shift.certificate).notAfter);
  });

  const refused = async (fault: string): Promise<void> => {
    expect(await version()).toBe(6);
    const entry = await force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow();
    expect([entry.action, entry.detail]).toEqual(['policyRefused', fault]);
    expect(await version()).toBe(6);
  };

  it('is never an older one, nor another under the same version', async () => {
    await writePolicy(force.pki, { version: 5 }, signer);
    await refused('Older');
    await writePolicy(force.pki, { version: 6, offlineHours: 720 }, signer);
    await refused('VersionReused');
  });

  it.each([
    ['a server’s certificate', () => force.pki.issue(force.pki.root, policySubject, { kind: 'cmcResponder' })],
    ['another authority than the root', () => force.pki.issue(force.pki.officer, policySubject, { kind: 'policy' })],
    [
      'a certificate without the unit',
      () => force.pki.issue(force.pki.root, { organization: FORCE, commonName: 'Policy' }, { kind: 'policy' }),
    ],
    ['a warrant card', () => force.pki.card(nair, { kind: 'cardSignature' })],
  ])('is never signed by %s', async (_, holder) => {
    await writePolicy(force.pki, { version: 7 }, await holder());
    await refused('Untrusted');
  });
  const policySubject = { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' };

  it('is never of another force, never changed, never nonsense', async () => {
    const file = await writePolicy(force.pki, { version: 7, force: 'Kent Police' }, signer);
    await refused('WrongForce');
    const signed = Buffer.from(await signPolicy(policyOf({ version: 7 }), signer.signer, new Date()));
    writeFileSync(file, signed.toString('latin1').replace('"version":7', '"version":8'), 'latin1');
    await refused('Untrusted');
    writeFileSync(file, randomBytes(500));
    await refused('Malformed');
  });

  it('is never signed by a revoked certificate', async () => {
    const lost = await policyHolder(force.pki);
    await writeCrl(force.pki.root, join(force.pki.folder, 'root.crl'), [lost], new Date(Date.now() + 10 * HOUR_MS));
    await writePolicy(force.pki, { version: 7 }, lost);
    await refused('Untrusted');
  });

  it('stays in force while its file is away', async () => {
    rmSync(join(force.pki.folder, 'policy.p7m'));
    expect(await version()).toBe(6);
  });

  it('stops HQ from starting when it does not hold, or is one that was withdrawn', async () => {
    line.destroy();
    await force.hq.close();
    await expect(startHq(force.config)).rejects.toThrow('policyFile: cannot be read');
    await writePolicy(force.pki, { version: 5 }, signer);
    await expect(startHq(force.config)).rejects.toThrow('policyFile: older than');
    await writePolicy(force.pki, { version: 7 }, await force.pki.card(nair, { kind: 'cardSignature' }));
    await expect(startHq(force.config)).rejects.toThrow('policyFile: not signed by a policy certificate');
  });
});

it('a force that has signed none gives no orders and lends as its configuration says', async () => {
  const force = await startForce({ signedPolicy: 'none' });
  const line = await tunnel(force);
  expect(codeOf(await ask(line, 'GET', '/v1/device/policy'))).toBe('NotFound');
  line.destroy();
  await force.stop();
});

describe('mobile-office-hq policy sign', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policy-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('signs what HQ, laptops and openssl cms accept, and nothing with another certificate', async () => {
    const pki = await demoPki(join(folder, 'pki'), { now: new Date() });
    const demo = await demoPolicyFile(pki, new Date());
    const at = (name: string): string => join(folder, 'pki', name);
    const verify = (file: string) =>
      JSON.parse(
        execFileSync('openssl', ['cms', '-verify', '-inform', 'DER', '-in', file, '-CAfile', at('root.pem'), '-purpose', 'any'], {
          stdio: ['ignore', 'pipe', 'ignore'],
        }).toString(),
      );
    expect(verify(demo)).toMatchObject({ version: 1, orders: { signers: ['LC006021', 'LC006034'], countersign: ['wipe'] } });

    const draft = join(folder, 'policy.json');
    writeFileSync(draft, JSON.stringify(policyOf({ version: 2 })));
    const run = (certificate: string) =>
      spawnSync(process.execPath, [
        new URL('../../../hq/mobile-office-hq.ts', import.meta.url).pathname,
        'policy',
        'sign',
        draft,
        '--certificate',
        at(`${certificate}.pem`),
        '--key',
        at(`${certificate}.key`),
        '--out',
        join(folder, 'out.p7m'),
      ]);
    expect(run('gateway').status).toBe(1);
    expect(run('policy').status).toBe(0);
    expect(verify(join(folder, 'out.p7m'))).toMatchObject({ version: 2 });
    writeFileSync(draft, JSON.stringify({ ...policyOf(), idleLockSeconds: 3600 }));
    const bad = run('policy');
    expect([bad.status, bad.stderr.toString()]).toEqual([1, expect.stringContaining('idleLockSeconds')]);
  });
});
