/** HTTP/2 frames by hand (RFC 9113 §4.1): what no client library sends. */
export const frameTypes = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, continuation: 9 } as const;
export const END_STREAM = 1;
export const END_HEADERS = 4;

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export const frame = (type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array()): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.byteLength, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};

/** A request's header block (RFC 7541), nothing of it compressed but the static table's names. */
export const requestBlock = (method: 'GET' | 'POST', path: string): Buffer =>
  Buffer.concat([Buffer.from([method === 'GET' ? 0x82 : 0x83, 0x87]), literal(4, path), literal(1, 'gateway.hq')]);

/** A header field that nobody knows, in a block of its own. */
export const unknownField = (name: string, value: string): Buffer => Buffer.concat([Buffer.from([0]), text(name), text(value)]);

const literal = (name: number, value: string): Buffer => Buffer.concat([Buffer.from([name]), text(value)]);
const text = (words: string): Buffer => Buffer.concat([Buffer.from([words.length]), Buffer.from(words)]);
