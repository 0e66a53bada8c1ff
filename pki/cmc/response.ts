import { type Element, malformed, openDer, tags } from '../der/read.ts';
import { readSmallInteger, readText } from '../der/values.ts';
import { integer, sequence, utf8 } from '../der/write.ts';
import { limits } from '../limits.ts';
import { control, controls, nonce, readControls, readNonce, readTransactionId } from './controls.ts';
import { type CmcFailInfo, type CmcStatus, cmcFailInfos, cmcStatuses, nameOf } from './status.ts';

/** A CMC full response (RFC 5272 §3.2.2) to one request, before it is signed. The certificate travels in the SignedData. */
export interface PkiResponse {
  readonly status: CmcStatus;
  /** Only with `failed`. */
  readonly failInfo?: CmcFailInfo;
  /** Plain words for a log, 1 to 200 characters; no secret. */
  readonly text?: string;
  /** The bodyPartId of the request. */
  readonly bodyPartIds: readonly number[];
  /** Echo of the request's transactionId. */
  readonly transactionId?: bigint;
  /** 16 to 64 bytes, random. */
  readonly senderNonce?: Uint8Array;
  /** Echo of the request's senderNonce: the client refuses an answer without its own. */
  readonly recipientNonce?: Uint8Array;
}

const longestText = 200;

/** DER of the PKIResponse, to be signed with `contentTypes.pkiResponse`. Throws RangeError for a nonce of the wrong size. */
export function buildPkiResponse(input: PkiResponse): Uint8Array {
  const { status, failInfo, text, bodyPartIds, transactionId, senderNonce, recipientNonce } = input;
  const statusInfo = sequence(
    integer(cmcStatuses[status]),
    sequence(...bodyPartIds.map(integer)),
    ...(text ? [utf8(text.slice(0, longestText))] : []),
    ...(failInfo && status === 'failed' ? [integer(cmcFailInfos[failInfo])] : []),
  );
  const list = [control(1, controls.statusInfoV2, statusInfo)];
  if (transactionId !== undefined) list.push(control(2, controls.transactionId, integer(transactionId)));
  if (senderNonce) list.push(control(3, controls.senderNonce, nonce(senderNonce)));
  if (recipientNonce) list.push(control(4, controls.recipientNonce, nonce(recipientNonce)));
  return sequence(sequence(...list), sequence(), sequence());
}

/** Reads a PKIResponse: one status, each control once, nothing nested. Throws PkiError `Malformed`. */
export function parsePkiResponse(der: Uint8Array): PkiResponse {
  if (der.length > limits.requestBytes) throw malformed('response is too long');
  const reader = openDer(der, tags.sequence, 'response');
  const found = readControls(reader.inside(tags.sequence, 'controls'), known);
  reader.inside(tags.sequence, 'nested messages').end('nested messages');
  reader.inside(tags.sequence, 'other messages').end('other messages');
  reader.end('response');
  const statusInfo = found.get(controls.statusInfoV2);
  if (!statusInfo) throw malformed('status is missing');
  const transactionId = readTransactionId(found.get(controls.transactionId));
  const senderNonce = readNonce(found.get(controls.senderNonce));
  const recipientNonce = readNonce(found.get(controls.recipientNonce));
  return {
    ...readStatus(statusInfo),
    ...(transactionId !== undefined && { transactionId }),
    ...(senderNonce && { senderNonce }),
    ...(recipientNonce && { recipientNonce }),
  };
}

const known = [controls.statusInfoV2, controls.transactionId, controls.senderNonce, controls.recipientNonce];

/** CMCStatusInfoV2 (RFC 5272 §6.1.1). Extended failures and pending answers are not spoken here. */
function readStatus(element: Element): Pick<PkiResponse, 'status' | 'bodyPartIds' | 'text' | 'failInfo'> {
  const reader = openDer(element.raw, tags.sequence, 'status');
  const status = nameOf(cmcStatuses, readSmallInteger(reader.take(tags.integer, 'status')));
  const bodyParts = [...reader.inside(tags.sequence, 'body parts').rest()];
  const textField = reader.optional(tags.utf8String);
  const failField = reader.optional(tags.integer);
  reader.end('status');
  const failInfo = failField && nameOf(cmcFailInfos, readSmallInteger(failField));
  const text = textField && readText(textField)?.slice(0, longestText);
  if (!status || (failField && !failInfo) || (failInfo && status !== 'failed') || bodyParts.length > 10) throw malformed('status');
  const bodyPartIds = bodyParts.map((part) => {
    if (part.tag !== tags.integer) throw malformed('body part');
    return readSmallInteger(part);
  });
  return { status, bodyPartIds, ...(text && { text }), ...(failInfo && { failInfo }) };
}
