import { setTimeout as delay } from 'node:timers/promises';
import { officerTag } from '../../../contracts/hq/orders.ts';
import { readSealed, type SealedPacket } from '../unsent/files.ts';
import { officerFoldersIn } from '../unsent/unsent-on-laptop.ts';
import { WIPE_LIMITS, type WipePorts } from './ports.ts';
import { type WipeRecord, writeRecord } from './record.ts';

/** Between two tries of the same packet. */
const AGAIN_MS = 250;
/** A packet with films goes on while more of it arrives, for so many times the wait at most. */
const MOST_TIMES = 20;

/** Until when it is waited: longer while something arrives, never past the end. */
interface Deadline {
  readonly left: () => number;
  readonly arrived: () => void;
}

/** Gives HQ each officer's sealed unsent work, within a bounded time. A packet that HQ has is not sent again after a restart. */
export const handOver = async (ports: WipePorts, record: WipeRecord): Promise<WipeRecord> => {
  let current = record;
  const deadline = startDeadline((ports.limits ?? WIPE_LIMITS).handOverMs);
  for (const folder of officerFoldersIn(ports.dataFolder)) {
    const tag = officerTag.safeParse(folder.name);
    if (!tag.success || current.handedOver.includes(tag.data)) continue;
    const packet = await readSealed({ folder: folder.path, secrets: ports.secrets });
    if (packet === undefined || !(await isTaken(ports, tag.data, packet, deadline))) continue;
    current = { ...current, handedOver: [...current.handedOver, tag.data] };
    writeRecord(ports.dataFolder, current);
  }
  return current;
};

const isTaken = async (ports: WipePorts, tag: string, packet: SealedPacket, deadline: Deadline): Promise<boolean> => {
  for (;;) {
    const upload = ports.uploadUnsentBundle(tag, packet, deadline.arrived).catch(() => 'parked' as const);
    if ((await Promise.race([upload, late(deadline)])) === 'acknowledged') return true;
    if (deadline.left() <= AGAIN_MS) return false;
    await delay(AGAIN_MS);
  }
};

const startDeadline = (ms: number): Deadline => {
  const end = Date.now() + MOST_TIMES * ms;
  let until = Date.now() + ms;
  return {
    left: () => until - Date.now(),
    arrived: () => {
      until = Math.min(Date.now() + ms, end);
    },
  };
};

const late = async ({ left }: Deadline): Promise<'parked'> => {
  for (let ms = left(); ms > 0; ms = left()) await delay(ms, undefined, { ref: false });
  return 'parked';
};
