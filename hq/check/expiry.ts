import { parseCertificate, parseCrl, verifyCms } from '../../pki/index.ts';
import { readBytes } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';
import type { Finding } from './finding.ts';
import { type PkiField, type ReadMaterial, readMaterial } from './material.ts';

/** When something ends that HQ does not renew by itself. */
export interface Ending {
  /** Of the configuration: "pki.gateway.certificate". */
  readonly field: string;
  readonly at: Date;
}

/**
 * The end of every certificate, that of the policy's signer among them, and of every list that comes as a file, as the files are now; the
 * soonest first. What cannot be read is left out.
 */
export const endingsOf = ({ pki, policyFile }: Pick<HqConfig, 'pki' | 'policyFile'>): readonly Ending[] => {
  const unreadable: Finding[] = [];
  const read = readMaterial(pki, unreadable);
  const { certificates, lists } = read;
  const endings = [
    ...entries(certificates).flatMap(([name, der]) => ending(`pki.${name}.certificate`, () => parseCertificate(der).notAfter)),
    ...entries(lists).flatMap(([name, der]) => ending(`pki.${name}.crl`, () => parseCrl(der).nextUpdate)),
    ...(policyFile === undefined ? [] : ending('policyFile', () => signerEnd(policyFile, read))),
  ];
  return endings.toSorted((a, b) => a.at.getTime() - b.at.getTime());
};

const DAY_MS = 86_400_000;
/** Whole days that are left; negative afterwards. */
export const daysLeft = (end: Date, at: Date): number => Math.floor((end.getTime() - at.getTime()) / DAY_MS);

const entries = (of: Readonly<Partial<Record<PkiField, Uint8Array>>>) => Object.entries(of) as readonly (readonly [PkiField, Uint8Array])[];

const ending = (field: string, read: () => Date | undefined): readonly Ending[] => {
  try {
    const at = read();
    return at === undefined ? [] : [{ field, at }];
  } catch {
    return [];
  }
};

/** HQ starts with no policy whose signer's certificate has ended. Judged as it was signed: one that has ended is to be told, too. */
const signerEnd = (file: string, { certificates: { root }, lists }: ReadMaterial): Date | undefined => {
  if (root === undefined || lists.root === undefined) return undefined;
  const rules = { anchors: [root], intermediates: [], crls: [parseCrl(lists.root)], at: new Date(), asSigned: true } as const;
  const checked = verifyCms(readBytes('policyFile', file), { ...rules, purpose: 'policy' });
  return checked.ok ? parseCertificate(checked.signer).notAfter : undefined;
};
