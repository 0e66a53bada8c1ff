import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** What a binary is made for, in electron-builder's and Node's names. */
export interface Made {
  readonly platform: 'linux' | 'win32';
  readonly arch: 'x64' | 'arm64';
}

/** e_machine, ELF gABI. */
const ELF_MACHINES: Readonly<Record<number, Made['arch']>> = { 62: 'x64', 183: 'arm64' };
/** Machine of the COFF header, Microsoft's PE Format. */
const PE_MACHINES: Readonly<Record<number, Made['arch']>> = { 34404: 'x64', 43620: 'arm64' };
/** The headers that are read here end before this in any binary that a linker makes. */
const HEAD_BYTES = 4096;

/** What the binary says that it is made for; undefined for all else. */
export const madeFor = (head: Buffer): Made | undefined => {
  if (head.byteLength >= 20 && head.toString('latin1', 0, 4) === '\x7fELF') {
    const arch = ELF_MACHINES[head.readUInt16LE(18)];
    return arch && { platform: 'linux', arch };
  }
  if (head.byteLength < 64 || head.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const header = head.readUInt32LE(60);
  if (header + 6 > head.byteLength || head.toString('latin1', header, header + 4) !== 'PE\0\0') return undefined;
  const arch = PE_MACHINES[head.readUInt16LE(header + 4)];
  return arch && { platform: 'win32', arch };
};

/**
 * Throws unless every native module below `folder` is made for this platform and architecture: electron-builder packs whatever lies
 * in node_modules, which is the building machine's. Throws too where there are fewer than the two that the product has.
 */
export const checkNativeModules = (folder: string, wanted: { readonly platform: string; readonly arch: string }): void => {
  const modules = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.node'));
  for (const needed of NEEDED)
    if (!modules.some((name) => needed.test(name.replaceAll('\\', '/')))) throw new Error(`no native module ${needed.source} is packed`);
  for (const name of modules) {
    const made = madeFor(headOf(join(folder, name)));
    if (made?.platform === wanted.platform && made.arch === wanted.arch) continue;
    const said = made === undefined ? 'no binary that is known here' : `for ${made.platform} ${made.arch}`;
    throw new Error(`${name} is ${said}, and this package is for ${wanted.platform} ${wanted.arch}: build it on such a machine`);
  }
};

const NEEDED = [/better-sqlite3\/prebuilds\/[\w-]+\.node$/, /pkcs11js\/build\/Release\/pkcs11\.node$/] as const;

const headOf = (file: string): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
};
