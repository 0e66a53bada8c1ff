import type { ChainFault } from '../../pki/index.ts';
import { LONGEST_LINE } from './lines.ts';
import type { AuditQuestion, FileVerdict } from './verify-file.ts';

type Unusable = Extract<FileVerdict, { kind: 'unusable' }>['why'];

const UNUSABLE: Readonly<Record<Unusable, string>> = {
  Unreadable: 'it cannot be read',
  NotAFile: 'it is not a file',
  Empty: 'there is nothing in it',
  TooLong: `a line is longer than ${LONGEST_LINE} characters, which no entry is`,
  NotText: 'it is not UTF-8 text',
};

const BROKEN: Readonly<Record<ChainFault, string>> = {
  Malformed: 'this is no entry of a journal',
  Sequence: 'an entry is missing, twice or out of its order',
  Link: 'it was not written after the entry before it',
  Hash: 'it was changed after it was written',
};

/** The verdict in words, and the exit code. Nothing of what an entry says is repeated. */
export const tell = (
  verdict: FileVerdict,
  { file, after, head }: AuditQuestion,
): { readonly words: string; readonly exitCode: 0 | 1 | 2 } => {
  switch (verdict.kind) {
    case 'whole': {
      const from = after.seq === 0 ? 'from the beginning' : `after entry ${after.seq}`;
      const proven = head === undefined ? '' : `\nEntry ${head.seq} is in it as it was noted: the end was not cut before it.`;
      return {
        words: `${file}: whole, ${verdict.entries} entries ${from}.\nHead ${verdict.head.seq}:${verdict.head.hash}${proven}`,
        exitCode: 0,
      };
    }
    case 'broken': {
      const found = verdict.found === undefined || verdict.found === verdict.seq ? '' : ` (it says ${verdict.found})`;
      const part =
        verdict.line === 1 && (verdict.found ?? 0) > verdict.seq ? '\nA later part of a journal is proven with --after SEQ:HASH.' : '';
      return {
        words: `${file}: broken at line ${verdict.line}, where entry ${verdict.seq} should be${found}: ${BROKEN[verdict.code]}.${part}`,
        exitCode: 1,
      };
    }
    case 'headMissing': {
      const what =
        verdict.code === 'Cut' ? `it ends at entry ${verdict.head.seq}: its end was cut off` : 'the entry of that number is another one';
      return { words: `${file}: entry ${head?.seq} as it was noted is not in it; ${what}.`, exitCode: 1 };
    }
    default:
      return { words: `${file}: no journal: ${UNUSABLE[verdict.why]}.`, exitCode: 2 };
  }
};
