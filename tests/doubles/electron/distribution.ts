import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** Marks the fuse wire in Electron's program (@electron/fuses, constants). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Fuses as Electron ships them: one byte each, '1' on, '0' off, behind the sentinel, a version and a count. */
const SHIPPED = '101100010';
const WIRE = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, SHIPPED.length]), Buffer.from(SHIPPED)]);

export interface Distribution {
  /** Electron's version, which electron-builder compares. */
  readonly version: string;
  readonly platform: 'linux' | 'win32';
  /** A program in the place of Electron's, with the files that it needs beside it; without it one that does nothing. Linux only. */
  readonly program?: (folder: string) => Buffer;
}

/**
 * Makes a folder that electron-builder takes for an Electron distribution: a small program that holds the fuse wire where
 * Electron holds it. The real one cannot be had everywhere; what is packed beside it, and how, is the same. Answers the folder.
 */
export const makeElectron = (folder: string, { version, platform, program }: Distribution): string => {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const file = join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
  if (platform === 'win32') writeFileSync(file, portableExecutable({ isDll: false }));
  else if (program === undefined) copyFileSync('/bin/true', file);
  else writeFileSync(file, program(folder));
  if (platform === 'linux') writeFileSync(file, WIRE, { flag: 'a' });
  chmodSync(file, 0o755);
  for (const name of BESIDE[platform]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name.endsWith('.dll') ? portableExecutable({ isDll: true }) : '');
  }
  if (platform === 'linux') chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
  writeFileSync(join(folder, 'version'), version);
  return folder;
};

/** Some of what is beside the program in Electron's archives of either system, of each sort one. */
const BESIDE = {
  linux: [
    'chrome-sandbox',
    'libffmpeg.so',
    'icudtl.dat',
    'locales/en-GB.pak',
    'LICENSE',
    'LICENSES.chromium.html',
    'resources/default_app.asar',
  ],
  win32: ['ffmpeg.dll', 'icudtl.dat', 'locales/en-GB.pak', 'LICENSE', 'LICENSES.chromium.html', 'resources/default_app.asar'],
} as const;

/** English (United States) and Unicode, as Electron's own resources have them. */
const LANGUAGE = { lang: 0x0409, codepage: 1200 } as const;
/** IMAGE_DIRECTORY_ENTRY_DEBUG: a place for a section of our own that nothing here reads. */
const DEBUG_ENTRY = 6;

/** A Windows binary for x64 without code: a fuse wire in a section of its own and a version, as electron.exe has both. */
export const portableExecutable = ({ isDll }: { readonly isDll: boolean }): Buffer => {
  const executable = NtExecutable.createEmpty(false, isDll);
  executable.setSectionByEntry(DEBUG_ENTRY, {
    info: {
      name: '.rdata',
      virtualSize: WIRE.byteLength,
      virtualAddress: 0,
      sizeOfRawData: WIRE.byteLength,
      pointerToRawData: 0,
      pointerToRelocations: 0,
      pointerToLineNumbers: 0,
      numberOfRelocations: 0,
      numberOfLineNumbers: 0,
      characteristics: 0x40000040,
    },
    data: new Uint8Array(WIRE).buffer,
  });
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(LANGUAGE, { FileDescription: 'Electron', ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.from(executable.generate());
};
