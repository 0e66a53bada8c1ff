import type { UnsentCommand } from '../../../contracts/domain/unsent.ts';
import type { Laptop } from './laptop.ts';

/** What other work may name before HQ has numbered it. */
export type MadeKind = 'crime' | 'missing';
export const isMade = (kind: string): kind is MadeKind => kind === 'crime' || kind === 'missing';

/** A laptop and what the officer has done on it. */
export interface Place {
  readonly laptop: Laptop;
  /** Unique to this laptop's life. */
  readonly origin: string;
  /** What must be found in a draft, by the draft's key. */
  readonly drafts: Map<string, string>;
  /** Sealed work that came here, of which HQ did not hear that it was taken: it comes again at the next sign-in. */
  readonly bundles: (readonly UnsentCommand[])[];
  /** What reports that were made here were called first, by kind. */
  readonly made: Readonly<Record<MadeKind, string[]>>;
}

/** A row of the outbox, in whatever state. */
export interface OutboxRow {
  readonly id: string;
  readonly item_kind: string;
  readonly item_id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly conflict: string | null;
  readonly payload: string;
  readonly creates: number;
  readonly attempts: number;
}

export const rowsOf = (laptop: Laptop): readonly OutboxRow[] =>
  laptop
    .store()
    .look((db) =>
      db
        .prepare<[], OutboxRow>(
          'SELECT id, item_kind, item_id, state, reason, conflict, payload, creates, attempts FROM outbox ORDER BY seq',
        )
        .all(),
    );
