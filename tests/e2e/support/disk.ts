import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A string that stands on the disk, the file (or the name) in which it stands, and how it is written there. */
export interface Finding {
  readonly text: string;
  readonly file: string;
  readonly as: 'utf8' | 'utf16le';
}

/** What was searched, so that an empty answer can be told from an empty disk. */
export interface DiskSearch {
  readonly findings: readonly Finding[];
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Looks for each text in every byte and every name under `folder`, in UTF-8 and in UTF-16LE, upper and lower case as given. */
export const searchDisk = (folder: string, texts: readonly string[]): DiskSearch => {
  const needles = texts.flatMap((text) => (['utf8', 'utf16le'] as const).map((as) => ({ text, as, bytes: Buffer.from(text, as) })));
  const findings: Finding[] = [];
  const files: string[] = [];
  let bytes = 0;
  for (const path of filesUnder(folder)) {
    const content = contentOf(path);
    if (content === undefined) continue;
    const file = relative(folder, path);
    files.push(file);
    bytes += content.byteLength;
    const everything = Buffer.concat([content, Buffer.from(file)]);
    for (const needle of needles) if (everything.includes(needle.bytes)) findings.push({ text: needle.text, file, as: needle.as });
  }
  return { findings, files, bytes };
};

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true);

/** A running program removes files while they are read. */
const contentOf = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
