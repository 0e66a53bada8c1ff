import { createPublicKey, X509Certificate } from 'node:crypto';
import { authorities as clientAuthorities } from '../../contracts/hq/device.ts';
import {
  type Crl,
  issueCrl,
  type PathFault,
  parseCertificate,
  parseCrl,
  proveTrust,
  readSignedList,
  verifyAuthority,
  verifyFor,
} from '../../pki/index.ts';
import { authorityFields } from '../authority/authorities.ts';
import { type Unfit, unfitCertificate, unfitList } from '../authority/unfit.ts';
import type { HqConfig } from '../config.ts';
import type { ListedAuthority } from '../database/tables.ts';
import { type Finding, unfitFinding } from './finding.ts';
import type { PkiField, ReadMaterial } from './material.ts';

/** By what certificates are judged once root and lists have been. */
interface Rules {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Crl[];
  readonly at: Date;
}

const purposes = ['officer', 'device', 'shift', 'server'] as const satisfies readonly ListedAuthority[];
const fieldOf = (purpose: ListedAuthority): PkiField => authorityFields[purpose].slice('pki.'.length) as PkiField;

/** What each certificate is for, the authority that must have issued it, and its row in docs/operations.md. */
const leaves = [
  { name: 'gateway', purpose: 'server', authority: 'server', row: 'server' },
  { name: 'services', purpose: 'server', authority: 'server', row: 'server' },
  { name: 'cmcResponder', purpose: 'cmcResponder', authority: 'shift', row: 'responder' },
  { name: 'timeStamp', purpose: 'timeStamp', authority: 'root', row: 'time-stamps' },
  { name: 'recovery', purpose: 'recovery', authority: 'root', row: 'recovery' },
] as const;

/**
 * Judges root, lists, authorities and certificates as laptops will, in the order in which they rest on one another: what rests on something
 * that was found bad is not blamed for it. Returns the rules for what the root itself has signed; undefined where they do not hold.
 */
export const checkCertificates = async (
  pki: HqConfig['pki'],
  read: ReadMaterial,
  found: Finding[],
  at: Date,
): Promise<Rules | undefined> => {
  const { root } = read.certificates;
  const rootList = read.lists.root;
  if (root === undefined || rootList === undefined) return undefined;
  const fault = rootFault(root, at);
  if (fault !== undefined) {
    found.push(
      unfitFinding(unfitCertificate('pki.root.certificate', fault), 'a root is replaced with everything below it', pki.root.certificate),
    );
    return undefined;
  }
  const listFault = unfitFiledList('pki.root.crl', rootList, root, at);
  if (listFault !== undefined) {
    found.push(unfitFinding(listFault, 'issue a list with the root’s own key, and put it there', pki.root.crl));
    return undefined;
  }
  const crls = [parseCrl(rootList)];
  const rules: Rules = { anchors: [root], intermediates: [], crls, at };
  const sound = new Set<ListedAuthority | 'root'>(['root']);
  const intermediates: Uint8Array[] = [];
  for (const purpose of purposes) {
    const certificate = read.certificates[fieldOf(purpose)];
    if (certificate === undefined) continue;
    // Of all of them, so that a certificate of the wrong one is reported as such.
    intermediates.push(certificate);
    const list = await listOf(purpose, pki, read, found, at);
    if (list !== undefined) crls.push(list);
    const verdict = verifyAuthority(purpose, certificate, { ...rules, intermediates: [] });
    if (!verdict.ok) found.push(unfitAuthority(purpose, verdict.code, pki));
    else if (list !== undefined) sound.add(purpose);
  }
  checkLeaves(pki, read, { ...rules, intermediates }, sound, found);
  return rules;
};

/** An authority's list: its file's, or the one that HQ will issue. Undefined where it is of no use. */
const listOf = async (
  purpose: ListedAuthority,
  pki: HqConfig['pki'],
  { certificates, signers, lists }: ReadMaterial,
  found: Finding[],
  at: Date,
): Promise<Crl | undefined> => {
  const name = fieldOf(purpose);
  const [certificate, signer, list] = [certificates[name], signers[name], lists[name]];
  if (signer !== undefined) {
    const [thisUpdate, nextUpdate] = [new Date(at.getTime() - HOUR_MS), new Date(at.getTime() + HOUR_MS)];
    // Of a key that no authority has, the certificate is blamed.
    return issueCrl({ issuer: signer, revoked: [], thisUpdate, nextUpdate, number: 1 }).then(parseCrl, () => undefined);
  }
  if (certificate === undefined || list === undefined) return undefined;
  const unfit = unfitFiledList(`pki.${name}.crl`, list, certificate, at);
  if (unfit === undefined) return parseCrl(list);
  const { crl } = pki[name as 'officerAuthority'];
  found.push(unfitFinding(unfit, 'issue a list with this authority’s own key, and put it there', crl));
  return undefined;
};

const HOUR_MS = 3_600_000;

const unfitFiledList = (field: string, der: Uint8Array, issuer: Uint8Array, at: Date): Unfit | undefined => {
  const list = readSignedList(der, [issuer], at);
  if (!list.ok) return unfitList(field, list.code);
  const { crl } = list.value;
  if (crl.partial) return unfitList(field, 'Partial');
  return crl.nextUpdate === undefined || crl.nextUpdate <= at ? unfitList(field, 'Expired') : undefined;
};

const rootFault = (root: Uint8Array, at: Date): PathFault | undefined => {
  const verdict = proveTrust({ authorities: [], lists: [], recovery: new Uint8Array() }, root, at);
  return !verdict.ok && verdict.part === 'root' ? verdict.code : undefined;
};

const unfitAuthority = (purpose: ListedAuthority, code: PathFault, pki: HqConfig['pki']): Finding => {
  const field = `${authorityFields[purpose]}.certificate`;
  const fix = `have the root issue it by the row “${purpose} authority” of docs/operations.md`;
  return unfitFinding(unfitCertificate(field, code), fix, pki[fieldOf(purpose)]?.certificate);
};

const checkLeaves = (
  pki: HqConfig['pki'],
  { certificates }: ReadMaterial,
  rules: Rules,
  sound: ReadonlySet<ListedAuthority | 'root'>,
  found: Finding[],
): void => {
  for (const { name, purpose, authority, row } of leaves) {
    const certificate = certificates[name];
    if (certificate === undefined) continue;
    const field = `pki.${name}.certificate`;
    const file = pki[name]?.certificate;
    const fix = `have the ${authority === 'root' ? 'root' : `${authority} authority`} issue it by the row “${row}” of docs/operations.md`;
    if (name === 'recovery' && !isRsa(certificate)) {
      found.push({
        field,
        ...(file === undefined ? {} : { file }),
        says: 'its key is not RSA: laptops seal store keys for RSA alone',
        fix,
      });
      continue;
    }
    const verdict = verifyFor(purpose, certificate, rules);
    // Where its own authority was found bad, that is what to mend first.
    if (!verdict.ok && sound.has(authority)) found.push(unfitFinding(unfitCertificate(field, verdict.code), fix, file));
  }
  const [services = ''] = clientAuthorities.services.split(':');
  demandName('services', services, pki, certificates.services, found);
  demandName('gateway', undefined, pki, certificates.gateway, found);
};

const isRsa = (certificate: Uint8Array): boolean => {
  try {
    return createPublicKey(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' })).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
};

/** Laptops compare the name that they dialled. */
const demandName = (
  name: 'services' | 'gateway',
  wanted: string | undefined,
  pki: HqConfig['pki'],
  certificate: Uint8Array | undefined,
  found: Finding[],
): void => {
  if (certificate === undefined) return;
  const { sanDns } = parseCertificate(certificate);
  if (wanted === undefined ? sanDns.length > 0 : sanDns.some((dns) => dns.toLowerCase() === wanted)) return;
  found.push({
    field: `pki.${name}.certificate`,
    file: pki[name].certificate,
    says: `laptops would refuse it: it does not carry the name ${wanted ?? 'of the gateway'}`,
    fix: `issue it with subjectAltName DNS:${wanted ?? 'and the gatewayName of client.json'}`,
  });
};
