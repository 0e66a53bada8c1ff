import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodePem, parseCertificate, parseCrl } from '../../pki/index.ts';
import { tunnel } from './support/client.ts';
import { rahman } from './support/force.ts';
import { type RunningForce, startForce } from './support/running.ts';
import { beginShift } from './support/shift.ts';

const folder = mkdtempSync(join(tmpdir(), 'hq-crl-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'shift-ca+crl.pem');
const told: string[] = [];
let tell = (): void => {};
let force: RunningForce;
beforeAll(async () => {
  force = await startForce({
    shiftAuthorityFile: path,
    hooks: {
      onShiftAuthorityFile: (written) => {
        told.push(written);
        tell();
      },
    },
  });
});
afterAll(() => force?.stop());

it('keeps the mail server’s file of authority and list: whole from the start, anew after a revocation, and told', async () => {
  const read = () => {
    const text = readFileSync(path, 'utf8');
    const [list = new Uint8Array()] = decodePem(text, 'X509 CRL');
    return { certificates: decodePem(text, 'CERTIFICATE'), list: parseCrl(list) };
  };
  expect(told).toEqual([path]);
  expect(read().certificates.map((der) => Buffer.from(der))).toEqual([Buffer.from(force.pki.shift.certificate)]);
  expect(read().list.nextUpdate?.getTime()).toBeGreaterThan(Date.now() + 40 * 3_600_000);

  const session = await tunnel(force);
  const shift = await beginShift(force, session, await force.pki.card(rahman));
  const { serialHex } = parseCertificate(shift.certificate);
  expect(read().list.lookup(serialHex)).toBeUndefined();
  const again = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await force.hq.revokeOfficer(rahman.staffId);
  await again;
  expect(read().list.lookup(serialHex)).toBeDefined();
  expect(told).toEqual([path, path]);
  session.destroy();
});
