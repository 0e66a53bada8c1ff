import { createPublicKey, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { TravellingDrafts } from '../../../contracts/domain/draft.ts';
import { type SealedWork, signedWork, type WorkVoucher, workVoucher } from '../../../contracts/domain/unsent.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, type Signer, signCms, verifyCms } from '../../../pki/index.ts';
import { parseJson } from '../../platform/json.ts';
import type { Trust } from '../trust/trust.ts';

/** A key that lives in memory, and the card's word that it speaks for its officer on this laptop. */
export interface Voucher {
  readonly key: KeyObject;
  /** CMS SignedData by the card, DER. */
  readonly signed: Uint8Array;
}

/** Gives one voucher a session, made when it is first asked for; undefined while the card does not sign. Never rejects. */
export type Vouch = () => Promise<Voucher | undefined>;

export const createVouch = (signer: Signer, owner: { readonly staffId: string; readonly device: string }, now: () => Date): Vouch => {
  let made: Promise<Voucher | undefined> | undefined;
  return async () => {
    made ??= makeVoucher(signer, owner, now()).catch(() => undefined);
    const voucher = await made;
    if (voucher === undefined) made = undefined; // The next time the card may be free again.
    return voucher;
  };
};

/** One operation of the card (9A); rejects as the card does. */
export const makeVoucher = async (
  signer: Signer,
  owner: { readonly staffId: string; readonly device: string },
  at: Date,
): Promise<Voucher> => {
  const pair = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const key = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const voucher: WorkVoucher = { purpose: 'unsent-work', ...owner, at: at.toISOString(), key };
  const content = new TextEncoder().encode(JSON.stringify(workVoucher.parse(voucher)));
  return { key: pair.privateKey, signed: await signCms({ content, signer, at }) };
};

/** The work under the voucher's key, as the envelope holds it. */
export const signWork = (work: string, { key, signed }: Voucher): Uint8Array => {
  const signature = sign('sha256', Buffer.from(work), key).toString('base64');
  const whole: z.infer<typeof signedWork> = { voucher: Buffer.from(signed).toString('base64'), work, signature };
  return new TextEncoder().encode(JSON.stringify(signedWork.parse(whole)));
};

/** NotTheirs: it is not proven to be this officer's own writing. */
export type WorkRefusal = 'Malformed' | 'NotTheirs';

/** What an officer writes and a voucher stands for. Each kind has fields that no other has: none is taken for another. */
export type Writing = SealedWork | TravellingDrafts;

/**
 * Reads what an envelope held, a piece of writing of the schema's kind: the voucher is signed by a warrant card of the force (9A) that is not
 * revoked, is this officer's, and the key it vouches for has signed the writing.
 */
export const readWriting = <Kind extends Writing>(
  bytes: Uint8Array,
  kind: z.ZodType<Kind>,
  { staffId, trust, at }: { readonly staffId: string; readonly trust: Trust; readonly at: Date },
): Result<Kind, WorkRefusal> => {
  const whole = signedWork.safeParse(parseJson(bytes)).data;
  if (whole === undefined) return fail('Malformed');
  const { anchors, intermediates, crls } = trust;
  const checked = verifyCms(Buffer.from(whole.voucher, 'base64'), { purpose: 'cardAuthentication', anchors, intermediates, crls, at });
  if (!checked.ok || parseCertificate(checked.signer).subject.userId !== staffId) return fail('NotTheirs');
  const voucher = workVoucher.safeParse(parseJson(checked.content)).data;
  const work = kind.safeParse(parseJson(Buffer.from(whole.work))).data;
  if (voucher === undefined || work === undefined) return fail('Malformed');
  const speaks = voucher.staffId === staffId && work.staffId === staffId && voucher.device === work.device;
  return speaks && isSigned(whole, voucher) ? ok(work) : fail('NotTheirs');
};

const isSigned = ({ work, signature }: z.infer<typeof signedWork>, { key }: WorkVoucher): boolean => {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.from(work), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false; // Not a key.
  }
};
