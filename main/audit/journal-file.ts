import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type ChainedEntry, type ChainFault, type ChainHead, EMPTY_CHAIN, followChain, isChainedEntry } from '../../pki/journal.ts';
import { writeFileAtomic } from '../platform/files/atomic.ts';
import { flushFolder } from '../platform/files/flush.ts';

/** What a journal's file holds: whole entries up to its end, or up to its first break. */
export interface JournalFileContent {
  readonly entries: readonly ChainedEntry[];
  /** What is wrong with what comes after these, and the number it should have. */
  readonly broken: { readonly code: ChainFault; readonly seq: number } | undefined;
}

/**
 * Reads entries, one JSON object a line. The chain is proved from the first entry on: what came before it is at HQ. A last line without
 * its end is one that a power cut tore; it was never acknowledged and is passed over. Every other line that does not follow is a break.
 */
export const readJournalFile = (file: string): JournalFileContent => {
  const entries: ChainedEntry[] = [];
  if (!existsSync(file)) return { entries, broken: undefined };
  let head: ChainHead = EMPTY_CHAIN;
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const entry = parseJson(line);
    if (entries.length === 0 && isChainedEntry(entry)) head = { seq: entry.seq - 1, hash: entry.previous };
    const verdict = followChain(head, entry);
    if (!verdict.ok) return { entries, broken: verdict };
    if (isChainedEntry(entry)) entries.push(entry);
    head = verdict.head;
  }
  return { entries, broken: undefined };
};

/** Puts these entries in the place of whatever the file held; either the old ones or these are there after a power cut. Bytes written. */
export const writeJournalFile = (file: string, entries: readonly ChainedEntry[]): number => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const bytes = Buffer.from(entries.map(lineOf).join(''));
  writeFileAtomic(file, bytes);
  return bytes.byteLength;
};

/**
 * Adds one entry, durably, behind `length` bytes of whole ones; resolves with the new length. What a failed write has left behind them
 * is cut off first. Undefined when the file is shorter than it was left: it has to be written anew.
 */
export const appendToJournalFile = async (file: string, length: number, entry: ChainedEntry): Promise<number | undefined> => {
  const handle = await open(file, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    if (size < length) return undefined;
    if (size > length) await handle.truncate(length);
    const bytes = Buffer.from(lineOf(entry));
    await handle.appendFile(bytes);
    await handle.sync();
    if (length === 0) flushFolder(dirname(file));
    return length + bytes.byteLength;
  } finally {
    await handle.close();
  }
};

/** Keeps a broken journal as it was found, in place of an earlier one. */
export const keepAside = (file: string, aside: string): void => {
  if (existsSync(file)) copyFileSync(file, aside);
};

const lineOf = (entry: ChainedEntry): string => `${JSON.stringify(entry)}\n`;

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const mark = z.object({ seq: z.number().int().min(0), hash: z.string().length(64) });

/** How far HQ is known to have this journal; undefined when there is no such mark, or none that can be read: HQ then tells itself. */
export const readUploaded = (file: string): ChainHead | undefined =>
  existsSync(file) ? mark.safeParse(parseJson(readFileSync(file, 'utf8'))).data : undefined;

export const writeUploaded = (file: string, { seq, hash }: ChainHead): void =>
  writeFileAtomic(file, Buffer.from(JSON.stringify({ seq, hash })));
