import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
// Without its ending: a file or a folder.
import * as electron from '../../../main/platform/shell/electron/stand-in';

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

const standIn = Symbol.for('mobile-office.electron');
Object.assign(electron.app, { isPackaged: true, exit: (code: number) => process.exit(code) });
Object.assign(globalThis, { [standIn]: electron });
mkdirSync(join(folder, 'node_modules', 'electron'));
writeFileSync(join(folder, 'node_modules', 'electron', 'index.js'), `module.exports = globalThis[Symbol.for('${standIn.description}')];`);

process.argv.splice(1, 1);
const require = createRequire(join(folder, 'package.json'));
require(folder);
