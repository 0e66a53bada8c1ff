import { setTimeout as delay } from 'node:timers/promises';
import { officerTag } from '../../../contracts/hq/orders.ts';
import { readPacket } from '../unsent/files.ts';
import { officerFoldersIn } from '../unsent/unsent-on-laptop.ts';
import { WIPE_LIMITS, type WipePorts } from './ports.ts';
import { type WipeRecord, writeRecord } from './record.ts';

/** Between two tries of the same packet. */
const AGAIN_MS = 250;

/** Gives HQ each officer's sealed unsent work, within a bounded time. A packet that HQ has is not sent again after a restart. */
export const handOver = async (ports: WipePorts, record: WipeRecord): Promise<WipeRecord> => {
  let current = record;
  const until = Date.now() + (ports.limits ?? WIPE_LIMITS).handOverMs;
  for (const folder of officerFoldersIn(ports.dataFolder)) {
    const tag = officerTag.safeParse(folder.name);
    if (!tag.success || current.handedOver.includes(tag.data)) continue;
    const envelope = await readPacket({ folder: folder.path, secrets: ports.secrets });
    if (envelope === undefined || !(await isTaken(ports, tag.data, envelope, until))) continue;
    current = { ...current, handedOver: [...current.handedOver, tag.data] };
    writeRecord(ports.dataFolder, current);
  }
  return current;
};

const isTaken = async (ports: WipePorts, tag: string, envelope: Uint8Array, until: number): Promise<boolean> => {
  for (;;) {
    const late = delay(Math.max(0, until - Date.now()), 'parked' as const, { ref: false });
    const answer = await Promise.race([ports.uploadUnsentBundle(tag, envelope).catch(() => 'parked' as const), late]);
    if (answer === 'acknowledged') return true;
    if (Date.now() + AGAIN_MS >= until) return false;
    await delay(AGAIN_MS);
  }
};
