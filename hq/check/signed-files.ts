import { join } from 'node:path';
import { signedCodeList } from '../../contracts/domain/signed-code-list.ts';
import { namesIn, readBytes, statusOf } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';
import { type PolicyFault, type PolicyRules, readSignedByPolicy, readSignedPolicy } from '../fleet/policy/read.ts';
import { type Finding, tryRead } from './finding.ts';

/** Policy and lists of codes: there, and signed by the force's policy certificate. */
export const checkSignedFiles = (config: HqConfig, rules: PolicyRules | undefined, found: Finding[]): void => {
  const { policyFile: policy, codeListFolder: folder } = config;
  if (policy !== undefined) {
    const signed = tryRead(found, 'sign the policy (policy sign), or leave the field out', policy, () => readBytes('policyFile', policy));
    const fault = signed && rules && faultOf(readSignedPolicy(signed, rules));
    if (fault !== undefined)
      found.push({ field: 'policyFile', file: policy, says: words[fault], fix: 'sign the policy anew (policy sign)' });
  }
  if (folder === undefined) return;
  const faults: Finding[] = [];
  checkFolder(folder, rules, faults);
  found.push(...faults.map((fault) => ({ ...fault, canServe: true as const })));
};

const checkFolder = (folder: string, rules: PolicyRules | undefined, faults: Finding[]): void => {
  const field = 'codeListFolder';
  const absent = { field, file: folder, says: 'no such folder', fix: 'make it, or leave the field out' };
  const names = tryRead(faults, absent.fix, folder, () => {
    if (statusOf(field, folder)?.isDirectory() === true) return namesIn(field, folder);
    faults.push(absent);
    return undefined;
  });
  if (names !== undefined && rules !== undefined) checkLists(folder, names, rules, faults);
};

const checkLists = (folder: string, names: readonly string[], rules: PolicyRules, faults: Finding[]): void => {
  const fix = 'sign the list anew (lists sign), or take it away';
  for (const name of names.filter((one) => one.endsWith('.p7m'))) {
    const file = join(folder, name);
    const signed = tryRead(faults, fix, file, () => readBytes('codeListFolder', file));
    if (signed === undefined) continue;
    const read = readSignedByPolicy(signed, rules);
    const list = read.ok ? signedCodeList.safeParse(read.value).data : undefined;
    const fault = !read.ok ? read.code : list === undefined ? 'Malformed' : list.force === rules.force ? undefined : 'WrongForce';
    if (fault !== undefined) faults.push({ field: 'codeListFolder', file, says: words[fault], fix });
  }
};

const faultOf = (read: ReturnType<typeof readSignedPolicy>): PolicyFault | undefined => (read.ok ? undefined : read.code);

const words: Readonly<Record<PolicyFault, string>> = {
  Malformed: 'not signed, or not of its form',
  Untrusted: 'not signed by a policy certificate of this force that is valid and not revoked',
  WrongForce: 'of another force',
};
