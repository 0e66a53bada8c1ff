import { z } from 'zod';
import type { CardHolder } from '../../../contracts/domain/officer.ts';
import { type SealedWork, sealedWork, type UnsentCommand, unsentCommand } from '../../../contracts/domain/unsent.ts';
import type { unsentBundleList } from '../../../contracts/hq/orders.ts';
import { openEnvelope, PkiError, type RecipientKey } from '../../../pki/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import type { Trust } from '../trust/trust.ts';
import type { Caller } from '../tunnel/call.ts';
import { createPartReader, importBlob, type PartReader } from './import-blobs.ts';
import { NotAnsweredError } from './not-answered.ts';
import { readWriting } from './voucher.ts';

export interface TakeBackPorts {
  /** HQ's services with the officer's shift certificate. */
  readonly call: Caller<'shift'>;
  readonly store: Store;
  /** The card's key management key (9D). */
  readonly key: RecipientKey;
  readonly trust: Trust;
  /** Whose card it is. */
  readonly holder: CardHolder;
  /** Policy: all of an officer's attachments on a laptop, in bytes. */
  readonly maxTotalBytes: () => number;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Brings home what another laptop handed to HQ for this officer before it was wiped: each bundle is opened by the card, checked to be the
 * officer's own writing, put into this outbox under its old keys with what it carries, and only then taken from HQ. What cannot be opened
 * or proven, or finds no room here, stays at HQ. Broken off, it goes on at the next sign-in. Resolves with how many pieces of work came;
 * rejects when HQ or the card did not answer.
 */
export const takeBackUnsent = async (ports: TakeBackPorts): Promise<number> => {
  const listed = await ports.call('unsentBundles', {});
  if (listed.kind !== 'answered') throw new NotAnsweredError(listed.code);
  let came = 0;
  for (const bundle of listed.value.parcels) {
    const added = await unpack(ports, bundle);
    if (added === undefined) continue;
    came += added;
    const taken = await ports.call('unsentBundleTaken', { segments: { id: bundle.id } });
    if (taken.kind === 'failed') throw new NotAnsweredError(taken.code);
  }
  return came;
};

type Bundle = z.infer<typeof unsentBundleList>['parcels'][number];

/** How many rows were new; undefined when the bundle is not for this officer to take, or not now. */
const unpack = async (ports: TakeBackPorts, bundle: Bundle): Promise<number | undefined> => {
  const { store, key, trust, holder, now, log } = ports;
  let content: Uint8Array;
  try {
    content = await openEnvelope(Buffer.from(bundle.envelope, 'base64'), key);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    log('bundleNotOpened', { code: error.code });
    return undefined;
  }
  const work = readWriting(content, sealedWork, { staffId: holder.staffId, trust, at: now() });
  content.fill(0);
  if (!work.ok) {
    log('bundleNotTaken', { code: work.code });
    return undefined;
  }
  const { items, beside } = work.value;
  if (beside === undefined) return store.write('outbox.import', { items, author: holder });
  const reader = createPartReader(ports.call, bundle.id, beside.key);
  try {
    return await importWhole(ports, reader, items, beside);
  } finally {
    reader.close();
  }
};

const importWhole = async (
  { store, holder, maxTotalBytes, now, log }: TakeBackPorts,
  reader: PartReader,
  inline: readonly UnsentCommand[],
  beside: NonNullable<SealedWork['beside']>,
): Promise<number | undefined> => {
  for (const blob of beside.blobs) {
    const came = await importBlob({ store, reader, blob, maxTotalBytes: maxTotalBytes(), at: now() });
    if (came === 'full') {
      log('bundleNotTaken', { code: 'BlobsFull' });
      return undefined;
    }
    // Its work comes all the same: HQ may have the blob from before, and says so if not.
    if (came === 'missing') log('bundleIncomplete', { blob: blob.bytes });
  }
  const items = [...inline];
  let lost = 0;
  for (const digest of beside.items) {
    const read = await reader.items(digest);
    const group = z.array(unsentCommand).safeParse(read).data;
    if (group === undefined) lost += 1;
    else items.push(...group);
  }
  const added = await store.write('outbox.import', { items, author: holder });
  if (lost === 0) return added;
  log('bundleIncomplete', { parts: lost });
  return undefined; // For ICT, who can see that some of it is missing. What came is here, under its own keys.
};
