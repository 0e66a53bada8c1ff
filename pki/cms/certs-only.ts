import { malformed } from '../der/read.ts';
import { integer, oid, sequence, setOf } from '../der/write.ts';
import { contentInfo, contentTypes } from './content-types.ts';
import { certificateSet } from './sign.ts';
import { readSignedData } from './signed-data.ts';

/** A certs-only SignedData (RFC 5272 §4.1, the body of EST's answers): certificates and no signature. Returns DER. */
export function certsOnly(certificates: readonly Uint8Array[]): Uint8Array {
  const content = sequence(integer(1), setOf(), sequence(oid(contentTypes.data)), certificateSet(certificates), setOf());
  return contentInfo(contentTypes.signedData, content);
}

/** The certificates of a certs-only SignedData, as they came: not checked. Throws PkiError `Malformed`. */
export function parseCertsOnly(der: Uint8Array): readonly Uint8Array[] {
  const { certificates, signers, content } = readSignedData(der);
  if (signers.length || content) throw malformed('not a certs-only message');
  return certificates;
}
