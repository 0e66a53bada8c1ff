import { randomBytes } from 'node:crypto';
import { findHash, type HashName } from '../certificate/signature.ts';
import { contextTag, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readBigInteger, readBoolean, readOid, readSmallInteger } from '../der/values.ts';
import { boolean, integer, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';

/** What is to be stamped: the hash of it, and which hash; undefined for one that is not known here. */
export interface MessageImprint {
  readonly hash: HashName | undefined;
  readonly digest: Uint8Array;
  readonly raw: Uint8Array;
}

/** A TimeStampReq (RFC 3161 §2.4.1). */
export interface TimeStampRequest {
  readonly imprint: MessageImprint;
  /** Policy that is asked for, dotted. */
  readonly policy: string | undefined;
  readonly nonce: bigint | undefined;
  /** The authority's certificate is wanted in the token. */
  readonly wantsCertificate: boolean;
  readonly hasExtensions: boolean;
}

/** Asks for a time-stamp over a SHA-256 digest, with a nonce and the authority's certificate. Returns DER. */
export function timeStampRequest(digest: Uint8Array): Uint8Array {
  const nonce = BigInt(`0x${randomBytes(NONCE_BYTES).toString('hex')}`);
  return sequence(integer(1), sha256Imprint(digest), integer(nonce), boolean(true));
}

/** 64 bits: the answer to another request is never taken for the answer to this one. */
const NONCE_BYTES = 8;

const sha256Imprint = (digest: Uint8Array): Uint8Array => sequence(sequence(oid(algorithms.sha256), nullValue()), octetString(digest));

/** Reads a request. Throws PkiError `Malformed`. */
export function readTimeStampRequest(der: Uint8Array): TimeStampRequest {
  if (der.length > limits.requestBytes) throw malformed('time-stamp request is too long');
  const reader = openDer(der, tags.sequence, 'time-stamp request');
  if (readSmallInteger(reader.take(tags.integer, 'version')) !== 1) throw malformed('time-stamp request version');
  const imprint = readImprint(reader.take(tags.sequence, 'message imprint'));
  const policy = reader.optional(tags.oid);
  const nonce = reader.optional(tags.integer);
  const wants = reader.optional(tags.boolean);
  const extensions = reader.optional(contextTag(0));
  reader.end('time-stamp request');
  return {
    imprint,
    policy: policy && readOid(policy),
    nonce: nonce && readBigInteger(nonce),
    wantsCertificate: wants ? readBoolean(wants) : false,
    hasExtensions: extensions !== undefined,
  };
}

/** Reads a MessageImprint. Throws PkiError `Malformed`. */
export function readImprint(element: Element): MessageImprint {
  const reader = openDer(element.raw, tags.sequence, 'message imprint');
  const algorithm = reader.take(tags.sequence, 'hash algorithm');
  const digest = reader.take(tags.octetString, 'hashed message').content;
  reader.end('message imprint');
  return { hash: findHash(algorithm), digest, raw: element.raw };
}
