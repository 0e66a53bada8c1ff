import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNativeModules, madeFor } from '../../../build/packaging/native-modules.ts';
import { portableExecutable } from '../../doubles/electron/distribution.ts';

/** An ELF header (gABI) of a machine, 64 bit, little end first. */
const elf = (machine: number): Buffer => {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(machine, 18);
  return header;
};
const windowsOf = (machine: number): Buffer => {
  const bytes = portableExecutable({ isDll: true });
  bytes.writeUInt16LE(machine, bytes.readUInt32LE(60) + 4);
  return bytes;
};
const LINUX = elf(0x3e);
const WINDOWS = portableExecutable({ isDll: true });
const SQLITE = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
const PKCS11 = 'node_modules/pkcs11js/build/Release/pkcs11.node';

describe('native modules in a package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-modules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const put = (modules: Readonly<Record<string, Buffer>>): void => {
    for (const [name, bytes] of Object.entries(modules)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
  };

  it.each([
    ['linux', LINUX],
    ['win32', WINDOWS],
  ])('pass where all are for %s', (platform, bytes) => {
    put({ [SQLITE]: bytes, [PKCS11]: bytes });
    expect(() => checkNativeModules(folder, { platform, arch: 'x64' })).not.toThrow();
  });

  it.each<[string, Buffer, RegExp]>([
    ['of the other system', WINDOWS, /is for win32 x64/],
    ['of another processor', elf(0xb7), /is for linux arm64/],
    ['of a processor that is not known', elf(0x08), /no binary that is known/],
    ['of another processor, of Windows', windowsOf(0xaa64), /is for win32 arm64/],
    ['of Windows for 32 bit', windowsOf(0x014c), /no binary that is known/],
    ['of macOS', Buffer.from('cffaedfe0c000001', 'hex'), /no binary that is known/],
    ['that is empty', Buffer.alloc(0), /no binary that is known/],
    ['that is text', Buffer.from('MZ and more that is no program'.padEnd(200)), /no binary that is known/],
    ['cut off', WINDOWS.subarray(0, 62), /no binary that is known/],
  ])('are refused with one %s', (_what, bytes, said) => {
    put({ [SQLITE]: LINUX, [PKCS11]: bytes });
    expect(() => checkNativeModules(folder, { platform: 'linux', arch: 'x64' })).toThrow(said);
  });

  it('are refused where one is missing, or a third is strange', () => {
    put({ [SQLITE]: LINUX });
    expect(() => checkNativeModules(folder, { platform: 'linux', arch: 'x64' })).toThrow(/no native module pkcs11js/);
    put({ [PKCS11]: LINUX, 'node_modules/other/build/other.node': WINDOWS });
    expect(() => checkNativeModules(folder, { platform: 'linux', arch: 'x64' })).toThrow(/other\.node is for win32/);
  });

  it('never read past what there is', () => {
    const liar = Buffer.alloc(64);
    liar.write('MZ', 'latin1');
    liar.writeUInt32LE(0xfffffff0, 60);
    expect(madeFor(liar)).toBeUndefined();
  });
});
