import type { CardSignature } from '../card/card-signature.ts';
import type { TrustMaterial } from '../device/trust/trust.ts';

/** Whose card signs, and by what its signatures are judged. */
export interface CardSigner {
  /** The card's signature key (9C); undefined where it has none. */
  readonly signature: CardSignature | undefined;
  readonly trust: Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>;
}
