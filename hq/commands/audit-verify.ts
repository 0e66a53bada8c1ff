import { type ChainHead, EMPTY_CHAIN } from '../../pki/index.ts';
import { tell } from '../audit/tell.ts';
import { type AuditQuestion, verifyJournalFile } from '../audit/verify-file.ts';
import { defineCommand, UsageError } from '../command-line/command.ts';

/**
 * Exit status 0: the chain is whole. 1: it is broken, and where. 2: this is no journal; nothing is said about any chain. `--head`: an entry
 * that was noted elsewhere (at a lock in the laptop's journal). `--after`: the entry that the file's first one follows.
 */
export const auditVerify = defineCommand({
  name: 'audit verify',
  summary:
    'proves an exported journal, and names the first break; with --head also that its end was not cut before an entry noted elsewhere, with --after that it goes on from one',
  positionals: { file: 'FILE' },
  optional: { head: 'SEQ:HASH', after: 'SEQ:HASH' },
  run: async ({ file, head, after }) => {
    const question = auditQuestion(file, head, after);
    const { words, exitCode } = tell(await verifyJournalFile(question), question);
    (exitCode === 0 ? process.stdout : process.stderr).write(`${words}\n`);
    return exitCode;
  },
});

/** What to prove, from what was typed. Throws UsageError. */
export const auditQuestion = (file: string, head?: string, after?: string): AuditQuestion => ({
  file,
  head: head === undefined ? undefined : headOf(head),
  after: after === undefined ? EMPTY_CHAIN : headOf(after),
});

const headOf = (text: string): ChainHead => {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new UsageError();
  return { seq: Number(seq), hash };
};
