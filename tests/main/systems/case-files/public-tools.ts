import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePem } from '../../../../pki/index.ts';

/**
 * Why public tools refuse a bundle, the first that does: unzip (its structure), openssl (the card's signature over the manifest, and that manifest.json is what was signed),
 * sha256sum over the manifest's list (every file, none more), qpdf and pdfsig (each PDF). Empty: accepted.
 */
export const publicFaults = (zip: Uint8Array, root: Uint8Array): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bundle-'));
  const faults: string[] = [];
  const run = (fault: string, command: string, ...args: readonly string[]) => {
    const { status, stdout } = spawnSync(command, [...args], { cwd: folder, timeout: 30_000 });
    if (status !== 0) {
      faults.push(fault);
      throw new Error('refused');
    }
    return stdout.toString('latin1');
  };
  try {
    writeFileSync(join(folder, 'b.zip'), zip);
    writeFileSync(join(folder, 'root.pem'), encodePem(root, 'CERTIFICATE'));
    run('zip', 'unzip', '-tqq', 'b.zip');
    run('unzip', 'unzip', '-qq', '-o', 'b.zip', '-d', 'out');
    const verify = ['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-no_check_time', '-CAfile', 'root.pem'];
    run('signature', 'openssl', ...verify, '-in', 'out/manifest.p7m', '-out', 'signed.json');
    run('manifest', 'cmp', 'signed.json', 'out/manifest.json');
    const lines = run('manifest', 'jq', '-r', '.files[] | "\\(.sha256)  out/\\(.name)"', 'out/manifest.json');
    writeFileSync(join(folder, 'SUMS'), lines);
    run('hash', 'sha256sum', '--strict', '-c', 'SUMS');
    const listed = lines.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(70)]));
    const there = readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'out').length + 1));
    if ([...listed, 'manifest.json', 'manifest.p7m'].sort().join() !== there.sort().join()) faults.push('files');
    for (const name of there.filter((one) => one.endsWith('.pdf'))) {
      run('pdf', 'qpdf', '--check', join('out', name));
      if (!/^statements\/ST-[\d-]+\.pdf$/.test(name)) continue;
      if (!run('pdfsig', 'pdfsig', '-nocert', join('out', name)).includes('Signature is Valid')) faults.push('pdfsig');
    }
  } catch {
    if (faults.length === 0) faults.push('unreadable');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return faults;
};

/** The files of a bundle by name, in their order, as `unzip` gives them. */
export const filesOf = (zip: Uint8Array): ReadonlyMap<string, Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bundle-'));
  try {
    writeFileSync(join(folder, 'b.zip'), zip);
    const names = spawnSync('zipinfo', ['-1', 'b.zip'], { cwd: folder }).stdout.toString().split('\n').filter(Boolean);
    spawnSync('unzip', ['-qq', 'b.zip', '-d', 'out'], { cwd: folder });
    return new Map(names.map((name) => [name, readFileSync(join(folder, 'out', name))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
