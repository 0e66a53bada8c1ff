import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import { threePages } from './pdfs.ts';

/** A picture of some colours, by PNG (ISO/IEC 15948); `claimed`: the size that its header says. */
export const png = (width: number, height: number, claimed = { width, height }): Buffer => {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows.set([60 + (x * 90) / width, 90 + (y * 70) / height, (x ^ y) & 63], y * (width * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed.width, 0);
  header.writeUInt32BE(claimed.height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
};
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

const text = [
  'Number 12: away until Friday. <img src=x onerror="document.title=1"> <script>document.title=2</script>',
  'Number 16: heard glass at about ten to two. Silver car, three doors.',
].join('\n');
const fixed: Readonly<Record<string, { readonly type: string; readonly data: Buffer }>> = {
  a: { type: 'image/png', data: png(640, 480) },
  c: { type: 'text/plain', data: Buffer.from(text) },
  e: { type: 'application/pdf', data: threePages() },
  d: { type: 'image/png', data: png(8, 8, { width: 100_000, height: 100_000 }) },
};

/** The product's way of attachments (contracts/ipc/blobs.ts), kept in memory. */
export const createBlobServer = () => {
  const kept = new Map<string, { readonly type: string; readonly data: Buffer }>();
  const uploads = new Map<number, { readonly type: string; readonly parts: Buffer[] }>();
  let count = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const [, , first = '', second = '', third] = (request.url ?? '').split('/');
    const answer = (status: number, value?: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(value === undefined ? '' : JSON.stringify(value));
    };
    if (request.method === 'GET' || request.method === 'HEAD') {
      const blob = kept.get(first) ?? fixed[first.charAt(0)];
      if (blob === undefined) return answer(404, { code: 'NotFound' });
      const range = /^bytes=(\d+)-/.exec(request.headers.range ?? '');
      const from = Number(range?.[1] ?? 0);
      response.writeHead(range === null ? 200 : 206, {
        'content-type': blob.type,
        ...(range === null ? {} : { 'content-range': `bytes ${from}-${blob.data.byteLength - 1}/${blob.data.byteLength}` }),
      });
      response.end(request.method === 'HEAD' ? '' : blob.data.subarray(from));
      return;
    }
    if (first === '' && request.method === 'POST') {
      const { type } = JSON.parse(body.toString()) as { type: string };
      count += 1;
      uploads.set(count, { type, parts: [] });
      return answer(201, { upload: count });
    }
    const upload = uploads.get(Number(second));
    if (upload === undefined) return answer(404, { code: 'NotFound' });
    if (request.method === 'DELETE') {
      uploads.delete(Number(second));
      return answer(204);
    }
    if (third !== undefined) {
      if (third === '0' && upload.type === 'image/png' && body.readUInt32BE(0) !== 0x89504e47) return answer(415, { code: 'TypeMismatch' });
      upload.parts.push(body);
      // The second part of a file of zeros never ends: so that a page is seen while it keeps one.
      if (third === '1' && body.every((byte) => byte === 0)) return;
      return answer(204);
    }
    const data = Buffer.concat(upload.parts);
    const hash = createHash('sha256').update(data).digest('hex');
    kept.set(hash, { type: upload.type, data });
    answer(201, { hash, bytes: data.byteLength, type: upload.type });
  };
};
