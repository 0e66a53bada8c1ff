import { signedCodeList } from '../contracts/domain/signed-code-list.ts';
import { readArguments, runCommand, UsageError } from './command-line.ts';
import { readPolicySigner, readUnsigned, signJson, writeSigned } from './fleet/policy/signer.ts';

/**
 * `node hq/code-list.ts sign LIST.json --certificate policy.pem --key policy.key --out status.p7m`
 *
 * Signs a list of codes (contracts/domain/signed-code-list.ts) with the force's policy certificate, on the machine that keeps that key.
 * LIST.json's `issue` must be higher than the last signed one's: HQ and laptops refuse an older issue. The signed file goes to where HQ's
 * configuration has `codeListFolder`; HQ takes it up within half a minute. Exits 1 with a reason, 2 for wrong arguments.
 */
const USAGE = 'usage: node hq/code-list.ts sign LIST.json --certificate FILE --key FILE --out FILE';

const sign = async (args: readonly string[]): Promise<void> => {
  const asked = readArguments(args, { positionals: ['command', 'list'], options: ['certificate', 'key', 'out'] });
  if (asked.command !== 'sign') throw new UsageError();
  writeSigned(asked.out, await signJson(readUnsigned('list', asked.list, signedCodeList), readPolicySigner(asked), new Date()));
};

if (import.meta.main) process.exitCode = await runCommand(USAGE, () => sign(process.argv.slice(2)));
