import type { ClientHttp2Session } from 'node:http2';
import { z } from 'zod';
import { type SealedWork, type UnsentCommand, unsentCommand } from '../../../contracts/domain/unsent.ts';
import { parcelList } from '../../../contracts/hq/orders.ts';
import { openEnvelope, PkiError, type RecipientKey } from '../../../pki/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import type { Trust } from '../trust/trust.ts';
import { exchange } from '../tunnel/streams.ts';
import { createPartReader, importBlob, type PartReader } from './import-blobs.ts';
import { readWork } from './voucher.ts';

export interface TakeBackPorts {
  /** HQ's services with the officer's shift certificate. */
  readonly session: () => Promise<ClientHttp2Session>;
  readonly store: Store;
  /** The card's key management key (9D). */
  readonly key: RecipientKey;
  readonly trust: Trust;
  readonly staffId: string;
  /** Policy: all of an officer's attachments on a laptop, in bytes. */
  readonly maxTotalBytes: () => number;
  readonly now: () => Date;
  readonly log: Log;
}

/** Parcels of megabytes on a weak link; nobody waits for it. */
const TIMEOUT_MS = 120_000;
/** A few parcels of the greatest size; a longer answer is cut off, and ICT is asked. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;
const MAX_ANSWER_BYTES = 4096;

/**
 * Brings home what another laptop handed to HQ for this officer before it was wiped: each parcel is opened by the card, checked to be the
 * officer's own writing, put into this outbox under its old keys with what it carries, and only then taken from HQ. What cannot be opened
 * or proven, or finds no room here, stays at HQ. Broken off, it goes on at the next sign-in. Resolves with how many pieces of work came;
 * rejects when HQ or the card did not answer.
 */
export const takeBackParcels = async (ports: TakeBackPorts): Promise<number> => {
  const session = await ports.session();
  const answer = await exchange(session, { method: 'GET', path: '/v1/parcels', maxBytes: MAX_LIST_BYTES, timeoutMs: TIMEOUT_MS });
  if (answer.status !== 200) throw new Error(`parcels ${answer.status}`);
  const list = parcelList.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)));
  let came = 0;
  for (const parcel of list.parcels) {
    const added = await unpack(ports, session, parcel);
    if (added === undefined) continue;
    came += added;
    await exchange(session, { method: 'POST', path: `/v1/parcels/${parcel.id}/taken`, maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS });
  }
  return came;
};

type Parcel = z.infer<typeof parcelList>['parcels'][number];

/** How many rows were new; undefined when the parcel is not for this officer to take, or not now. */
const unpack = async (ports: TakeBackPorts, session: ClientHttp2Session, parcel: Parcel): Promise<number | undefined> => {
  const { store, key, trust, staffId, now, log } = ports;
  let content: Uint8Array;
  try {
    content = await openEnvelope(Buffer.from(parcel.envelope, 'base64'), key);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    log('parcelNotOpened', { code: error.code });
    return undefined;
  }
  const work = readWork(content, staffId, trust, now());
  content.fill(0);
  if (!work.ok) {
    log('parcelNotTaken', { code: work.code });
    return undefined;
  }
  const { items, beside } = work.value;
  if (beside === undefined) return store.write('outbox.import', { items });
  const reader = createPartReader(session, parcel.id, beside.key);
  try {
    return await importWhole(ports, reader, items, beside);
  } finally {
    reader.close();
  }
};

const importWhole = async (
  { store, maxTotalBytes, now, log }: TakeBackPorts,
  reader: PartReader,
  inline: readonly UnsentCommand[],
  beside: NonNullable<SealedWork['beside']>,
): Promise<number | undefined> => {
  for (const blob of beside.blobs) {
    const came = await importBlob({ store, reader, blob, maxTotalBytes: maxTotalBytes(), at: now() });
    if (came === 'full') {
      log('parcelNotTaken', { code: 'BlobsFull' });
      return undefined;
    }
    // Its work comes all the same: HQ may have the blob from before, and says so if not.
    if (came === 'missing') log('parcelIncomplete', { blob: blob.bytes });
  }
  const items = [...inline];
  let lost = 0;
  for (const digest of beside.items) {
    const read = await reader.items(digest);
    const group = z.array(unsentCommand).safeParse(read).data;
    if (group === undefined) lost += 1;
    else items.push(...group);
  }
  const added = await store.write('outbox.import', { items });
  if (lost === 0) return added;
  log('parcelIncomplete', { parts: lost });
  return undefined; // For ICT, who can see that some of it is missing. What came is here, under its own keys.
};
