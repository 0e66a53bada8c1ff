import type { DeviceProblem } from '../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { type CertificateInfo, type PathFault, PkiError, parseCertificate, verifyFor } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Query } from '../database/database.ts';

/**
 * Whether a certificate is the key management one (9D) of this officer's card: under the officer authority, not revoked by its list
 * nor by the register, for opening envelopes, with the officer's staff id in it.
 */
export const checkNewCard = async (
  parts: { readonly query: Query; readonly trust: Trust; readonly force: string },
  certificate: Uint8Array,
  staffId: string,
  at: Date,
): Promise<Result<Uint8Array, DeviceProblem>> => {
  const info = read(certificate);
  if (info === undefined) return fail('Malformed');
  const checked = verifyFor('cardKeyManagement', certificate, { ...(await parts.trust.material(at, ['officer'])), at });
  if (!checked.ok) return fail(problemOf(checked.code));
  if (info.subject.organization !== parts.force) return fail('WrongForce');
  if (info.subject.userId !== staffId) return fail('NotAuthorised');
  const registered = await findCertificate(parts.query, 'card', info.serialHex);
  return registered?.revoked_at == null ? ok(certificate) : fail('CardRevoked');
};

const read = (certificate: Uint8Array): CertificateInfo | undefined => {
  try {
    return parseCertificate(certificate);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
};

const problemOf = (fault: PathFault): DeviceProblem => {
  switch (fault) {
    case 'Malformed':
      return 'Malformed';
    case 'Revoked':
      return 'CardRevoked';
    case 'Expired':
    case 'NotYetValid':
      return 'Stale';
    case 'UntrustedAnchor':
      return 'WrongForce';
    default:
      return 'NotAuthorised';
  }
};
