import type { Signer } from '../../pki/index.ts';
import type { CardService } from '../card/service.ts';
import type { WarrantCard } from './work.ts';

/** The card's authentication key (9A) as pki wants a signer. */
export const cardSigner = (service: CardService, card: WarrantCard): Signer => ({
  certificate: card.authentication.der,
  sign: (data) => service.sign(card.cardId, card.authentication.keyId, data),
});

/** The card's other certificates, as HQ is notified of them. */
export const otherCertificates = ({ signature, keyManagement }: WarrantCard): readonly Uint8Array[] =>
  [signature, keyManagement].flatMap((certificate) => (certificate === undefined ? [] : [certificate.der]));
