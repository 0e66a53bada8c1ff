import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { programVersion, releaseStage, updateFault } from '../../../contracts/domain/release.ts';
import { MAX_SIGNED_RELEASE_BYTES } from '../../../contracts/hq/releases.ts';
import { type JsonFile, jsonFile } from '../../platform/files/json-file.ts';

const memory = z.object({
  /** The newest release of each stage that proved itself here. */
  seen: z.partialRecord(releaseStage, z.object({ version: programVersion, publishedAt: instant })),
  /** The signed release whose file lies here whole, base64 of DER. */
  ready: z
    .base64()
    .max(MAX_SIGNED_RELEASE_BYTES * 2)
    .optional(),
  /** HQ's protocol when it offered that. */
  protocol: z.number().int().optional(),
  /** How often which version was handed to the installer. */
  tried: z.object({ version: programVersion, times: z.number().int() }).optional(),
  /** The version that was started last: how often before it proved itself, and whether it has. */
  started: z.object({ version: programVersion, times: z.number().int(), proved: z.boolean() }).optional(),
  /** The last that went wrong. */
  failure: z.object({ version: programVersion, code: updateFault, at: instant }).optional(),
});
type UpdateMemory = z.infer<typeof memory>;

export interface KeptMemory {
  readonly now: UpdateMemory;
  /** Durable when it returns. */
  keep(change: Partial<UpdateMemory>): void;
}

/** What a laptop remembers of releases from start to start. Damaged, it is as good as new: what is not newer than what runs stays out. */
export const updateMemory = (file: string): KeptMemory => {
  const kept: JsonFile<UpdateMemory> = jsonFile(file, memory);
  const read = kept.read();
  let now: UpdateMemory = typeof read === 'string' ? { seen: {} } : read;
  return {
    get now() {
      return now;
    },
    keep(change) {
      const next = { ...now, ...change };
      if (JSON.stringify(next) === JSON.stringify(now)) return;
      kept.write(next);
      now = next;
    },
  };
};
