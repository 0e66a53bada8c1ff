import { fail, type Result } from '../../contracts/result.ts';
import { type CardSignature, type SignatureRefusal, signatureRefusalOf } from './card-signature.ts';

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

/** The PIN does not outlive the call, however it ends. */
export const zeroing = async <Value>(pin: Uint8Array, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } finally {
    pin.fill(0);
  }
};
