import type { CardRefusal } from '../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { readWarrantCard } from '../card/identity.ts';
import { CardError, type CardService } from '../card/service.ts';
import { CRL_GRACE_MS, type Trust } from '../trust/trust.ts';
import type { WarrantCard } from './work.ts';

export type CardReading = Result<WarrantCard, CardRefusal | 'CardRemoved'>;

/** Reads the certificates of a card that has come into a reader and checks them to the force root. No PIN is needed for that. */
export const createCardReader =
  (ports: { readonly card: Pick<CardService, 'certificates'>; readonly trust: Trust; readonly now: () => Date }) =>
  async (cardId: string): Promise<CardReading> => {
    const { card, trust } = ports;
    try {
      const certificates = await card.certificates(cardId);
      const { anchors, intermediates, crls } = trust;
      const read = readWarrantCard(certificates, { anchors, intermediates, crls, at: ports.now(), crlGrace: CRL_GRACE_MS });
      if (!read.ok) return fail(withoutTrust(read.code, trust, ports.now()));
      const { holder, authentication, keyManagement } = read.value;
      return ok({ cardId, holder, authentication, keyManagement });
    } catch (error) {
      if (error instanceof CardError && (error.code === 'CardRemoved' || error.code === 'NoSuchCard')) return fail('CardRemoved');
      return fail('CardDamaged');
    }
  };

/** Before HQ was reached for the first time this laptop knows no authority under the root: every card of the force then looks like a stranger's. */
const withoutTrust = (refusal: CardRefusal, trust: Trust, at: Date): CardRefusal =>
  refusal === 'CardUntrusted' && trust.state(at) === 'empty' ? 'CardRevocationUnknown' : refusal;
