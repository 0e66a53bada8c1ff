import { signedCodeList } from '../../contracts/domain/signed-code-list.ts';
import { defineCommand } from '../command-line/command.ts';
import { readPolicySigner, readUnsigned, signJson, writeSigned } from '../fleet/policy/signer.ts';

/** On the machine that keeps the policy key. A running HQ takes the file up within half a minute. */
export const listsSign = defineCommand({
  name: 'lists sign',
  summary: 'signs a list of codes; its issue must be higher than the last one’s',
  positionals: { file: 'LIST.json' },
  required: { certificate: 'policy.pem', key: 'policy.key', out: 'code-lists/status.p7m' },
  run: async ({ file, certificate, key, out }) =>
    writeSigned(out, await signJson(readUnsigned('list', file, signedCodeList), readPolicySigner({ certificate, key }), new Date())),
});
