import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Policy, policy as policyContract } from '../contracts/domain/policy.ts';
import { claimsPurpose, parseCertificate, type Signer } from '../pki/index.ts';
import { readSigner } from './authority/files.ts';
import { readArguments, runCommand, UsageError } from './command-line.ts';
import { ConfigError } from './config.ts';
import { POLICY_UNIT } from './fleet/policy/read.ts';
import { signPolicy } from './fleet/policy/sign.ts';

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
  const signed = await signPolicy(readPolicy(asked.policy), readPolicySigner(asked), new Date());
  writeFileSync(`${asked.out}.new`, signed, { mode: 0o644 }); // Public; HQ may run as another user.
  renameSync(`${asked.out}.new`, asked.out);
};

const readPolicy = (file: string): Policy => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError('POLICY.json: cannot be read as JSON');
  }
  const parsed = policyContract.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'policy'}: ${message}`).join('\n'));
};

/** Any other certificate would sign what no laptop takes: better said here. */
const readPolicySigner = (files: { readonly certificate: string; readonly key: string }): Signer => {
  const signer = readSigner('policy', files);
  const { organizationalUnit } = parseCertificate(signer.certificate).subject;
  if (organizationalUnit === POLICY_UNIT && claimsPurpose('policy', signer.certificate)) return signer;
  throw new ConfigError(
    'policy.certificate: not a policy certificate (unit Policy, document signing, certificate policy; docs/operations.md)',
  );
};

if (import.meta.main) process.exitCode = await runCommand(USAGE, () => sign(process.argv.slice(2)));
