import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { deviceName } from '../../../contracts/domain/device.ts';
import { type Order, order } from '../../../contracts/domain/order.ts';
import { jsonFile } from '../../platform/files/json-file.ts';

/** In `<data>/device`. */
export const ORDER_LOG = 'orders.json';

const state = z.strictObject({
  /** Numbers are each laptop's own: they begin anew under another name. */
  device: deviceName,
  /** Of the last order that was begun. */
  sequence: z.number().int().min(0),
  /** When this laptop became known to HQ, by the earlier of its own clock and HQ's (enrolment/enrol.ts). Absent where an older program made it known. */
  since: instant.optional(),
  /** It was begun, and its receipt is not written yet. */
  begun: z.strictObject({ order, at: instant }).optional(),
});

/**
 * How far this laptop has come with HQ's orders: `<data>/device/orders.json`. What stands there is believed: whoever can write it could
 * as well undo what an order did. A file that was lost or put back makes HQ's own record the only bound: it sends no order again whose
 * receipt it has.
 */
export interface OrderLog {
  /** Of the last order that was begun; 0 before the first. */
  readonly lastSequence: number;
  /** Since when orders count here: those of before were for what this laptop was until then. */
  readonly since: Date | undefined;
  /** The order that was begun and, after a power cut, has to be gone on with; all of them can be. */
  readonly begun: { readonly order: Order; readonly at: string } | undefined;
  /** Before the first step, durably: no replay carries an order out twice. */
  begin(order: Order, at: Date): void;
  /** Its last receipt is written. */
  finish(): void;
}

/** Opens the log of this device. One that cannot be read, or is of a former name, is as good as none; `damaged` hears of the first. */
export const openOrderLog = (file: string, device: string, damaged: () => void): OrderLog => {
  const disk = jsonFile(file, state);
  const read = disk.read();
  if (read === 'damaged') damaged();
  let current: z.output<typeof state> = typeof read === 'string' || read.device !== device ? { device, sequence: 0 } : read;
  const become = (next: Omit<z.output<typeof state>, 'device' | 'since'>): void => {
    const { since } = current;
    const whole = { device, ...(since === undefined ? {} : { since }), ...next };
    disk.write(whole);
    current = whole;
  };
  return {
    get lastSequence() {
      return current.sequence;
    },
    get begun() {
      return current.begun;
    },
    get since() {
      return current.since === undefined ? undefined : new Date(current.since);
    },
    begin: (begun, at) => become({ sequence: begun.sequence, begun: { order: begun, at: at.toISOString() } }),
    finish: () => become({ sequence: current.sequence }),
  };
};

/**
 * Begins the log of a laptop that HQ has just made known, durably. A wipe leaves nothing of the one before: without this, whoever has the
 * order of that wipe could give it to the same laptop again. A log of the same name that is there goes on.
 */
export const beginOrderLog = (file: string, device: string, at: Date): void => {
  const disk = jsonFile(file, state);
  const read = disk.read();
  if (typeof read === 'string' || read.device !== device) disk.write({ device, sequence: 0, since: at.toISOString() });
};
