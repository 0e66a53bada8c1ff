import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { deviceName } from '../../../contracts/domain/device.ts';
import { type Order, order } from '../../../contracts/domain/order.ts';
import { jsonFile } from '../../platform/files/json-file.ts';

const state = z.strictObject({
  /** Numbers are each laptop's own: they begin anew under another name. */
  device: deviceName,
  /** Of the last order that was begun. */
  sequence: z.number().int().min(0),
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
  const become = (next: z.output<typeof state>): void => {
    disk.write(next);
    current = next;
  };
  return {
    get lastSequence() {
      return current.sequence;
    },
    get begun() {
      return current.begun;
    },
    begin: (begun, at) => become({ device, sequence: begun.sequence, begun: { order: begun, at: at.toISOString() } }),
    finish: () => become({ device, sequence: current.sequence }),
  };
};
