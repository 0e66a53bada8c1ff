import type { DeviceBlock } from '../../../contracts/ipc/session.ts';
import type { Signer } from '../../../pki/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Secrets } from '../../platform/shell/port.ts';
import type { SealedPacket } from '../unsent/files.ts';
import type { PlanOptions } from './plan.ts';

/** What a wipe needs of the program it runs in. None of it is asked before it is needed, so most of it may still be coming up. */
export interface WipePorts extends PlanOptions {
  /** Opens a lease that is still there, to take the lock off sealed unsent work that is handed over. */
  readonly secrets: Secrets;
  /** Closes session, stores and streams. Whatever it does, the wipe goes on after a bounded wait. */
  lockNow(): Promise<void>;
  /** One try to give HQ a receipt (CMS, DER). `acknowledged`: HQ has it, durably. May reject: that is `parked` too. */
  sendReceipt(der: Uint8Array): Promise<'acknowledged' | 'parked'>;
  /** Whether HQ, having proved that it is HQ, will not hear this laptop any more: its certificate is revoked. */
  isDisowned?(): boolean;
  /** The device key; undefined, or a rejection, where this account cannot open it. */
  signer(): Promise<Signer | undefined>;
  /** One try to give HQ the sealed unsent work in an officer's folder; `tag` is the folder's name. `onPart`: more has arrived. May reject. */
  uploadUnsentBundle(tag: string, packet: SealedPacket, onPart: () => void): Promise<'acknowledged' | 'parked'>;
  show(deviceBlock: DeviceBlock): void;
  readonly log: Log;
  readonly now?: () => Date;
  readonly limits?: WipeLimits;
}

/** How long a wipe waits for others before it goes on without them, in milliseconds. */
export interface WipeLimits {
  readonly lockMs: number;
  readonly handOverMs: number;
}

export const WIPE_LIMITS: WipeLimits = {
  // Closing stores and streams takes 300 ms; what has not closed by then has its files taken away under it.
  lockMs: 3_000,
  // The order came over a connection, so HQ is in reach, as a rule. What it has not taken by then goes with the keys: who holds the laptop
  // by now must not be given longer; only while more of a long packet arrives, so much longer (upload-unsent.ts). The receipt says how many packets HQ has.
  handOverMs: 15_000,
};
