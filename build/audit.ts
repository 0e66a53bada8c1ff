import { parseArguments, USAGE } from './audit/arguments.ts';
import { tell } from './audit/tell.ts';
import { verifyJournalFile } from './audit/verify-file.ts';

/**
 * Proves a journal that was exported as JSON lines (one entry a line, oldest first): `npm run audit -- verify FILE`. Exit code 0: the
 * chain is whole. 1: it is broken, and where. 2: this is no journal, or the command was not understood; nothing is said about any chain.
 */
const asked = parseArguments(process.argv.slice(2));
if (asked === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  const { words, exitCode } = tell(await verifyJournalFile(asked), asked);
  (exitCode === 0 ? process.stdout : process.stderr).write(`${words}\n`);
  process.exitCode = exitCode;
}
