import type { CardMechanism } from '../../native/protocol/index.ts';
import type { CertificateInfo } from '../../pki/index.ts';
import type { WarrantRole } from './warrant-roles.ts';

/** What stands between a key and its role, though its certificate is good. */
export type RoleFault =
  /** Neither RSA nor P-256. */
  | 'KeyKind'
  /** The token signs nothing with a key of this kind. */
  | 'NoSigning'
  /** RSA: neither OAEP nor raw RSA. */
  | 'NoDecryption'
  /** P-256: no ECDH. */
  | 'NoDerivation';

type Kind = CertificateInfo['publicKey']['kind'];

const SIGNS: Readonly<Record<Exclude<Kind, 'other'>, readonly CardMechanism[]>> = {
  rsa: ['SHA256_RSA_PKCS', 'RSA_PKCS', 'RSA_X_509_SIGN'],
  p256: ['ECDSA', 'ECDSA_SHA256'],
};
const OPENS: Readonly<Record<Exclude<Kind, 'other'>, readonly CardMechanism[]>> = {
  rsa: ['RSA_PKCS_OAEP', 'RSA_X_509_DECRYPT'],
  p256: ['ECDH1_DERIVE', 'ECDH1_COFACTOR_DERIVE'],
};

/**
 * Why a key cannot do what its role needs, by what its token says of itself; undefined when it may. Known before any PIN. A token that
 * says nothing (`mechanisms` undefined) is let pass: what it cannot do shows when its key is tried, and nothing is sealed to it before.
 */
export const roleFault = (role: WarrantRole, kind: Kind, mechanisms: readonly CardMechanism[] | undefined): RoleFault | undefined => {
  if (kind === 'other') return 'KeyKind';
  const needed = role === 'keyManagement' ? OPENS[kind] : SIGNS[kind];
  if (mechanisms === undefined || needed.some((one) => mechanisms.includes(one))) return undefined;
  if (role !== 'keyManagement') return 'NoSigning';
  return kind === 'rsa' ? 'NoDecryption' : 'NoDerivation';
};
