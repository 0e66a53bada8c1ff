import type { BlobProblem } from '../../../contracts/hq/blobs.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { Caller, CallFailure, Refused } from '../../device/tunnel/call.ts';
import type { AttachmentSource } from '../blobs/fetch.ts';
import type { BlobService } from '../blobs/upload.ts';

/** HQ understood, and takes no more of this blob. */
const REFUSALS: Readonly<Record<BlobProblem | 'TooLarge', string>> = {
  TooLarge: 'HQ takes no attachment of this size',
  HashMismatch: 'HQ got other bytes than this laptop sent; they are sent again',
  BlobsFull: 'HQ has no room for more attachments of yours until some of your work has arrived',
};
const isRefusal = (code: string | undefined): code is keyof typeof REFUSALS => code !== undefined && Object.hasOwn(REFUSALS, code);

/** HQ's blobs over the services' connection (contracts/hq/endpoints/systems.ts). */
export const createBlobService = (call: Caller<'shift'>): BlobService => ({
  async state(hash, signal) {
    const called = await call('blobState', { segments: { hash } }, signal);
    if (called.kind === 'answered') return called.value;
    if (called.kind === 'refused' && called.code === 'NotFound') return undefined;
    throw notAnswered(called);
  },
  async send({ hash, bytes, offset, data }, signal) {
    const called = await call('blobChunk', { segments: { hash }, query: { bytes, offset }, body: data }, signal);
    if (called.kind === 'answered') return called.value; // Also where HQ stands elsewhere.
    if (called.kind === 'refused' && isRefusal(called.code)) return { refused: REFUSALS[called.code] };
    throw notAnswered(called);
  },
});

/** What HQ's items carry, over the same connection. */
export const createAttachmentSource = (call: Caller<'shift'>): AttachmentSource => ({
  async part({ system, hash, kind, id, offset }, signal) {
    const called = await call('attachment', { segments: { system, hash }, query: { kind, id, offset } }, signal);
    if (called.kind === 'answered') return ok(called.value);
    return fail(called.kind === 'refused' && called.code === 'NotFound' ? 'NotAtHq' : 'NoSignal');
  },
});

/** It is asked again. */
const notAnswered = (called: Refused | { readonly kind: 'failed'; readonly code: CallFailure }): Error =>
  new Error(`blobs ${called.kind === 'failed' ? called.code : called.status}`);
