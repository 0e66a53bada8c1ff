import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../../contracts/domain/officer.ts';
import type { Order, OrderKind, OrderRefusal, OrderState, Receipt } from '../../contracts/domain/order.ts';
import type { UpdateReport } from '../../contracts/domain/release.ts';
import type { DeviceState, OrderSummary } from '../../contracts/hq/fleet.ts';
import type { SetAsideCount } from '../../contracts/hq/orders.ts';
import type { BlobTables } from './blob-tables.ts';
import type { ItemTables } from './item-tables.ts';
import type { Json } from './json.ts';

/** HQ's tables, as migrations/ make them. bigint is a number here: both drivers are told so, and refuse one past 2^53. */
export interface Tables extends BlobTables, ItemTables {
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
  readonly shift_challenge: ShiftChallengeTable;
  readonly share_key: ShareKeyTable;
  readonly enrolment_code: EnrolmentCodeTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly fleet_order: OrderTable;
  readonly fleet_receipt: ReceiptTable;
  readonly device_journal: DeviceJournalTable;
  readonly unsent_bundle: UnsentBundleTable;
  readonly travelling_drafts: TravellingDraftsTable;
}

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
  telephone: string | null;
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
  /** Sealed under the share key (shares/seal.ts); null once dropped. */
  device_share: Uint8Array | null;
  /** Null: 32 bytes as they are, from a version before. */
  share_key: string | null;
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
  /**
   * Of a card's certificate: the serial numbers of the 9A certificates with which it came. Of a 9A certificate its own. More than one where
   * another card of the same officer brought it: it falls with each of them.
   */
  cards: string[] | null;
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

/** HQ's challenge for one shift request on one laptop. */
interface ShiftChallengeTable {
  /** SHA-256. */
  digest: Uint8Array;
  device: string;
  expires_at: Date;
}

/** A key of a laptop's device shares: its bytes are in a file of this name (shares/share-keys.ts). */
interface ShareKeyTable {
  id: string;
  device: string;
  made_at: Date;
  /** No share is sealed under it any more; its file is to be destroyed. */
  ended_at: Date | null;
  destroyed_at: Date | null;
}

interface EnrolmentCodeTable {
  device: string;
  digest: Uint8Array;
  expires_at: Date;
  wrong_tries: number;
  used_at: Date | null;
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
