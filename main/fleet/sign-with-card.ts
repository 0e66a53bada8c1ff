import { fail, type Result } from '../../contracts/result.ts';
import { type CardSignature, type SignatureRefusal, signatureRefusalOf } from '../card/card-signature.ts';

/** The card's signature key, with the PIN for one signature. */
export const signerOf = (signature: CardSignature, pin: Uint8Array) => ({
  certificate: signature.certificate,
  sign: (data: Uint8Array) => signature.sign(data, pin),
});

/** Has the card sign; its refusals become codes. */
export const signing = async <Value>(work: () => Promise<Value>): Promise<Result<Value, SignatureRefusal>> => {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return fail(signatureRefusalOf(error));
  }
};
