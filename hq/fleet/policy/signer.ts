import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { claimsPurpose, parseCertificate, type Signer, signCms } from '../../../pki/index.ts';
import { readSigner } from '../../authority/files.ts';
import { ConfigError } from '../../config.ts';
import { POLICY_UNIT } from './read.ts';

/** The policy certificate with its key. Throws ConfigError: any other certificate would sign what no laptop takes. */
export const readPolicySigner = (files: { readonly certificate: string; readonly key: string }): Signer => {
  const signer = readSigner('policy', files);
  const { organizationalUnit } = parseCertificate(signer.certificate).subject;
  if (organizationalUnit === POLICY_UNIT && claimsPurpose('policy', signer.certificate)) return signer;
  throw new ConfigError(
    'policy.certificate: not a policy certificate (unit Policy, document signing, certificate policy; docs/operations.md)',
  );
};

/** What is to be signed, from a file in JSON. Throws ConfigError, which names the fields that are not of the contract. */
export const readUnsigned = <Value>(name: string, file: string, contract: z.ZodType<Value>): Value => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError(`${name}: cannot be read as JSON`);
  }
  const parsed = contract.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.') || name}: ${message}`).join('\n'));
};

/** CMS SignedData, DER, its certificate inside. */
export const signJson = (value: object, signer: Signer, at: Date): Promise<Uint8Array> =>
  signCms({ content: Buffer.from(JSON.stringify(value)), signer, at });

/** Whole or not at all; public, and HQ may run as another user. */
export const writeSigned = (file: string, signed: Uint8Array): void => {
  writeFileSync(`${file}.new`, signed, { mode: 0o644 });
  renameSync(`${file}.new`, file);
};
