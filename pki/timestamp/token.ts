import { createHash } from 'node:crypto';
import { isWeakHash } from '../certificate/signature.ts';
import { contentTypes } from '../cms/content-types.ts';
import { signedContent } from '../cms/signed-data.ts';
import { verifyCms } from '../cms/verify.ts';
import { contextTag, malformed, openDer, tags } from '../der/read.ts';
import { readTime } from '../der/time.ts';
import { equalBytes, readBigInteger, readOid, readSmallInteger } from '../der/values.ts';
import { type CmsFault, PkiError, type Refusal, refusing } from '../fault.ts';
import { limits } from '../limits.ts';
import { certificatePolicies } from '../purpose.ts';
import type { PurposeContext } from '../verify-for.ts';
import { type MessageImprint, readImprint, readTimeStampRequest } from './request.ts';

/** A time-stamp that holds. */
export interface ProvenTimeStamp {
  readonly ok: true;
  /** Not later than this the stamped bytes were there. */
  readonly at: Date;
  /** DER certificate of the authority. */
  readonly authority: Uint8Array;
}

/**
 * The token of the answer to a request: HQ granted it, with the request's imprint and nonce. That it holds is for `verifyTimeStamp`. Throws
 * PkiError `Malformed`, a rejection included.
 */
export function grantedToken(response: Uint8Array, request: Uint8Array): Uint8Array {
  if (response.length > limits.requestBytes) throw malformed('time-stamp answer is too long');
  const reader = openDer(response, tags.sequence, 'time-stamp answer');
  const status = reader.inside(tags.sequence, 'status');
  if (readSmallInteger(status.take(tags.integer, 'status')) > GRANTED_WITH_MODS) throw malformed('no time-stamp was granted');
  const token = reader.take(tags.sequence, 'time-stamp token').raw;
  reader.end('time-stamp answer');
  const { imprint, nonce } = readTimeStampRequest(request);
  const info = readInfo(signedContent(token) ?? new Uint8Array());
  if (info.nonce !== nonce || !equalBytes(info.imprint.digest, imprint.digest)) throw malformed('time-stamp of another request');
  return token;
}

const GRANTED_WITH_MODS = 1;

/**
 * Whether a token is a time-stamp of the force over these bytes: signed by a certificate that the root issued for that, which the
 * signature names (RFC 5816), under the force's policy. Never throws on hostile input.
 */
export function verifyTimeStamp(token: Uint8Array, data: Uint8Array, context: PurposeContext): ProvenTimeStamp | Refusal<CmsFault> {
  return refusing(['Malformed', 'BadSignature', 'WeakHash', 'Policy'], () => {
    const signed = verifyCms(token, { ...context, purpose: 'timeStamp', contentType: contentTypes.timeStampInfo });
    if (!signed.ok) return signed;
    if (!signed.namesSigner) throw malformed('the time-stamp does not name its certificate');
    const { imprint, policy, at } = readInfo(signed.content);
    if (policy !== certificatePolicies.timeStamp) throw new PkiError('Policy', 'The time-stamp is under another policy');
    const { hash, digest } = imprint;
    if (!hash || isWeakHash(hash)) throw new PkiError('WeakHash', 'The time-stamp uses a hash that is no longer safe');
    if (!equalBytes(createHash(hash).update(data).digest(), digest)) throw new PkiError('BadSignature', 'The time-stamp is of other bytes');
    return { ok: true, at, authority: signed.signer };
  });
}

/** The time that a token says: nothing of it is proven. Throws PkiError `Malformed`. */
export const saidTime = (token: Uint8Array): Date => readInfo(signedContent(token) ?? new Uint8Array()).at;

interface TimeStampInfo {
  readonly policy: string;
  readonly imprint: MessageImprint;
  readonly at: Date;
  readonly nonce: bigint | undefined;
}

/** A TSTInfo (RFC 3161 §2.4.2). Throws PkiError `Malformed`. */
function readInfo(der: Uint8Array): TimeStampInfo {
  const reader = openDer(der, tags.sequence, 'time-stamp');
  if (readSmallInteger(reader.take(tags.integer, 'version')) !== 1) throw malformed('time-stamp version');
  const policy = readOid(reader.take(tags.oid, 'time-stamp policy'));
  const imprint = readImprint(reader.take(tags.sequence, 'message imprint'));
  readBigInteger(reader.take(tags.integer, 'time-stamp serial number'));
  const at = readTime(reader.take(tags.generalizedTime, 'time-stamp time'));
  reader.optional(tags.sequence); // Accuracy.
  reader.optional(tags.boolean); // Ordering.
  const nonce = reader.optional(tags.integer);
  reader.optional(contextTag(0)); // The authority's name: its certificate says it.
  if (reader.optional(contextTag(1))) throw malformed('time-stamp has extensions');
  reader.end('time-stamp');
  return { policy, imprint, at, nonce: nonce && readBigInteger(nonce) };
}
