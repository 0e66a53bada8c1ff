import { contextTag, DerReader, malformed, openDer, tags } from '../der/read.ts';
import { readSmallInteger } from '../der/values.ts';
import { context, integer, sequence } from '../der/write.ts';
import { limits } from '../limits.ts';
import {
  control,
  controls,
  nonce,
  readControls,
  readNonce,
  readRegistrationInfo,
  readTransactionId,
  registrationInfo,
} from './controls.ts';

/** A CMC full request with one PKCS #10 request (RFC 5272 §3.2.1), before it is signed. */
export interface PkiData {
  readonly transactionId: bigint;
  /** 16 to 64 bytes, random: HQ refuses one that it has seen. */
  readonly senderNonce: Uint8Array;
  /** HQ's challenge, which it gave before (RFC 5272 §6.6): 16 to 64 bytes. */
  readonly recipientNonce?: Uint8Array;
  /** What the request is made on, by name (RFC 5272 §6.12). */
  readonly registration?: string;
  /** PKCS #10 request, DER. */
  readonly request: Uint8Array;
  /** Names the request within the message; by default when building the number after all controls, 5. */
  readonly bodyPartId?: number;
}

/** DER of the PKIData, to be signed with `contentTypes.pkiData`. Throws RangeError for a nonce of the wrong size. */
export function buildPkiData({ transactionId, senderNonce, recipientNonce, registration, request, bodyPartId }: PkiData): Uint8Array {
  const list = [control(1, controls.transactionId, integer(transactionId)), control(2, controls.senderNonce, nonce(senderNonce))];
  if (recipientNonce) list.push(control(3, controls.recipientNonce, nonce(recipientNonce)));
  if (registration !== undefined) list.push(control(4, controls.regInfo, registrationInfo(registration)));
  const taggedRequest = context(0, integer(bodyPartId ?? 5), request);
  return sequence(sequence(...list), sequence(taggedRequest), sequence(), sequence());
}

/** A request as it was read: what may be left out may be missing. */
export type ReadPkiData = Omit<PkiData, 'bodyPartId'> & { readonly bodyPartId: number };

/**
 * Reads a PKIData: transactionId and senderNonce once each, recipientNonce and regInfo at most once, no other control, exactly one
 * PKCS #10 request, nothing nested.
 * `request` is one DER element and otherwise unread: see `parseRequest`. Throws PkiError `Malformed`.
 */
export function parsePkiData(der: Uint8Array): ReadPkiData {
  if (der.length > limits.requestBytes) throw malformed('request is too long');
  const reader = openDer(der, tags.sequence, 'request');
  const found = readControls(reader.inside(tags.sequence, 'controls'), known);
  const requests = reader.inside(tags.sequence, 'requests');
  const tagged = new DerReader(requests.take(contextTag(0), 'PKCS #10 request').content);
  requests.end('more than one request');
  reader.inside(tags.sequence, 'nested messages').end('nested messages');
  reader.inside(tags.sequence, 'other messages').end('other messages');
  reader.end('request');
  const bodyPartId = readSmallInteger(tagged.take(tags.integer, 'body part'));
  const request = tagged.take(tags.sequence, 'PKCS #10 request').raw;
  tagged.end('PKCS #10 request');
  const transactionId = readTransactionId(found.get(controls.transactionId));
  const senderNonce = readNonce(found.get(controls.senderNonce));
  if (transactionId === undefined || !senderNonce) throw malformed('transaction or nonce is missing');
  const recipientNonce = readNonce(found.get(controls.recipientNonce));
  const registration = readRegistrationInfo(found.get(controls.regInfo));
  return {
    ...{ transactionId, senderNonce, request, bodyPartId },
    ...(recipientNonce && { recipientNonce }),
    ...(registration !== undefined && { registration }),
  };
}

const known = [controls.transactionId, controls.senderNonce, controls.recipientNonce, controls.regInfo];
