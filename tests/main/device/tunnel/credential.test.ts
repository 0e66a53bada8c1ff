import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { destroyCredential, loadCredential, saveCredential } from '../../../../main/device/tunnel/credential.ts';
import { type Force, issueDevice, makeForce } from '../../../doubles/network/force.ts';
import { testSecrets } from '../../../doubles/network/secrets.ts';
import { opensslIssue } from '../../../pki/openssl-issue.ts';

let folder: string;
let force: Force;
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'mobile-office-device-')), 'device');
  force = await makeForce();
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('the device credential at rest', () => {
  it('is unknown on a laptop that was never enrolled', async () => {
    expect(await loadCredential({ folder, secrets: testSecrets() })).toEqual({ ok: false, code: 'DeviceUnknown' });
  });

  it('is there again after a restart; the key is on the disk only sealed', async () => {
    const place = { folder, secrets: testSecrets() };
    const issued = await issueDevice(force);
    await saveCredential(place, issued);
    const loaded = await loadCredential(place);
    expect(loaded).toMatchObject({ ok: true, value: { device: 'LAP-0417', force: force.name } });
    expect(loaded.ok && loaded.value.key.equals(issued.key)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['certificate.der', 'key.sealed']);
    const scalar = Buffer.from(issued.key.export({ format: 'jwk' }).d ?? '', 'base64url');
    expect(scalar).toHaveLength(32);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(scalar)).toBe(false);
  });

  it('is unreadable when it was sealed elsewhere, damaged, or belongs to another certificate', async () => {
    const secrets = testSecrets();
    const place = { folder, secrets };
    await saveCredential(place, await issueDevice(force));
    const unreadable = { ok: false, code: 'DeviceKeyUnreadable' };
    expect(await loadCredential({ folder, secrets: testSecrets() })).toEqual(unreadable);
    const other = await issueDevice(force);
    writeFileSync(join(folder, 'certificate.der'), other.certificate);
    expect(await loadCredential(place)).toEqual(unreadable);
    writeFileSync(join(folder, 'certificate.der'), 'no certificate');
    expect(await loadCredential(place)).toEqual(unreadable);
  });

  it('of an earlier version, not marked as a laptop’s, is no credential: the laptop asks for a new code and keeps its files', async () => {
    const place = { folder, secrets: testSecrets() };
    await saveCredential(place, await issueDevice(force));
    const unmarked = opensslIssue({
      issuer: force.authorities.device,
      subject: '/O=Lancashire Constabulary/CN=LAP-0417',
      extensions: ['keyUsage = critical, digitalSignature', 'extendedKeyUsage = clientAuth'],
    });
    await saveCredential(place, unmarked);
    expect(await loadCredential(place)).toEqual({ ok: false, code: 'DeviceUnknown' });
    expect(readdirSync(folder).sort()).toEqual(['certificate.der', 'key.sealed']);
  });

  it('survives a power cut at any step of a renewal, with the old pair or the new', async () => {
    const place = { folder, secrets: testSecrets() };
    const [old, next] = [await issueDevice(force), await issueDevice(force)];
    await saveCredential(place, old);
    const oldFiles = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
    await saveCredential(place, next);
    const sealedNext = readFileSync(join(folder, 'key.sealed'));
    const restore = (): void => {
      rmSync(folder, { recursive: true });
      renameSync(mkdtempSync(join(folder, '..', 'again-')), folder);
      for (const [name, bytes] of oldFiles) writeFileSync(join(folder, name), bytes);
    };
    restore();
    writeFileSync(join(folder, 'key.next.sealed'), sealedNext);
    let loaded = await loadCredential(place);
    expect(loaded.ok && loaded.value.key.equals(old.key)).toBe(true);
    writeFileSync(join(folder, 'certificate.der'), next.certificate);
    loaded = await loadCredential(place);
    expect(loaded.ok && loaded.value.key.equals(next.key)).toBe(true);
    loaded = await loadCredential(place);
    expect(loaded.ok && loaded.value.key.equals(next.key)).toBe(true);
  });

  it('leaves nothing when it is destroyed', async () => {
    const place = { folder, secrets: testSecrets() };
    await saveCredential(place, await issueDevice(force));
    destroyCredential(folder);
    expect(readdirSync(folder)).toEqual([]);
    expect(await loadCredential(place)).toEqual({ ok: false, code: 'DeviceUnknown' });
  });
});
