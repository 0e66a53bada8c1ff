import { certificatePolicies as policyOid } from '../../../pki/index.ts';
import { opensslIssue } from '../../pki/openssl-issue.ts';
import type { ForcePki, Holder } from './pki.ts';

/**
 * Authorities of a force that no purpose may come from. unmarked: the root gave it no certificate policy. anyPolicy: it says that it
 * is good for every policy. mapsToOfficer: for laptops, and maps that to every other purpose. namesake: the officer authority's name
 * under another key, which the root did not sign. belowOfficer: made by the officer authority, for every purpose.
 */
export type Odd = 'unmarked' | 'anyPolicy' | 'mapsToOfficer' | 'namesake' | 'belowOfficer';

export const oddAuthorities = (pki: ForcePki): Readonly<Record<Odd, Holder>> => {
  const usual = ['basicConstraints = critical, CA:TRUE, pathlen:0', 'keyUsage = critical, keyCertSign, cRLSign'];
  const subject = (name: string) => `/O=Lancashire Constabulary/CN=${name}`;
  const all = Object.values(policyOid);
  const every = `certificatePolicies = ${all.join(', ')}`;
  const issuer = pki.root;
  const mappings = all.filter((oid) => oid !== policyOid.device).map((oid) => `${policyOid.device}:${oid}`);
  return {
    unmarked: opensslIssue({ issuer, subject: subject('Unmarked'), extensions: usual }),
    anyPolicy: opensslIssue({ issuer, subject: subject('Any policy'), extensions: [...usual, 'certificatePolicies = 2.5.29.32.0'] }),
    mapsToOfficer: opensslIssue({
      issuer,
      subject: subject('Mapping'),
      extensions: [...usual, `certificatePolicies = ${policyOid.device}`, `policyMappings = critical, ${mappings.join(', ')}`],
    }),
    namesake: opensslIssue({ subject: '/CN=Lancashire Constabulary officer CA/O=Lancashire Constabulary', extensions: [...usual, every] }),
    belowOfficer: opensslIssue({ issuer: pki.officer, subject: subject('Below officers'), extensions: [...usual, every] }),
  };
};

/** The right authorities, and others that a thief of HQ's host, or a mistake of the force's, may bring. */
export type Issuer = 'root' | 'officer' | 'device' | 'shift' | 'server' | Odd;
export const everyIssuer: readonly Issuer[] = [
  'root',
  'officer',
  'device',
  'shift',
  'server',
  'unmarked',
  'anyPolicy',
  'mapsToOfficer',
  'namesake',
  'belowOfficer',
];
