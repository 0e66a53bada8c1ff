import type { ColumnType } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Json } from './json.ts';

/** The systems' items: their feeds, how they are found, who sees them, and the commands that changed them. */
export interface ItemTables {
  readonly feed: FeedTable;
  readonly item: ItemTable;
  readonly tombstone: TombstoneTable;
  readonly item_search: ItemSearchTable;
  readonly line_search: LineSearchTable;
  readonly restriction: RestrictionTable;
  readonly search_made: SearchMadeTable;
  readonly serial: SerialTable;
  readonly command: CommandTable;
}

interface FeedTable {
  system: System;
  last: number;
}

export interface ItemTable {
  system: System;
  kind: string;
  /** Staff id for what belongs to one officer, whose ids are unique only per officer; else ''. */
  owner: string;
  id: string;
  version: number;
  body: Json<Record<string, unknown>>;
  area: string | null;
  /** Who may see it (systems/access-keys.ts). */
  access_keys: string[];
  change_seq: number;
  /** For what an officer made: who, and what the officer's laptop called it before it had its number. */
  created_by: ColumnType<string | null, string | null, never>;
  provisional_id: ColumnType<string | null, string | null, never>;
}

/** What an item is found by; kept by a trigger on items (migrations/014-search.ts). */
interface ItemSearchTable {
  readonly system: System;
  readonly kind: string;
  readonly owner: string;
  readonly id: string;
  /** When it began, ISO 8601; empty where it has no beginning. */
  readonly at: string;
  readonly words: ColumnType<never, never, never>;
}

/** What a line of a log is found by, in its log's place `place`, from 1; kept by the same trigger (migrations/015-search-more.ts). */
interface LineSearchTable extends ItemSearchTable {
  readonly place: number;
}

/** A record of which others than these officers see only that it exists, and whom to ask. */
interface RestrictionTable {
  system: System;
  kind: string;
  id: string;
  contact: string;
  staff_ids: string[];
}

/** A search, as it was made. */
interface SearchMadeTable {
  id: string;
  staff_id: string;
  device: string;
  at: Date;
  words: string;
  about_kind: string | null;
  about_id: string | null;
  reason: string;
  /** Null where no answer was given. */
  found: number | null;
}

/** The last serial number of a series, by what its numbers begin with. */
interface SerialTable {
  series: string;
  last: number;
}

interface TombstoneTable {
  system: System;
  kind: string;
  owner: string;
  id: string;
  access_key: string;
  change_seq: number;
}

interface CommandTable {
  staff_id: string;
  key: string;
  system: System;
  device: string;
  request_digest: Uint8Array;
  status: number;
  answer: Json<Record<string, unknown>>;
  at: ColumnType<Date, never, never>;
}
