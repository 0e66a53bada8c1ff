import type { CardCertificate, CardMechanism, CardPresence, TokenFlags } from '../../native/protocol/index.ts';
import { type CertificateInfo, parseCertificate } from '../../pki/index.ts';
import { type RoleFault, roleFault } from './role-needs.ts';
import { CardError, type CardService } from './service.ts';
import { fitsRole, type WarrantRole, warrantRoles } from './warrant-roles.ts';

/** What a card's software can do, for whoever chooses it. No PIN is given, and nothing is said of who issued the card. */
export interface CardProbe {
  readonly reader: string;
  readonly label: string;
  readonly minPin: number;
  readonly maxPin: number;
  readonly flags: TokenFlags;
  /** Absent where the token does not say. */
  readonly mechanisms?: readonly CardMechanism[];
  readonly certificates: readonly CertificateProbe[];
  /** Every role has a certificate whose key the token can use. */
  readonly willDo: boolean;
  /** Why not, in words. */
  readonly because: readonly string[];
}

export interface CertificateProbe {
  /** CKA_ID, hexadecimal. */
  readonly keyId: string;
  readonly label: string;
  /** The roles of a warrant card that its key usage fits; one of no role is another's. */
  readonly roles: readonly WarrantRole[];
  readonly key: CertificateInfo['publicKey'];
  readonly notAfter: string;
  readonly hasKey: boolean;
  readonly fault?: RoleFault;
}

/** Looks at every card that is in. A card that cannot be read is told with why. Never rejects. */
export const probeCards = (service: CardService): Promise<readonly CardProbe[]> =>
  Promise.all(service.cards.map((card) => probeCard(service, card)));

const probeCard = async (service: CardService, { cardId, ...card }: CardPresence): Promise<CardProbe> => {
  const { reader, label, minPin, maxPin, flags, mechanisms } = card;
  const told = { reader, label, minPin, maxPin, flags, ...(mechanisms === undefined ? {} : { mechanisms }) };
  try {
    const certificates = (await service.certificates(cardId)).flatMap((certificate) => certificateProbe(certificate, mechanisms));
    const because = warrantRoles.flatMap((role) => lackOf(role, certificates));
    return { ...told, certificates, willDo: because.length === 0, because };
  } catch (error) {
    return {
      ...told,
      certificates: [],
      willDo: false,
      because: [error instanceof CardError ? error.message : 'its certificates cannot be read'],
    };
  }
};

const certificateProbe = (
  { keyId, label, der, hasKey }: CardCertificate,
  mechanisms: readonly CardMechanism[] | undefined,
): readonly CertificateProbe[] => {
  try {
    const info = parseCertificate(der);
    const roles = warrantRoles.filter((role) => fitsRole(role, info));
    const fault = roles.map((role) => roleFault(role, info.publicKey.kind, mechanisms)).find((found) => found !== undefined);
    const { publicKey: key, notAfter } = info;
    const id = Buffer.from(keyId).toString('hex');
    return [{ keyId: id, label, roles, key, notAfter: notAfter.toISOString(), hasKey, ...(fault === undefined ? {} : { fault }) }];
  } catch {
    return [];
  }
};

const lackOf = (role: WarrantRole, certificates: readonly CertificateProbe[]): readonly string[] => {
  const fitting = certificates.filter(({ roles, hasKey }) => hasKey && roles.includes(role));
  if (fitting.some(({ fault }) => fault === undefined)) return [];
  const fault = fitting[0]?.fault;
  return [fault === undefined ? `no certificate for ${ROLES[role]}` : `${ROLES[role]}: ${FAULTS[fault]}`];
};

const ROLES: Readonly<Record<WarrantRole, string>> = {
  authentication: 'authentication (9A)',
  signature: 'signature (9C)',
  keyManagement: 'key management (9D)',
};

const FAULTS: Readonly<Record<RoleFault, string>> = {
  KeyKind: 'its key is neither RSA nor P-256',
  NoSigning: 'the token lists no mechanism that signs with such a key',
  NoDecryption: 'the token lists neither RSA-OAEP nor raw RSA',
  NoDerivation: 'the token lists no ECDH',
};
