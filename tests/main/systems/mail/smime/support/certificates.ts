import { oid, sequence } from '../../../../../../pki/der/write.ts';
import { extension } from '../../../../../pki/material.ts';

export const extendedKeyUsage = (...usages: readonly string[]): Uint8Array =>
  extension('2.5.29.37', false, sequence(...usages.map((usage) => oid(usage))));
