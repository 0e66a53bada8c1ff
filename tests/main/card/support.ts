import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CardServiceOptions, createCardService } from '../../../main/card/client.ts';
import { CardError, type CardService } from '../../../main/card/service.ts';
import { forkHelper } from '../../../main/platform/shell/chromium/helper.ts';
import type { Helper } from '../../../main/platform/shell/port.ts';
import type { CardCertificate, CardErrorCode, CardPresence } from '../../../native/protocol/index.ts';

const ENTRY = new URL('../../../native/index.ts', import.meta.url).pathname;
/** Generous: a loaded machine with a slow card; a test that waits this long has failed. */
const PATIENCE_MS = 50_000;

/** CKA_IDs as OpenSC numbers them. */
export const KEY_9A = Uint8Array.of(1);
export const KEY_9C = Uint8Array.of(2);
export const KEY_9D = Uint8Array.of(3);

export const PIN = '246810';
export const pin = (digits: string = PIN): Uint8Array => new TextEncoder().encode(digits);

/** A card service on a module, as the program runs it. `helpers` are its processes so far, oldest first. */
export interface Started {
  readonly card: CardService;
  readonly helpers: readonly Helper[];
}

export function startService(
  module: string,
  env: Readonly<Record<string, string>> = {},
  deadlineMs: CardServiceOptions['deadlineMs'] = {},
): Started {
  const helpers: Helper[] = [];
  const helper = () => {
    const started = forkHelper({ entry: ENTRY, env: { MOBILE_OFFICE_PKCS11: module, ...env } });
    helpers.push(started);
    return started;
  };
  return { card: createCardService({ helper, deadlineMs }), helpers };
}

/** Resolves with what `find` finds, as soon as it finds it after some change of the card service. */
export function until<Found>(card: CardService, find: () => Found | undefined | false): Promise<Found> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`waited in vain; cards ${JSON.stringify(card.cards)}, fault ${card.fault}`));
    }, PATIENCE_MS);
    const look = () => {
      const found = find();
      if (found === undefined || found === false) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const stop = card.onChange(look);
    look();
  });
}

export const untilCard = (card: CardService, fits: (presence: CardPresence) => boolean = () => true): Promise<CardPresence> =>
  until(card, () => card.cards.find(fits));
export const untilNoCard = (card: CardService): Promise<true> => until(card, () => card.cards.length === 0);

/** The code that a call is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<CardErrorCode> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CardError) return error.code;
    throw error;
  }
  throw new Error('the call was not refused');
}

export async function certificateOf(card: CardService, cardId: string, keyId: Uint8Array): Promise<CardCertificate> {
  const found = (await card.certificates(cardId)).find((certificate) => Buffer.compare(certificate.keyId, keyId) === 0);
  if (found === undefined) throw new Error('no such certificate');
  return found;
}

/** A short path, because a socket's is bounded; removed by the returned function. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'mo-card-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
