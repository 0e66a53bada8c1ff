import { StoreError } from '../store/store.ts';
import type { OutboxSystem } from './outbox.ts';

/** Why a round of a loop failed; for the log. `NoAnswer`: HQ gave no usable one in time, or the link broke. */
export type TroubleCode = 'FeedMalformed' | 'NoAnswer' | 'StoreFull' | 'StoreBroken';
export interface SyncTrouble {
  readonly system: OutboxSystem;
  readonly code: TroubleCode;
}

/** A page that is not what the contract says; nothing of it was taken over. */
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

export const troubleOf = (error: unknown): TroubleCode => {
  if (error instanceof FeedMalformedError) return error.code;
  if (error instanceof StoreError) return error.code === 'StoreFull' ? 'StoreFull' : 'StoreBroken';
  return 'NoAnswer';
};
