import { certificatePolicies as policyOid } from '../../../pki/index.ts';
import { opensslIssue } from '../../pki/openssl-issue.ts';
import type { ForcePki, Holder } from './pki.ts';

/**
 * Authorities of a force that no purpose may come from. unmarked: the root gave it no certificate policy. anyPolicy: it says that it
 * is good for every policy. mapsToOfficer: for laptops, and maps that to every other purpose. namesake: the officer authority's name
 * under another key, which the root did not sign. belowOfficer: made by the officer authority, for every purpose. falseRoot: the root's
 * name under another key. rekeyed: the officer authority's name under a new key that the root signed, for the force's policy. renewed: the
 * shift authority's name under a new key, certified by the device authority for every purpose. crossCertified: an authority of another force,
 * marked for every purpose, whose root ours has certified without a mark (crossCertificate).
 */
export const oddNames = [
  'unmarked',
  'anyPolicy',
  'mapsToOfficer',
  'namesake',
  'belowOfficer',
  'falseRoot',
  'rekeyed',
  'renewed',
  'crossCertified',
  'crossCertificate',
] as const;
export type Odd = (typeof oddNames)[number];

export const oddAuthorities = (pki: ForcePki): Readonly<Record<Odd, Holder>> => {
  const usual = ['basicConstraints = critical, CA:TRUE, pathlen:0', 'keyUsage = critical, keyCertSign, cRLSign'];
  const subject = (name: string) => `/O=Lancashire Constabulary/CN=${name}`;
  const all = Object.values(policyOid);
  const every = `certificatePolicies = ${all.join(', ')}`;
  const issuer = pki.root;
  const isAuthority = ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign'];
  const force = 'Lancashire Constabulary';
  const named = (name: string) => `/CN=${force} ${name}/O=${force}`;
  const otherRoot = opensslIssue({ subject: subject('Another force'), extensions: isAuthority });
  const mappings = all.filter((oid) => oid !== policyOid.device).map((oid) => `${policyOid.device}:${oid}`);
  return {
    unmarked: opensslIssue({ issuer, subject: subject('Unmarked'), extensions: usual }),
    anyPolicy: opensslIssue({ issuer, subject: subject('Any policy'), extensions: [...usual, 'certificatePolicies = 2.5.29.32.0'] }),
    mapsToOfficer: opensslIssue({
      issuer,
      subject: subject('Mapping'),
      extensions: [...usual, `certificatePolicies = ${policyOid.device}`, `policyMappings = critical, ${mappings.join(', ')}`],
    }),
    namesake: opensslIssue({ subject: named('officer CA'), extensions: [...usual, every] }),
    belowOfficer: opensslIssue({ issuer: pki.officer, subject: subject('Below officers'), extensions: [...usual, every] }),
    falseRoot: opensslIssue({ subject: named('root'), extensions: [...isAuthority, every] }),
    rekeyed: opensslIssue({
      issuer,
      subject: named('officer CA'),
      extensions: [...usual, `certificatePolicies = ${policyOid.forcePolicy}`],
    }),
    renewed: opensslIssue({ issuer: pki.device, subject: named('shift CA'), extensions: [...usual, every] }),
    crossCertified: opensslIssue({ issuer: otherRoot, subject: subject('Their officers'), extensions: [...usual, every] }),
    crossCertificate: opensslIssue({ issuer, subject: subject('Another force'), key: otherRoot.key, extensions: isAuthority }),
  };
};

/** The right authorities, and others that a thief of HQ's host, or a mistake of the force's, may bring. */
export type Issuer = 'root' | 'officer' | 'device' | 'shift' | 'server' | Odd;
export const everyIssuer: readonly Issuer[] = ['root', 'officer', 'device', 'shift', 'server', ...oddNames];
