import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';

const stateFile = z.strictObject({ lastOpened: instant, unsent: z.number().int().min(0) });

/** What housekeeping must know of an officer's folder while the work in it is sealed. No name, no key. */
export interface FolderState {
  /** The last instant at which the work is known to have been open. */
  readonly lastOpened: Date;
  /** How much of it HQ had not got by then. */
  readonly unsent: number;
}

const fileOf = (folder: string): string => join(folder, 'state.json');

/** Undefined when there is none, or none that can be read. */
export const readFolderState = (folder: string): FolderState | undefined => {
  const parsed = readJson(fileOf(folder), stateFile);
  return parsed && { lastOpened: new Date(parsed.lastOpened), unsent: parsed.unsent };
};

/** Durable when it returns. */
export const writeFolderState = (folder: string, { lastOpened, unsent }: FolderState): void =>
  writeFileAtomic(fileOf(folder), Buffer.from(JSON.stringify({ lastOpened: lastOpened.toISOString(), unsent })));

/** Some numbers and an instant; a larger file is none of ours. */
const MAX_BYTES = 4096;

const readJson = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined => {
  try {
    const bytes = readFileSync(file);
    return bytes.byteLength > MAX_BYTES ? undefined : schema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
};
