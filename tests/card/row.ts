import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { keyManagementKey } from '../../main/card/card-decryption.ts';
import { cardSignature } from '../../main/card/card-signature.ts';
import { readWarrantCards, type WarrantCardIdentity } from '../../main/card/identity.ts';
import { CardError, type CardService } from '../../main/card/service.ts';
import type { CardCertificate, CardPresence } from '../../native/protocol/index.ts';
import { openEnvelope, PkiError, type PurposeContext, sealEnvelope } from '../../pki/index.ts';
import { NEW_CARD } from '../doubles/card/make-card.ts';

/** What a warrant card is asked for, in this order. */
export const operations = [
  'certificates',
  'signIn',
  'sign9A',
  'sign9C',
  'wrongPin',
  'share',
  'secondUnlock',
  'changePin',
  'unblock',
] as const;
export type Operation = (typeof operations)[number];

/** Without these nobody works with the card; a new PIN is ICT's to set where the card or its software cannot. */
const NEEDED: readonly Operation[] = ['certificates', 'signIn', 'sign9A', 'sign9C', 'wrongPin', 'share', 'secondUnlock'];

export interface Outcome {
  /** `ok`, `refused` before any PIN, or `dead`: it lets an officer in, and then does not do what it must. */
  readonly verdict: 'ok' | 'refused' | 'dead';
  /** Why it is not ok: a refusal that the officer is told, or the operation. */
  readonly reason?: string;
  /** `ok`, or the code, with what the module said. */
  readonly done: Readonly<Partial<Record<Operation, string>>>;
}

/** A slow module on a busy machine. */
const PATIENCE_MS = 20_000;
/** A module that shows one token may show another a moment later. */
const SETTLING_MS = 4000;
const LOOK_MS = 250;
const NEW_PIN = '975310';
const WRONG_PIN = '000000';
const DATA = new TextEncoder().encode('what is signed');
const bytesOf = (pin: string): Uint8Array => new TextEncoder().encode(pin);
const { pin: PIN, puk: PUK } = NEW_CARD;

/** Takes a card through a shift, as the product does: from the door to a lock and the unlock after it. Never rejects. */
export const tryCard = async (service: CardService, trust: PurposeContext): Promise<Outcome> => {
  const done: Partial<Record<Operation, string>> = {};
  const attempt = async (operation: Operation, work: () => Promise<unknown>): Promise<void> => {
    done[operation] = await work().then(() => 'ok', wordsOf);
  };
  const found = await warrantCardIn(service, trust);
  if ('reason' in found) return { verdict: 'refused', reason: found.reason, done };
  done.certificates = 'ok';
  const { cardId, identity } = found;

  await attempt('signIn', () => service.login(cardId, bytesOf(PIN)));
  const share = new Uint8Array(randomBytes(32));
  const envelope = await sealEnvelope(share, [identity.keyManagement.der]);
  await attempt('share', () => opens(service, cardId, identity, envelope, share));
  await attempt('sign9A', () => signs(service, cardId, identity.authentication));
  await attempt('sign9C', () => signs(service, cardId, identity.signature, PIN));
  await attempt('wrongPin', () => refusesWrongPin(service, cardId, identity));
  let now = cardId;
  await attempt('secondUnlock', async () => {
    await service.logout(cardId);
    await service.renew();
    const again = await warrantCardIn(service, trust);
    if ('reason' in again) throw new Error(again.reason);
    now = again.cardId;
    await service.login(now, bytesOf(PIN));
    await opens(service, now, again.identity, envelope, share);
  });
  await attempt('changePin', async () => {
    await service.changePin(now, bytesOf(PIN), bytesOf(NEW_PIN));
    await service.changePin(now, bytesOf(NEW_PIN), bytesOf(PIN));
  });
  await attempt('unblock', async () => {
    await service.unblockPin(now, bytesOf(PUK), bytesOf(NEW_PIN));
    await service.login(now, bytesOf(NEW_PIN));
  });
  const failed = NEEDED.find((operation) => done[operation] !== 'ok');
  return failed === undefined ? { verdict: 'ok', done } : { verdict: 'dead', reason: failed, done };
};

interface Found {
  readonly cardId: string;
  readonly identity: WarrantCardIdentity;
}

/** The first card that is a warrant card, whatever lies beside it; else why the last of them is none. */
const warrantCardIn = async (service: CardService, trust: PurposeContext): Promise<Found | { readonly reason: string }> => {
  const until = performance.now() + PATIENCE_MS;
  let settled = until;
  let reason = 'NoCard';
  while (performance.now() < Math.min(until, settled) && service.fault !== 'ModuleBroken') {
    for (const card of service.cards) {
      const read = await readingOf(service, card, trust);
      if (typeof read !== 'string') return { cardId: card.cardId, identity: read };
      reason = read;
      settled = Math.min(settled, performance.now() + SETTLING_MS);
    }
    await delay(LOOK_MS);
  }
  return { reason: service.fault ?? reason };
};

const readingOf = async (service: CardService, card: CardPresence, trust: PurposeContext): Promise<WarrantCardIdentity | string> => {
  if (card.label === '' && card.serial === '') return 'CardDamaged';
  try {
    const read = readWarrantCards(await service.certificates(card.cardId), trust, card.mechanisms);
    return read.ok ? read.value[0] : read.code;
  } catch (error) {
    return wordsOf(error);
  }
};

const opens = async (service: CardService, cardId: string, identity: WarrantCardIdentity, envelope: Uint8Array, share: Uint8Array) => {
  const opened = await openEnvelope(envelope, keyManagementKey(service, cardId, identity.keyManagement));
  if (Buffer.compare(opened, share) !== 0) throw new Error('another share');
};

const signs = async (service: CardService, cardId: string, { keyId, der }: CardCertificate, pin?: string): Promise<void> => {
  const signature = await service.sign(cardId, keyId, DATA, pin === undefined ? undefined : bytesOf(pin));
  if (!verify('sha256', DATA, new X509Certificate(der).publicKey, signature)) throw new Error('a signature that does not verify');
};

/** A wrong PIN signs nothing, is told as wrong, and the right one after it signs. */
const refusesWrongPin = async (service: CardService, cardId: string, { signature }: WarrantCardIdentity): Promise<void> => {
  const nineC = cardSignature(service, cardId, signature);
  const told = await nineC.sign(DATA, bytesOf(WRONG_PIN)).then(
    () => 'signed',
    (error: unknown) => (error instanceof CardError ? error.code : 'failed'),
  );
  if (told !== 'PinIncorrect' && told !== 'PinFinalTry') throw new Error(`a wrong PIN: ${told}`);
  await nineC.sign(DATA, bytesOf(PIN));
};

const wordsOf = (error: unknown): string => {
  if (error instanceof CardError) return error.message;
  if (error instanceof PkiError) return error.code;
  return error instanceof Error ? error.message : 'failed';
};
