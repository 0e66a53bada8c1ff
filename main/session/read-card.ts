import { createHash } from 'node:crypto';
import type { CardChoice, CardRefusal } from '../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { readWarrantCards, type WarrantCardIdentity } from '../card/identity.ts';
import { CardError, type CardService } from '../card/service.ts';
import { CRL_GRACE_MS, type Trust } from '../device/trust/trust.ts';
import type { WarrantCard } from './work.ts';

/** One of the identities on a card: what signs in with it, and how the officer is asked for it when there are several. */
export interface ReadIdentity {
  readonly card: WarrantCard;
  readonly choice: CardChoice;
}
export type CardReading = Result<readonly [ReadIdentity, ...ReadIdentity[]], CardRefusal | 'CardRemoved'>;

/** Reads the certificates of a card that has come into a reader and checks them to the force root. No PIN is needed for that. */
export const createCardReader =
  (ports: { readonly card: Pick<CardService, 'certificates' | 'cards'>; readonly trust: Trust; readonly now: () => Date }) =>
  async (cardId: string): Promise<CardReading> => {
    const { card, trust } = ports;
    try {
      const certificates = await card.certificates(cardId);
      const { anchors, intermediates, crls } = trust;
      const { mechanisms } = card.cards.find((present) => present.cardId === cardId) ?? {};
      const read = readWarrantCards(certificates, { anchors, intermediates, crls, at: ports.now(), crlGrace: CRL_GRACE_MS }, mechanisms);
      if (!read.ok) return fail(inDoubt(read.code, trust, ports.now()));
      const [first, ...others] = read.value;
      return ok([identity(cardId, first), ...others.map((other) => identity(cardId, other))]);
    } catch (error) {
      if (error instanceof CardError && (error.code === 'CardRemoved' || error.code === 'NoSuchCard')) return fail('CardRemoved');
      return fail(error instanceof CardError && error.code === 'CardBusy' ? 'CardBusy' : 'CardDamaged');
    }
  };

/** Room for any name that a certificate's issuer carries; the window shows one line of it. */
const MAX_ISSUER_CHARACTERS = 200;
/** Half of a SHA-256: enough to tell the certificates of one card apart. */
const ID_CHARACTERS = 32;

const identity = (cardId: string, { issuer, notAfter, ...read }: WarrantCardIdentity): ReadIdentity => ({
  card: { cardId, ...read },
  choice: {
    id: createHash('sha256').update(read.authentication.der).digest('hex').slice(0, ID_CHARACTERS),
    holder: read.holder,
    issuer: issuer.slice(0, MAX_ISSUER_CHARACTERS),
    notAfter: notAfter.toISOString(),
  },
});

/**
 * What can be said of a refused card by a laptop that may be wrong itself. Before HQ was reached for the first time it knows no authority
 * under the root: every card of the force then looks like a stranger's. And a card is out of date for sure only while HQ's lists are
 * current: else the laptop's clock is as likely to be wrong (a flat battery), and with a clock behind HQ's no list counts.
 */
const inDoubt = (refusal: CardRefusal, trust: Trust, at: Date): CardRefusal => {
  const state = trust.state(at);
  if (state === 'empty' && refusal === 'CardUntrusted') return 'CardRevocationUnknown';
  if (state !== 'fresh' && (refusal === 'CardExpired' || refusal === 'CardNotYetValid')) return 'ClockWrong';
  return state === 'clockTurnedBack' && refusal === 'CardRevocationUnknown' ? 'ClockWrong' : refusal;
};
