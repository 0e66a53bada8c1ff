import { blobHash } from '../../../contracts/domain/blob.ts';
import { MAX_RANGE_BYTES, MAX_WHOLE_BYTES } from '../../../contracts/domain/blob-limits.ts';
import { BLOB_PART_BYTES } from '../../../contracts/domain/blob-parts.ts';
import { type BlobCode, newBlob } from '../../../contracts/ipc/blobs.ts';
import { rangeOf } from '../../platform/ipc/range.ts';
import { isOwnRequest, readRequestBody } from '../../platform/ipc/request-body.ts';
import { parseJson } from '../../platform/json.ts';
import type { ServeHandler } from '../../platform/shell/port.ts';
import { StoreError } from '../../store/error.ts';
import type { Store } from '../../store/store.ts';
import { isShown } from './media.ts';
import { readBlob } from './read.ts';
import type { Receiver } from './receive.ts';

export interface BlobRoutePorts {
  /** The open officer's; undefined at the sign-in screen. */
  readonly store: () => Store | undefined;
  readonly appOrigin: string;
  readonly receiverOf: (store: Store) => Receiver;
}

const UPLOAD = /^\/blobs\/uploads\/(\d{1,15})$/;
const PART = /^\/blobs\/uploads\/(\d{1,15})\/(\d{1,7})$/;
const MAX_NEW_BYTES = 1024;

/** Serves /blobs/ (contracts/ipc/blobs.ts) of the officer whose work is open; 404 at the sign-in screen, and once that work has closed. */
export const blobRoute = ({ store, appOrigin, receiverOf }: BlobRoutePorts): ServeHandler => {
  return async (request) => {
    const open = store();
    if (open === undefined) return refusal('NotFound');
    if (!isOwnRequest(request, appOrigin)) return refusal('BadRequest');
    const { pathname } = new URL(request.url);
    try {
      if (request.method === 'GET' || request.method === 'HEAD') return await read(open, pathname, request);
      return await write(receiverOf(open), pathname, request);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'StoreClosed') return refusal('NotFound');
      throw error;
    }
  };
};

const write = async (receiver: Receiver, pathname: string, request: Request): Promise<Response> => {
  const [, upload = '', part] = PART.exec(pathname) ?? UPLOAD.exec(pathname) ?? [];
  if (pathname === '/blobs/' && request.method === 'POST') {
    const body = await readRequestBody(request, MAX_NEW_BYTES);
    const wanted = newBlob.safeParse(body && parseJson(body));
    if (!wanted.success) return refusal('BadRequest');
    const begun = await receiver.begin(wanted.data);
    return begun.ok ? json({ upload: begun.value }) : refusal(begun.code);
  }
  if (upload !== '' && part !== undefined && request.method === 'PUT') {
    const data = await readRequestBody(request, BLOB_PART_BYTES);
    if (data === undefined) return refusal('BadRequest');
    const written = await receiver.part(Number(upload), Number(part), data);
    return written.ok ? new Response(null, { status: 204 }) : refusal(written.code);
  }
  if (upload !== '' && part === undefined && request.method === 'POST') {
    const kept = await receiver.finish(Number(upload));
    return kept.ok ? json(kept.value) : refusal(kept.code === 'HashMismatch' ? 'BadRequest' : kept.code);
  }
  if (upload !== '' && part === undefined && request.method === 'DELETE') {
    await receiver.drop(Number(upload));
    return new Response(null, { status: 204 });
  }
  return refusal('NotFound');
};

const read = async (store: Store, pathname: string, request: Request): Promise<Response> => {
  const hash = blobHash.safeParse(pathname.slice('/blobs/'.length)).data;
  const blob = hash === undefined ? undefined : await store.read('blob.info', { hash });
  if (hash === undefined || blob === undefined) return refusal('NotFound');
  const etag = `"${hash}"`;
  const headers = {
    ...{ etag, 'accept-ranges': 'bytes', 'content-type': isShown(blob.type) ? blob.type : 'application/octet-stream' },
    ...(isShown(blob.type) ? {} : { 'content-disposition': 'attachment' }),
  };
  const length = (bytes: number) => ({ 'content-length': String(bytes) });
  if (request.method === 'HEAD') return new Response(null, { headers: { ...headers, ...length(blob.bytes) } });
  const condition = request.headers.get('if-range');
  const range = condition === null || condition === etag ? rangeOf(request.headers.get('range'), blob.bytes) : 'whole';
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${blob.bytes}` } });
  if (range === 'whole') {
    if (blob.bytes > MAX_WHOLE_BYTES) return refusal('UseRanges');
    return new Response(ReadableStream.from(readBlob(store, { hash, bytes: blob.bytes })), {
      headers: { ...headers, ...length(blob.bytes) },
    });
  }
  // Less than was asked for may be answered; Content-Range says what it is (RFC 9110 §15.3.7).
  const { first } = range;
  const last = Math.min(range.last, first + MAX_RANGE_BYTES - 1);
  return new Response(ReadableStream.from(readBlob(store, { hash, bytes: blob.bytes }, { first, last })), {
    status: 206,
    headers: { ...headers, ...length(last - first + 1), 'content-range': `bytes ${first}-${last}/${blob.bytes}` },
  });
};

const json = (value: unknown): Response => Response.json(value, { status: 201 });

const STATUS: Readonly<Record<BlobCode, number>> = {
  ...{ BadRequest: 400, NotFound: 404, OutOfStep: 409, BlobTooLarge: 413, UseRanges: 413, TypeMismatch: 415, TooMany: 429, BlobsFull: 507 },
};
const refusal = (code: BlobCode): Response => Response.json({ code }, { status: STATUS[code] });
