import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import type { ArgsOf, ResultOf } from './db.ts';
import type { StoreErrorCode } from './error.ts';
import type { IntegrityReads } from './integrity.ts';

/**
 * Everything that may be asked of an open store, by name. Each room adds its own by declaration merging beside its repository, so that
 * the store knows no room; app/store-operations.ts, which the worker runs, must have every one of them, or it does not compile.
 */
export interface StoreReads extends IntegrityReads {}
/** Everything that may be written to an open store, by name: one transaction each. Added to as StoreReads is. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add to it
export interface StoreWrites {}

/** One officer's open store. Every call after close() rejects with StoreClosed. */
export interface Store {
  read<K extends keyof StoreReads & string>(name: K, args: ArgsOf<StoreReads[K]>): Promise<ResultOf<StoreReads[K]>>;
  /** Durable when it resolves (synchronous=FULL): an acknowledged write survives a power cut. */
  write<K extends keyof StoreWrites & string>(name: K, args: ArgsOf<StoreWrites[K]>): Promise<ResultOf<StoreWrites[K]>>;
  /** Called after each committed write with the systems whose rows changed. */
  onChange(listener: (systems: readonly ChangeTopic[]) => void): () => void;
  /**
   * Called once when an open store proves damaged or full, or its worker ends unasked (StoreClosed). Every call that meets the
   * cause also rejects with it; this tells whoever holds the session.
   */
  onFault(listener: (code: StoreErrorCode) => void): () => void;
  /** Waits for the writes already made, then closes; never longer than CLOSE_DEADLINE_MS. Reads that were not begun reject with
   * StoreClosed. A second call changes nothing. */
  close(): Promise<void>;
}

/**
 * Opens (or makes) the store in `folder` with a 32-byte key, proves the key by a read, and migrates it.
 * The key's bytes are zeroed before it returns. Rejects with StoreError.
 */
export type OpenStore = (options: { readonly folder: string; readonly key: Uint8Array }) => Promise<Store>;
