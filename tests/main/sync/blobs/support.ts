import { createHash, randomBytes } from 'node:crypto';
import { BLOB_PART_BYTES } from '../../../../contracts/domain/blob-parts.ts';
import type { ServeHandler } from '../../../../main/platform/shell/port.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createReceivers } from '../../../../main/sync/blobs/receive.ts';
import { blobRoute } from '../../../../main/sync/blobs/route.ts';

export const MB = 1024 * 1024;
export const ORIGIN = 'https://app.local';
export const NOW = new Date('2021-05-18T14:40:00.000Z');

/** A photograph as far as its first bytes tell, and noise after them. */
export const jpeg = (bytes: number): Uint8Array<ArrayBuffer> => {
  const photograph = new Uint8Array(bytes);
  photograph.set(randomBytes(bytes));
  photograph.set([0xff, 0xd8, 0xff, 0xe0].slice(0, bytes));
  return photograph;
};
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** The n-th part of a file. */
export const partOf = (bytes: Uint8Array<ArrayBuffer>, part: number): Uint8Array<ArrayBuffer> =>
  bytes.slice(part * BLOB_PART_BYTES, (part + 1) * BLOB_PART_BYTES);

/** The page as the route sees it, without a browser: every request by hand. */
export const pageOf = (store: () => Store | undefined, limits = { maxBytes: 64 * MB, maxTotalBytes: 128 * MB }, now = (): Date => NOW) => {
  const serve: ServeHandler = blobRoute({ store, appOrigin: ORIGIN, receiverOf: createReceivers({ limits: () => limits, now }) });
  const ask = (method: string, path: string, body?: BodyInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    serve(new Request(ORIGIN + path, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) } as RequestInit));
  const begin = async (bytes: number, type = 'image/jpeg'): Promise<string> => {
    const answer = await ask('POST', '/blobs/', JSON.stringify({ bytes, type }));
    const told = (await answer.json()) as { upload?: number; code?: string };
    return told.upload === undefined ? String(told.code) : `/blobs/uploads/${told.upload}`;
  };
  return {
    ask,
    begin,
    code: async (answer: Promise<Response>): Promise<string> => {
      const { status, body } = await answer.then(async (got) => ({ status: got.status, body: await got.text() }));
      return status < 300 ? String(status) : (JSON.parse(body) as { code: string }).code;
    },
    /** Writes a file as the page does; its hash, or why not. */
    async keep(bytes: Uint8Array<ArrayBuffer>, type = 'image/jpeg'): Promise<string> {
      const upload = await begin(bytes.byteLength, type);
      if (!upload.startsWith('/')) return upload;
      for (let part = 0; part * BLOB_PART_BYTES < bytes.byteLength; part += 1) {
        const answer = await ask('PUT', `${upload}/${part}`, partOf(bytes, part));
        if (answer.status !== 204) return ((await answer.json()) as { code: string }).code;
      }
      const told = (await (await ask('POST', upload)).json()) as { hash?: string; code?: string };
      return told.hash ?? String(told.code);
    },
  };
};
