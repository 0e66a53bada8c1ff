import type { ClientHttp2Session } from 'node:http2';
import type { z } from 'zod';
import { sealedWork } from '../../../contracts/domain/unsent.ts';
import { parcelList } from '../../../contracts/hq/orders.ts';
import { openEnvelope, PkiError, type RecipientKey } from '../../../pki/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import type { Trust } from '../trust/trust.ts';
import { exchange } from '../tunnel/streams.ts';
import { readWriting } from './voucher.ts';

export interface TakeBackPorts {
  /** HQ's services with the officer's shift certificate. */
  readonly session: () => Promise<ClientHttp2Session>;
  readonly store: Store;
  /** The card's key management key (9D). */
  readonly key: RecipientKey;
  readonly trust: Trust;
  readonly staffId: string;
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
 * officer's own writing, put into this outbox under its old keys, and only then taken from HQ. What cannot be opened or proven stays at
 * HQ for ICT. Resolves with how many pieces of work came; rejects when HQ or the card did not answer.
 */
export const takeBackParcels = async (ports: TakeBackPorts): Promise<number> => {
  const session = await ports.session();
  const answer = await exchange(session, { method: 'GET', path: '/v1/parcels', maxBytes: MAX_LIST_BYTES, timeoutMs: TIMEOUT_MS });
  if (answer.status !== 200) throw new Error(`parcels ${answer.status}`);
  const list = parcelList.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)));
  let came = 0;
  for (const parcel of list.parcels) {
    const added = await unpack(ports, parcel);
    if (added === undefined) continue;
    came += added;
    await exchange(session, { method: 'POST', path: `/v1/parcels/${parcel.id}/taken`, maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS });
  }
  return came;
};

type Parcel = z.infer<typeof parcelList>['parcels'][number];

/** How many rows were new; undefined when the parcel is not for this officer to take. */
const unpack = async ({ store, key, trust, staffId, now, log }: TakeBackPorts, parcel: Parcel): Promise<number | undefined> => {
  let content: Uint8Array;
  try {
    content = await openEnvelope(Buffer.from(parcel.envelope, 'base64'), key);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    log('parcelNotOpened', { code: error.code });
    return undefined;
  }
  const work = readWriting(content, sealedWork, { staffId, trust, at: now() });
  content.fill(0);
  if (!work.ok) {
    log('parcelNotTaken', { code: work.code });
    return undefined;
  }
  return store.write('outbox.import', { items: work.value.items });
};
