import type { ColumnType } from 'kysely';
import type { Role } from '../../contracts/domain/officer.ts';
import type { System } from '../../contracts/hq/feeds.ts';

/** HQ's tables, as migrations/ make them. bigint is a number here: both drivers are told so, and refuse one past 2^53. */
export interface Tables {
  readonly migration: MigrationTable;
  readonly installation: InstallationTable;
  readonly officer: OfficerTable;
  readonly device: DeviceTable;
  readonly lease: LeaseTable;
  readonly certificate: CertificateTable;
  readonly revocation_list: RevocationListTable;
  readonly nonce: NonceTable;
  readonly enrolment_code: EnrolmentCodeTable;
  readonly feed: FeedTable;
  readonly item: ItemTable;
  readonly departure: DepartureTable;
  readonly command: CommandTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
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
  /** expected: ICT gave a code for it and it has not enrolled yet. */
  state: 'expected' | 'active' | 'revoked';
  certificate_fingerprint: string | null;
  certificate_serial: string | null;
  last_seen: Date | null;
  version: string | null;
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

/** Which authority issued it; serial numbers are unique under one. A card's row exists only once HQ has something to say of it. */
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
}

/** CRLReason, RFC 5280 §5.3.1. */
export type RevocationReason = 'keyCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'privilegeWithdrawn';

/** Authorities of which HQ itself may issue the revocation list. */
export type ListedAuthority = 'officer' | 'device' | 'shift' | 'server';

interface RevocationListTable {
  authority: ListedAuthority;
  /** CRL number, RFC 5280 §5.2.3: only grows. */
  number: number;
  der: Uint8Array;
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
  audience: string[];
  change_seq: number;
}

interface DepartureTable {
  system: System;
  kind: string;
  owner: string;
  id: string;
  audience: string;
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
