import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { StoreError } from '../store/error.ts';

/**
 * What went wrong; for the log. `NoAnswer`: HQ gave none in time, or the link broke. `CommandFailed`: HQ answered one command with a
 * fault. `RecordsSetAside`: so many records of a page were not taken over; the others were.
 */
export type SyncErrorCode = 'FeedMalformed' | 'RecordsSetAside' | 'NoAnswer' | 'CommandFailed' | 'StoreFull' | 'StoreBroken';
export interface SyncError {
  /** `outbox`: the attachments of them all. */
  readonly system: ChangeTopic;
  readonly code: SyncErrorCode;
  readonly count?: number;
}

/** A page whose frame is not what the contract says; nothing of it was taken over. */
export class FeedMalformedError extends Error {
  readonly code = 'FeedMalformed';
  constructor() {
    super('FeedMalformed');
    this.name = 'FeedMalformedError';
  }
}

/** Whether the store will answer nothing any more: it was closed, by a lock, or is damaged. Then there is nothing to sync. */
export const endsSync = (error: unknown): boolean =>
  error instanceof StoreError && (error.code === 'StoreClosed' || error.code === 'StoreCorrupt');

export const syncErrorOf = (error: unknown): SyncErrorCode => {
  if (error instanceof FeedMalformedError) return error.code;
  if (error instanceof StoreError) return error.code === 'StoreFull' ? 'StoreFull' : 'StoreBroken';
  return 'NoAnswer';
};
