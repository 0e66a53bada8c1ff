import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../../contracts/domain/officer.ts';
import type { Order, OrderKind, OrderRefusal, OrderState, Receipt } from '../../contracts/domain/order.ts';
import type { UpdateReport } from '../../contracts/domain/release.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { DeviceState, OrderSummary } from '../../contracts/hq/fleet.ts';
import type { SetAsideCount } from '../../contracts/hq/orders.ts';
import type { BlobTables } from './blob-tables.ts';

/** HQ's tables, as migrations/ make them. bigint is a number here: both drivers are told so, and refuse one past 2^53. */
export interface Tables extends BlobTables {
  readonly migration: MigrationTable;
  readonly installation: InstallationTable;
  readonly officer: OfficerTable;
  readonly device: DeviceTable;
  /** On which laptops which version of the program failed (releases/failures.ts). */
  readonly release_failure: { readonly version: string; readonly device: string };
  readonly lease: LeaseTable;
  readonly certificate: CertificateTable;
  readonly revocation_list: RevocationListTable;
  readonly nonce: NonceTable;
  readonly enrolment_code: EnrolmentCodeTable;
  readonly feed: FeedTable;
  readonly item: ItemTable;
  readonly tombstone: TombstoneTable;
  readonly item_search: ItemSearchTable;
  readonly line_search: LineSearchTable;
  readonly restriction: RestrictionTable;
  readonly search_made: SearchMadeTable;
  readonly serial: SerialTable;
  readonly command: CommandTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly fleet_order: OrderTable;
  readonly fleet_receipt: ReceiptTable;
  readonly device_journal: DeviceJournalTable;
  readonly unsent_bundle: UnsentBundleTable;
  readonly travelling_drafts: TravellingDraftsTable;
}

/** Read as parsed JSON, written as JSON text: a bare array would become a PostgreSQL array in one driver. */
type Json<Value> = ColumnType<Value, string, string>;

interface MigrationTable {
  id: number;
  name: string;
  at: ColumnType<Date, never, never>;
}

/** One row: what distinguishes this database from another of the same force, so that cursors of a former one are noticed. */
interface InstallationTable {
  epoch: string;
  /** Of the signed policy: the highest that was ever in force here. */
  policy_version: ColumnType<number, never, number>;
}

export interface OfficerTable {
  staff_id: string;
  name: string;
  rank: string;
  collar_number: string;
  roles: Role[];
  team: string;
  station: string;
  area: string;
  call_sign: string | null;
  supervisor: string | null;
  mail_address: string | null;
  state: 'active' | 'revoked';
}

export interface DeviceTable {
  name: string;
  pool: string;
  /** expected: ICT gave a code for it and it has not enrolled yet. locked, wiping: such an order holds it. wiped: its receipt is here. */
  state: DeviceState;
  certificate_fingerprint: string | null;
  certificate_serial: string | null;
  last_seen: Date | null;
  version: string | null;
  /** As the laptop last reported. */
  disk_bytes: number | null;
  unsent: number | null;
  policy_version: number | null;
  /** Of the report too: what it could not read of its feeds. */
  set_aside: ColumnType<SetAsideCount[], string | undefined, string>;
  /** Of the report too: its next version. Null from a laptop that does not tell. */
  update_state: ColumnType<UpdateReport | null, string | null | undefined, string | null>;
  /** A lock order holds it, whatever else the state says: a wipe that is called off leaves it locked. */
  locked: Generated<boolean>;
  wiped_at: Date | null;
  /** From here on kept up by triggers on leases, this row and officers. When the last lease there ends. */
  lease_end: ColumnType<Date | null, never, never>;
  /** Staff ids of the last five who had a lease there, newest first. */
  officers: ColumnType<string[], never, never>;
  /** Name, pool, and names and collar numbers of those officers, lower case. */
  search: ColumnType<string, never, never>;
  /** What versions and states are sorted by. */
  version_order: ColumnType<string | null, never, never>;
  state_order: ColumnType<number, never, never>;
  /** Which journal of this laptop's it is: one begins with every enrolment. */
  journal_chain: Generated<number>;
  journal_seq: Generated<number>;
  journal_hash: Generated<string>;
  /** What was wrong with the last upload, so that it is written down once; null when it held. */
  journal_fault: string | null;
}

export interface OrderTable {
  id: string;
  device: string;
  sequence: number;
  kind: OrderKind;
  state: OrderState;
  reason: string;
  /** What was signed, as parsed. */
  content: Json<Order>;
  /** CMS SignedData, base64 of DER. */
  signatures: string[];
  signers: Json<OrderSummary['signers']>;
  at: Date;
  not_after: Date;
  answered_at: Date | null;
  refusal: OrderRefusal | null;
  /**
   * Of a lock or a wipe: it keeps officers from the laptop. From its last signature on, whatever the laptop answers, until ICT takes
   * it back, orders an unlock after it, or the laptop enrols anew (fleet/standing.ts).
   */
  holds: Generated<boolean>;
}

interface ReceiptTable {
  order_id: string;
  state: Receipt['state'];
  /** CMS SignedData by the laptop, as it came. */
  der: Uint8Array;
  received_at: Date;
}

interface LeaseTable {
  id: string;
  staff_id: string;
  device: string;
  /** 32 bytes; null once dropped: the bytes are gone, not hidden. */
  device_share: Uint8Array | null;
  issued_at: Date;
  not_after: Date;
  dropped_at: Date | null;
}

/** Which authority issued it; serial numbers are unique under one. A card's row exists once HQ has met it. */
export type CertificateKind = 'device' | 'shift' | 'card';

export interface CertificateTable {
  kind: CertificateKind;
  /** Lower-case hexadecimal. */
  serial: string;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  fingerprint: string;
  subject: string;
  device: string | null;
  staff_id: string | null;
  not_after: Date;
  revoked_at: Date | null;
  reason: RevocationReason | null;
  /** Of a card's certificate: the serial number of the 9A certificate on the same card. */
  card: string | null;
  /** Of a card's 9A certificate: when it last signed for a shift. */
  last_used: Date | null;
}

/** CRLReason, RFC 5280 §5.3.1. */
export type RevocationReason = 'keyCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'privilegeWithdrawn';

/** Authorities of which HQ itself may issue the revocation list. */
export type ListedAuthority = 'officer' | 'device' | 'shift' | 'server';

export interface RevocationListTable {
  authority: ListedAuthority;
  /** CRL number, RFC 5280 §5.2.3: only grows. */
  number: number;
  der: Uint8Array;
  this_update: Date;
  next_update: Date;
  /** When a new one is due although nothing changed. */
  renew_at: Date;
  /** Something was revoked since. */
  stale: boolean;
}

interface NonceTable {
  digest: Uint8Array;
  expires_at: Date;
}

interface EnrolmentCodeTable {
  device: string;
  digest: Uint8Array;
  expires_at: Date;
  wrong_tries: number;
  used_at: Date | null;
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

interface DeviceJournalTable {
  device: string;
  chain: number;
  seq: number;
  at: string;
  action: string;
  subject: string;
  detail: string;
  previous: string;
  hash: string;
  /** Whose tag `subject` is, when HQ could tell. */
  staff_id: string | null;
  received_at: Date;
}

interface UnsentBundleTable {
  id: string;
  device: string;
  staff_id: string;
  /** SHA-256 of the envelope. */
  digest: Uint8Array;
  /** CMS AuthEnvelopedData, DER; null once its officer has the work again. */
  envelope: Uint8Array | null;
  received_at: Date;
  taken_at: Date | null;
  parts_at: Generated<Date | null>;
}

interface TravellingDraftsTable {
  staff_id: string;
  device: string;
  /** CMS AuthEnvelopedData, DER. */
  envelope: Uint8Array;
  received_at: Date;
}

export interface AuditTable {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous: string;
  hash: string;
}

interface AuditHeadTable {
  seq: number;
  hash: string;
}
