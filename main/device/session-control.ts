import type { DeviceBlock, LockCause } from '../../contracts/ipc/session.ts';

/** What the laptop may do with the session on it, whoever is signed in: HQ's orders act through this. */
export interface SessionControl {
  lock(cause: LockCause): void;
  /** ICT has locked or wipes this laptop: whatever is open closes, and nobody signs in until `restore`. Again with each step of a wipe. */
  withdraw(deviceBlock: DeviceBlock): void;
  /** HQ does not know this laptop: whatever is open closes; the sign-in screen says so until `restore`. */
  disown(): void;
  /** Leads back to the sign-in screen, to the card that is in. */
  restore(): void;
  /** Resolves once nothing is open or opening any more that a lock, or ICT, has ended. */
  closed(): Promise<void>;
}
