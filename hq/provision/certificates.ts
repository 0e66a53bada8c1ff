import { type CertificateProfile, certificatePolicies, extendedKeyUsages, type SubjectName } from '../../pki/index.ts';
import { POLICY_UNIT } from '../fleet/policy/read.ts';
import type { KeyKind } from './keys.ts';

/** Who issues: the root itself, or the authority of this file. */
export type IssuerName = 'root' | 'officer-ca' | 'device-ca' | 'shift-ca' | 'server-ca';

/** One certificate of the force: what it is called, who issues it, and what it says. */
export interface CertificateOrder {
  /** Of its files: NAME.pem, NAME.key. */
  readonly name: string;
  readonly issuer: IssuerName;
  readonly subject: SubjectName;
  readonly profile: CertificateProfile;
  readonly keyKind: KeyKind;
  readonly days: number;
  /** Where its key belongs, with the certificate beside it: `pki` is HQ's, `safe` is kept away from it. */
  readonly keyIn: 'pki' | 'safe';
  /** HQ hands the certificate on: it lies in `pki` as well. */
  readonly handedOn: boolean;
  /** The same profile as lines of an openssl extension section (docs/operations.md has the table). */
  readonly extensions: readonly string[];
}

const YEAR_DAYS = 365;
export const ROOT_DAYS = 15 * YEAR_DAYS;
const AUTHORITY_DAYS = 10 * YEAR_DAYS;
/** The longest that the public web's rules once allowed for servers. */
const SERVER_DAYS = 825;
const SIGNER_DAYS = 3 * YEAR_DAYS;

/** The authorities whose keys are in the safe: their revocation lists are files that `pki crl` issues. */
export const listedIssuers = ['root', 'officer-ca', 'server-ca'] as const;
export type ListedIssuer = (typeof listedIssuers)[number];

/** Every certificate below the root, authorities first. `gateway`: the name under which laptops know it. */
export const certificatesOfForce = (force: string, gateway: string): readonly CertificateOrder[] => {
  const subject = (commonName: string, organizationalUnit?: string): SubjectName => ({
    organization: force,
    ...(organizationalUnit === undefined ? {} : { organizationalUnit }),
    commonName,
  });
  const authority = (purpose: 'officer' | 'device' | 'shift' | 'server', name: string): CertificateOrder => ({
    ...{ name: `${purpose}-ca`, issuer: 'root', subject: subject(`${force} ${name}`), profile: { kind: 'authority', purpose } },
    // HQ issues for laptops and shifts. With the other two keys whoever has its host would make cards, and HQs.
    ...{ keyKind: 'p256', days: AUTHORITY_DAYS, keyIn: purpose === 'device' || purpose === 'shift' ? 'pki' : 'safe', handedOn: true },
    extensions: [
      'basicConstraints = critical, CA:TRUE, pathlen:0',
      'keyUsage = critical, keyCertSign, cRLSign',
      `certificatePolicies = ${certificatePolicies[purpose]}`,
    ],
  });
  const server = (name: string, dns: string): CertificateOrder => ({
    ...{ name, issuer: 'server-ca', subject: subject(dns), profile: { kind: 'server', dnsNames: [dns] } },
    ...{ keyKind: 'p256', days: SERVER_DAYS, keyIn: 'pki', handedOn: true },
    extensions: [...leaf('serverAuth', certificatePolicies.server), `subjectAltName = DNS:${dns}`],
  });
  return [
    authority('officer', 'Officers'),
    authority('device', 'Devices'),
    authority('shift', 'Shifts'),
    authority('server', 'Servers'),
    server('gateway', gateway),
    server('services', 'services.hq'),
    server('mail', 'mail.hq'),
    {
      ...{ name: 'cmc-responder', issuer: 'shift-ca', subject: subject('Enrolment'), profile: { kind: 'cmcResponder' } },
      ...{ keyKind: 'p256', days: SERVER_DAYS, keyIn: 'pki', handedOn: true },
      extensions: leaf(extendedKeyUsages.cmcCa, certificatePolicies.shift),
    },
    {
      ...{ name: 'time-stamp', issuer: 'root', subject: subject('Time-stamps'), profile: { kind: 'timeStamp' } },
      // A stamp proves a time for as long as the certificate that it was made with lives.
      ...{ keyKind: 'p256', days: ROOT_DAYS, keyIn: 'pki', handedOn: true },
      extensions: leaf('critical, timeStamping', certificatePolicies.timeStamp),
    },
    {
      ...{ name: 'recovery', issuer: 'root', subject: subject('Recovery'), profile: { kind: 'recovery' } },
      ...{ keyKind: 'rsa-3072', days: AUTHORITY_DAYS, keyIn: 'safe', handedOn: true },
      extensions: leaf('emailProtection', certificatePolicies.recovery, 'keyEncipherment'),
    },
    {
      ...{ name: 'policy', issuer: 'root', subject: subject(`${force} Policy`, POLICY_UNIT), profile: { kind: 'policy' } },
      ...{ keyKind: 'p256', days: SIGNER_DAYS, keyIn: 'safe', handedOn: false },
      extensions: leaf(extendedKeyUsages.documentSigning, certificatePolicies.forcePolicy),
    },
    {
      ...{ name: 'release', issuer: 'root', subject: subject(`${force} Releases`), profile: { kind: 'release' } },
      ...{ keyKind: 'p256', days: SIGNER_DAYS, keyIn: 'safe', handedOn: false },
      extensions: leaf('codeSigning', certificatePolicies.release),
    },
  ];
};

const leaf = (extendedKeyUsage: string, policy: string, keyUsage = 'digitalSignature'): readonly string[] => [
  `keyUsage = critical, ${keyUsage}`,
  `extendedKeyUsage = ${extendedKeyUsage}`,
  `certificatePolicies = ${policy}`,
];
