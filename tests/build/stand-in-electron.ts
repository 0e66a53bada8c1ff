import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SENTINEL } from './sentinel.ts';

/** Fuses as Electron ships them: one byte each, '1' on, '0' off, behind the sentinel, a version and a count. */
const SHIPPED = '101100010';

/**
 * Makes a folder that electron-builder takes for an Electron distribution: a small program that holds the fuse wire where
 * Electron holds it. The real one cannot be had everywhere; what is packed beside it, and how, is the same.
 */
export const makeElectron = (folder: string, version: string): string => {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const program = join(folder, 'electron');
  copyFileSync('/bin/true', program);
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, SHIPPED.length]), Buffer.from(SHIPPED)]);
  writeFileSync(program, wire, { flag: 'a' });
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  return folder;
};
