import { stat } from 'node:fs/promises';
import { type ChainFault, type ChainHead, followChain } from '../../pki/index.ts';
import { linesOf } from './lines.ts';

/** What to prove of which file. */
export interface AuditQuestion {
  readonly file: string;
  /** Where the file's first entry follows: the beginning, unless it is a later part of a journal. */
  readonly after: ChainHead;
  /** An entry that must be in it: one that was noted elsewhere, so that its end cannot have been cut off before it. */
  readonly head: ChainHead | undefined;
}

/** What a file turned out to be. */
export type FileVerdict =
  | { readonly kind: 'whole'; readonly entries: number; readonly head: ChainHead }
  /** `line`: the first one that is wrong; `found`: the number that its entry says it has. */
  | { readonly kind: 'broken'; readonly line: number; readonly code: ChainFault; readonly seq: number; readonly found: number | undefined }
  /** Whole, but the entry that was noted elsewhere is not in it as it was. */
  | { readonly kind: 'headMissing'; readonly entries: number; readonly head: ChainHead; readonly code: 'Cut' | 'Other' }
  | { readonly kind: 'unusable'; readonly why: 'Unreadable' | 'NotAFile' | 'Empty' | 'TooLong' | 'NotText' };

/** Proves a journal's chain from `after` on, line by line, in memory that does not grow with the file. Never rejects. */
export const verifyJournalFile = async ({ file, after, head: wanted }: AuditQuestion): Promise<FileVerdict> => {
  let head = after;
  let line = 0;
  let met = wanted === undefined || same(wanted, after);
  try {
    if (!(await stat(file)).isFile()) return { kind: 'unusable', why: 'NotAFile' };
    for await (const next of linesOf(file)) {
      if (next.kind !== 'line') return { kind: 'unusable', why: next.kind === 'tooLong' ? 'TooLong' : 'NotText' };
      line += 1;
      const entry = parse(next.text);
      const verdict = followChain(head, entry);
      if (!verdict.ok) return { kind: 'broken', line, code: verdict.code, seq: verdict.seq, found: seqOf(entry) };
      head = verdict.head;
      met ||= wanted !== undefined && same(wanted, head);
    }
  } catch {
    return { kind: 'unusable', why: 'Unreadable' };
  }
  if (line === 0) return { kind: 'unusable', why: 'Empty' };
  if (met || wanted === undefined) return { kind: 'whole', entries: line, head };
  return { kind: 'headMissing', entries: line, head, code: wanted.seq > head.seq ? 'Cut' : 'Other' };
};

const same = (a: ChainHead, b: ChainHead): boolean => a.seq === b.seq && a.hash === b.hash;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const seqOf = (entry: unknown): number | undefined =>
  typeof entry === 'object' && entry !== null && 'seq' in entry && typeof entry.seq === 'number' ? entry.seq : undefined;
