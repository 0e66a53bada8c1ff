import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { type Order, order } from '../../../contracts/domain/order.ts';
import { officerTag } from '../../../contracts/hq/orders.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';

export type WipeOrder = Extract<Order, { kind: 'wipe' }>;

const wipeOrder = order.refine((given): given is WipeOrder => given.kind === 'wipe');
const count = z.number().int().min(0);

/**
 * A wipe as it stands, written before anything is destroyed and after every step that must not be done twice. `destroying` also stands
 * for every earlier moment: what is gone already is not found again. `proving`: the receipt is signed and waits for HQ.
 */
const wipeRecord = z.object({
  order: wipeOrder,
  startedAt: instant,
  officers: count,
  existed: z.object({ keyFiles: count, stores: count, otherFiles: count, bytes: count }),
  phase: z.enum(['handOver', 'destroying', 'proving', 'finishing']),
  handedOver: z.array(officerTag),
  /** The receipt as signed (CMS, DER, base64), the same bytes at every try. */
  receipt: z.base64().optional(),
  provenAt: instant.optional(),
  /** HQ had cut the laptop off before it took the receipt. */
  undelivered: z.boolean().default(false),
});
export type WipeRecord = z.infer<typeof wipeRecord>;

/**
 * What stays on a wiped laptop, and all that stays: whom it goes back to. `receipt`: the signed proof (base64), only where HQ had cut the
 * laptop off before it could give it: then ICT reads it here.
 */
const wipedNote = z.object({ since: instant, returnTo: z.string().max(200), receipt: z.base64().optional() });
export type WipedNote = z.infer<typeof wipedNote>;

/** Far more than an order, an inventory and a receipt take. */
const MAX_RECORD_BYTES = 256 * 1024;

const recordFile = (dataFolder: string): string => join(dataFolder, 'device', 'wipe.json');
const noteFile = (dataFolder: string): string => join(dataFolder, 'device', 'wiped.json');

/** The path, inside the data folder, of the note that a wipe leaves. */
export const WIPED_NOTE = 'device/wiped.json';
export const WIPE_RECORD = 'device/wipe.json';

/** `damaged`: a wipe was begun here, but what exactly was ordered can no longer be read. */
export const readRecord = (dataFolder: string): WipeRecord | 'damaged' | undefined => read(recordFile(dataFolder), wipeRecord);
export const writeRecord = (dataFolder: string, record: WipeRecord): void => write(recordFile(dataFolder), record);

/** Undefined also for a note that cannot be read: it holds nothing but words. */
export const readNote = (dataFolder: string): WipedNote | 'damaged' | undefined => read(noteFile(dataFolder), wipedNote);
export const writeNote = (dataFolder: string, note: WipedNote): void => write(noteFile(dataFolder), note);

const write = (file: string, value: unknown): void => writeFileAtomic(file, new TextEncoder().encode(JSON.stringify(value)));

const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | 'damaged' | undefined => {
  try {
    const bytes = readFileSync(file);
    if (bytes.byteLength > MAX_RECORD_BYTES) return 'damaged';
    const parsed = schema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : 'damaged';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : 'damaged';
  }
};
