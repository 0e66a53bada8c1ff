import { parseArgs } from 'node:util';
import { type ChainHead, EMPTY_CHAIN } from '../../pki/index.ts';

/** What to prove of which file. */
export interface AuditQuestion {
  readonly file: string;
  /** Where the file's first entry follows: the beginning, unless it is a later part of a journal. */
  readonly after: ChainHead;
  /** An entry that must be in it: one that was noted elsewhere, so that its end cannot have been cut off before it. */
  readonly head: ChainHead | undefined;
}

export const USAGE = `npm run audit -- verify FILE [--head SEQ:HASH] [--after SEQ:HASH]
  FILE              a journal as JSON lines, one entry a line, oldest first
  --head SEQ:HASH   an entry that was noted elsewhere (at a lock in the laptop's journal): proves that the end was not cut before it
  --after SEQ:HASH  the entry that the file's first one follows, when the file is a later part of a journal`;

/** Undefined when the command was not understood. */
export const parseArguments = (args: readonly string[]): AuditQuestion | undefined => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { head: { type: 'string' }, after: { type: 'string' } },
    });
    const [command, file, ...others] = positionals;
    if (command !== 'verify' || file === undefined || others.length > 0) return undefined;
    const after = values.after === undefined ? EMPTY_CHAIN : headOf(values.after);
    const head = values.head === undefined ? undefined : headOf(values.head);
    if (after === undefined || (values.head !== undefined && head === undefined)) return undefined;
    return { file, after, head };
  } catch {
    return undefined; // An option that does not exist.
  }
};

const headOf = (text: string): ChainHead | undefined => {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
};
