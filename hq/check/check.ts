import { statusOf } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';
import { checkCertificates } from './certificates.ts';
import { type Finding, tryRead } from './finding.ts';
import { demandPrivate, readMaterial } from './material.ts';
import { checkSignedFiles } from './signed-files.ts';

/**
 * What keeps this HQ from being one that laptops take, as far as the configuration names it: certificates, their keys, revocation lists,
 * policy, lists of codes, and the folder of share keys; not its database, nor the folders that are read as they are used. `check` tells it
 * all; HQ does not start with what is `stopping`. Changes nothing. Never rejects for a file that cannot be read, or for what is in it.
 */
export const checkConfiguration = async (config: HqConfig, at: Date): Promise<readonly Finding[]> => {
  const found: Finding[] = [];
  const read = readMaterial(config.pki, found);
  const rules = await checkCertificates(config.pki, read, found, at);
  checkSignedFiles(config, rules && { material: rules, force: config.force, at }, found);
  demandPrivate('shareKeyFolder', config.shareKeyFolder, found);
  demandFolder('shareKeyFolder', config.shareKeyFolder, found);
  return found;
};

const demandFolder = (field: string, folder: string, found: Finding[]): void => {
  const fix = 'name a folder that HQ alone can read';
  const status = tryRead(found, fix, folder, () => statusOf(field, folder));
  if (status?.isDirectory() === false) found.push({ field, file: folder, says: 'not a folder', fix });
};
