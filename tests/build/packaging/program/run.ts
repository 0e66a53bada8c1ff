import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';

/**
 * Runs what was packed beside it (PROGRAM/stand-in/run.cjs) in plain Node: the archive, which Node cannot read, is taken apart in a
 * temporary folder; native modules are those that were installed; `electron` is the stand-in.
 */
const resources = join(__dirname, '..', 'resources');
const folder = mkdtempSync(join(tmpdir(), 'mobile-office-program-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
extractAll(join(resources, 'app.asar'), folder);
const unpacked = join(resources, 'app.asar.unpacked');
for (const name of readdirSync(unpacked, { recursive: true }) as string[]) {
  if (!name.endsWith('.node')) continue;
  rmSync(join(folder, name));
  symlinkSync(join(unpacked, name), join(folder, name));
}
process.argv.splice(2, 0, 'packaged', folder);
void import('../../../main/platform/shell/electron/stand-in/launch.ts');
