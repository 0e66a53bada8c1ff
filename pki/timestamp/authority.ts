import { randomBytes } from 'node:crypto';
import { type HashName, isWeakHash } from '../certificate/signature.ts';
import { contentTypes } from '../cms/content-types.ts';
import { signCms } from '../cms/sign.ts';
import { signingCertificateV2 } from '../cms/signing-certificate.ts';
import { tags } from '../der/read.ts';
import { encode, integer, namedBits, oid, sequence, utf8 } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { certificatePolicies } from '../purpose.ts';
import type { Signer } from '../signer.ts';
import { readTimeStampRequest, type TimeStampRequest } from './request.ts';

/** Policy under which the force stamps: its own clock, to a second, whatever is asked for by its officers' programs. */
export const timeStampPolicy = certificatePolicies.timeStamp;
/** How far the stamped time may be from the true one: HQ's clock is kept by NTP. */
const ACCURACY_SECONDS = 1;

export interface TimeStampAuthority {
  /** Its certificate has the profile `timeStamp`. */
  readonly signer: Signer;
  readonly at: Date;
}

/**
 * Answers a time-stamp request (RFC 3161 §2.4.2, RFC 5816): a token, or a rejection that says why. Returns DER of a TimeStampResp. What
 * the signer throws passes through.
 */
export async function answerTimeStampRequest(der: Uint8Array, { signer, at }: TimeStampAuthority): Promise<Uint8Array> {
  const asked = readRequest(der);
  if ('failure' in asked) return rejection(asked.failure);
  const content = sequence(
    integer(1),
    oid(timeStampPolicy),
    asked.imprint.raw,
    integer(randomSerial()),
    generalizedTime(at),
    sequence(integer(ACCURACY_SECONDS)),
    // `ordering` is left out: two stamps within one second are in no order.
    ...(asked.nonce === undefined ? [] : [integer(asked.nonce)]),
  );
  const token = await signCms({
    content,
    contentType: contentTypes.timeStampInfo,
    signer,
    at,
    attributes: [signingCertificateV2(signer.certificate)],
    withoutCertificates: !asked.wantsCertificate,
  });
  return sequence(sequence(integer(0)), token);
}

/** PKIFailureInfo (RFC 3161 §2.4.2), by bit. */
const failures = {
  badAlg: [0, 'The hash is not one that is still safe'],
  badDataFormat: [5, 'The request cannot be read'],
  unacceptedPolicy: [15, 'There is no such policy here'],
  unacceptedExtension: [16, 'Extensions are not supported'],
} as const;
type Failure = keyof typeof failures;

function readRequest(der: Uint8Array): TimeStampRequest | { readonly failure: Failure } {
  try {
    const request = readTimeStampRequest(der);
    const { hash, digest } = request.imprint;
    if (!hash || isWeakHash(hash)) return { failure: 'badAlg' };
    if (digest.length !== digestBytes[hash]) return { failure: 'badDataFormat' };
    if (request.policy !== undefined && request.policy !== timeStampPolicy) return { failure: 'unacceptedPolicy' };
    return request.hasExtensions ? { failure: 'unacceptedExtension' } : request;
  } catch (error) {
    if (error instanceof PkiError) return { failure: 'badDataFormat' };
    throw error;
  }
}

const digestBytes: Readonly<Partial<Record<HashName, number>>> = { sha256: 32, sha384: 48, sha512: 64 };

function rejection(failure: Failure): Uint8Array {
  const [bit, words] = failures[failure];
  return sequence(sequence(integer(REJECTED), sequence(utf8(words)), namedBits([bit])));
}

const REJECTED = 2;

/** RFC 3161 §2.4.2: unique among this authority's tokens, also after a crash; 126 random bits need no counter that is kept. */
const randomSerial = (): bigint => (BigInt(`0x${randomBytes(16).toString('hex')}`) >> 2n) | (1n << 126n);

const generalizedTime = (at: Date): Uint8Array =>
  encode(tags.generalizedTime, Buffer.from(`${at.toISOString().replace(/[-:T]|\..*$/g, '')}Z`, 'latin1'));
