import type { z } from 'zod';
import type { CardHolder } from '../../../contracts/domain/officer.ts';
import { sealedWork } from '../../../contracts/domain/unsent.ts';
import type { parcelList } from '../../../contracts/hq/orders.ts';
import { openEnvelope, PkiError, type RecipientKey } from '../../../pki/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import type { Trust } from '../trust/trust.ts';
import type { Caller } from '../tunnel/call.ts';
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
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Brings home what another laptop handed to HQ for this officer before it was wiped: each parcel is opened by the card, checked to be the
 * officer's own writing, put into this outbox under its old keys, and only then taken from HQ. What cannot be opened or proven stays at
 * HQ for ICT. Resolves with how many pieces of work came; rejects when HQ or the card did not answer.
 */
export const takeBackParcels = async (ports: TakeBackPorts): Promise<number> => {
  const listed = await ports.call('parcels', {});
  if (listed.kind !== 'answered') throw new NotAnswered(listed.code);
  let came = 0;
  for (const parcel of listed.value.parcels) {
    const added = await unpack(ports, parcel);
    if (added === undefined) continue;
    came += added;
    const taken = await ports.call('parcelTaken', { segments: { id: parcel.id } });
    if (taken.kind === 'failed') throw new NotAnswered(taken.code);
  }
  return came;
};

class NotAnswered extends Error {
  readonly code: string;
  constructor(code = 'Refused') {
    super(code);
    this.code = code;
  }
}

type Parcel = z.infer<typeof parcelList>['parcels'][number];

/** How many rows were new; undefined when the parcel is not for this officer to take. */
const unpack = async ({ store, key, trust, holder, now, log }: TakeBackPorts, parcel: Parcel): Promise<number | undefined> => {
  let content: Uint8Array;
  try {
    content = await openEnvelope(Buffer.from(parcel.envelope, 'base64'), key);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    log('parcelNotOpened', { code: error.code });
    return undefined;
  }
  const work = readWriting(content, sealedWork, { staffId: holder.staffId, trust, at: now() });
  content.fill(0);
  if (!work.ok) {
    log('parcelNotTaken', { code: work.code });
    return undefined;
  }
  return store.write('outbox.import', { items: work.value.items, author: holder });
};
