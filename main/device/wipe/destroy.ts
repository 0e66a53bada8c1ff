import { chmodSync, lstatSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { WipeInventory } from '../../../contracts/domain/order.ts';
import { flushFolder } from '../../platform/files/flush.ts';
import { shredFile } from '../../platform/files/shred.ts';
import { type Found, foldersOf, type PlanOptions, survey, type WipeStage } from './plan.ts';

/** Counts what there is of the stages that must be gone before anything is proven; what signs and delivers the proof is not in it. */
export const inventoryOf = (found: readonly Found[]): WipeInventory => {
  const toGo = found.filter(({ stage }) => stage !== 'last');
  const of = (stage: WipeStage): number => toGo.filter((file) => file.stage === stage).length;
  return {
    keyFiles: of('keys'),
    stores: of('stores'),
    otherFiles: of('rest'),
    bytes: toGo.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};

/**
 * Destroys whatever there is of one stage, durably; what cannot be destroyed is passed over and met again at the next call. Returns how
 * many were passed over. Key files are overwritten first. Of all else only ciphertext lies there, which without the keys is noise: it is
 * unlinked, so that a store of gigabytes costs no time in which somebody could pull the plug.
 */
export const destroyStage = async (
  options: PlanOptions,
  stage: WipeStage,
  ports: { readonly keep?: (path: string) => boolean; readonly onFile: () => void },
): Promise<number> => {
  let left = 0;
  const touched = new Set<string>();
  for (const { path } of survey(options).filter((file) => file.stage === stage && ports.keep?.(file.path) !== true)) {
    const file = join(options.dataFolder, path);
    try {
      remove(file, stage);
      touched.add(dirname(file));
      ports.onFile();
    } catch {
      left += 1; // In use, or without the right to: the caller counts it, and comes again.
    }
    await turn(); // The window goes on telling how far it is.
  }
  for (const folder of touched) flushFolder(folder);
  return left;
};

/** A folder or file that nobody may write to, by accident or design, is made writable once. Throws what the file system says. */
const remove = (file: string, stage: WipeStage): void => {
  const destroy = stage === 'keys' || stage === 'last' ? shredFile : unlinkSync;
  try {
    destroy(file);
  } catch {
    chmodSync(dirname(file), 0o700);
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) chmodSync(file, 0o600);
    destroy(file);
  }
};

/** Takes away every folder that is empty now. */
export const removeEmptyFolders = (options: PlanOptions): void => {
  for (const path of foldersOf(options)) {
    try {
      rmdirSync(join(options.dataFolder, path));
    } catch {
      // Not empty: what is in it is still needed, or is counted.
    }
  }
  flushFolder(options.dataFolder);
};
