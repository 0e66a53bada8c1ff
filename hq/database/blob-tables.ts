import type { Generated } from 'kysely';

/** Attachments, and what lies beside the envelopes of bundles (migrations/010-blobs.ts). */
export interface BlobTables {
  readonly blob_content: BlobContentTable;
  readonly blob: BlobTable;
  readonly blob_chunk: BlobChunkTable;
  readonly command_blob: CommandBlobTable;
  readonly unsent_part: UnsentPartTable;
}

/** What a blob consists of; `id` names its chunks. */
interface BlobContentTable {
  hash: string;
  id: string;
  bytes: number;
}

/** A blob that an officer has sent, or is sending: until it is complete its chunks are under its own id, then under its content's. */
interface BlobTable {
  staff_id: string;
  /** SHA-256, lower-case hexadecimal. */
  hash: string;
  id: string;
  bytes: number;
  received: number;
  complete: boolean;
  /** A command carries it. */
  used: Generated<boolean>;
  /** When its last chunk came. */
  at: Date;
}

interface BlobChunkTable {
  id: string;
  at_byte: number;
  data: Uint8Array;
}

interface CommandBlobTable {
  staff_id: string;
  key: string;
  hash: string;
}

/** What is in a bundle beside its envelope, sealed. */
interface UnsentPartTable {
  bundle: string;
  /** SHA-256 of the sealed bytes, lower-case hexadecimal. */
  digest: string;
  bytes: number;
  /** Null until it comes. */
  data: Uint8Array | null;
}
