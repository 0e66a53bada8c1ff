import { policy } from '../contracts/domain/policy.ts';
import { readArguments, runCommand, UsageError } from './command-line.ts';
import { signPolicy } from './fleet/policy/sign.ts';
import { readPolicySigner, readUnsigned, writeSigned } from './fleet/policy/signer.ts';

/**
 * `node hq/policy.ts sign POLICY.json --certificate policy.pem --key policy.key --out policy.p7m`
 *
 * Signs the force's policy (contracts/domain/policy.ts) with its policy certificate, on the machine that keeps that key, which is
 * not HQ's. POLICY.json's `version` must be higher than the last signed one's: HQ and laptops refuse an older policy for good.
 * The signed file goes to where HQ's configuration has `policyFile`; HQ takes it up at once. Exits 1 with a reason, 2 for wrong
 * arguments.
 */
const USAGE = 'usage: node hq/policy.ts sign POLICY.json --certificate FILE --key FILE --out FILE';

const sign = async (args: readonly string[]): Promise<void> => {
  const asked = readArguments(args, { positionals: ['command', 'policy'], options: ['certificate', 'key', 'out'] });
  if (asked.command !== 'sign') throw new UsageError();
  writeSigned(asked.out, await signPolicy(readUnsigned('policy', asked.policy, policy), readPolicySigner(asked), new Date()));
};

if (import.meta.main) process.exitCode = await runCommand(USAGE, () => sign(process.argv.slice(2)));
