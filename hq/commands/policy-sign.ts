import { policy } from '../../contracts/domain/policy.ts';
import { defineCommand } from '../command-line/command.ts';
import { signPolicy } from '../fleet/policy/sign.ts';
import { readPolicySigner, readUnsigned, writeSigned } from '../fleet/policy/signer.ts';

/** On the machine that keeps the policy key, which is not HQ's. A running HQ takes the file up at once. */
export const policySign = defineCommand({
  name: 'policy sign',
  summary: 'signs the force’s policy; its version must be higher than the last one’s',
  positionals: { file: 'POLICY.json' },
  required: { certificate: 'policy.pem', key: 'policy.key', out: 'policy.p7m' },
  run: async ({ file, certificate, key, out }) =>
    writeSigned(out, await signPolicy(readUnsigned('policy', file, policy), readPolicySigner({ certificate, key }), new Date())),
});
