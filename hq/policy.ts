import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Policy, policy as policyContract } from '../contracts/domain/policy.ts';
import { claimsPurpose, parseCertificate, type Signer } from '../pki/index.ts';
import { readSigner } from './authority/files.ts';
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
const USAGE = 'usage: node hq/policy.ts sign POLICY.json --certificate FILE --key FILE --out FILE\n';

const text = { type: 'string' } as const;

const run = async (args: readonly string[]): Promise<number> => {
  const request = readArguments(args);
  if (request === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const signed = await signPolicy(readPolicy(request.policy), readPolicySigner(request), new Date());
    writeFileSync(`${request.out}.new`, signed, { mode: 0o644 }); // Public; HQ may run as another user.
    renameSync(`${request.out}.new`, request.out);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
};

const readArguments = (args: readonly string[]) => {
  try {
    const options = { certificate: text, key: text, out: text } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { certificate, key, out } = values;
    const [command, policy, ...others] = positionals;
    if (command !== 'sign' || policy === undefined || others.length > 0) return undefined;
    return certificate === undefined || key === undefined || out === undefined ? undefined : { policy, certificate, key, out };
  } catch {
    return undefined;
  }
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

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
