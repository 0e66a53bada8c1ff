export type StoreErrorCode = 'StoreKeyMismatch' | 'StoreFromFuture' | 'StoreCorrupt' | 'StoreClosed' | 'StoreFull';

/** Why a store does not open, or does not go on. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode) {
    super(code);
    this.name = 'StoreError';
    this.code = code;
  }
}
