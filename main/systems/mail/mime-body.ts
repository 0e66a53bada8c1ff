/** Takes a part's lines, views of one buffer without their line ends, and gives what they stand for. */
export interface BodyDecoder {
  update(line: Uint8Array<ArrayBuffer>): void;
  finalize(): Promise<ArrayBuffer>;
}

const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;

/**
 * The decoder for a Content-Transfer-Encoding (RFC 2045 §6). A line costs it nothing: it remembers where they begin and end. Line ends
 * inside stay as they were sent; the one before a boundary belongs to the boundary (RFC 2046 §5.1.1).
 */
export const createBodyDecoder = (encoding: string): BodyDecoder => {
  const runs: { readonly buffer: ArrayBuffer; readonly start: number; end: number }[] = [];
  const decode = encoding === 'base64' ? decodeBase64 : encoding === 'quoted-printable' ? decodeQuotedPrintable : copyOf;
  return {
    update({ buffer, byteOffset, byteLength }) {
      const last = runs.at(-1);
      const end = byteOffset + byteLength;
      if (last !== undefined && last.buffer === buffer && areLineEnds(new Uint8Array(buffer), last.end, byteOffset)) last.end = end;
      else runs.push({ buffer, start: byteOffset, end });
    },
    async finalize() {
      return decode(joined(runs.map(({ buffer, start, end }) => new Uint8Array(buffer, start, end - start))));
    },
  };
};

/** Whether nothing lies between two places but line ends. What else does, such as a boundary, begins soon. */
const areLineEnds = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== LF && bytes[at] !== CR) return false;
  return true;
};

/** Runs that something stood between are lines of their own. */
const joined = (runs: readonly Uint8Array[]): Uint8Array => {
  const [only, ...others] = runs;
  if (only === undefined) return new Uint8Array();
  if (others.length === 0) return only;
  return Buffer.concat(runs.flatMap((run, index) => (index === 0 ? [run] : [Uint8Array.of(LF), run])));
};

const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Sextets by byte; 64 for what is none. */
const SEXTETS = new Uint8Array(256).fill(64);
for (const [index, letter] of [...Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')].entries())
  SEXTETS[letter] = index;

/** Whatever is no sextet is passed over; padding ends a unit, also in the middle, where some programs pad every line. */
const decodeBase64 = (bytes: Uint8Array): ArrayBuffer => {
  const out = new Uint8Array(Math.ceil((bytes.byteLength * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    const sextet = SEXTETS[byte] ?? 64;
    if (sextet < 64) {
      held = ((held << 6) | sextet) & 0xffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[length++] = held >> bits;
      }
    } else if (byte === EQUALS) bits = 0;
  }
  return out.buffer.slice(0, length);
};

/** An equals sign that introduces no byte and ends no line stands for itself. */
const decodeQuotedPrintable = (bytes: Uint8Array): ArrayBuffer => {
  const out = new Uint8Array(bytes.byteLength);
  let length = 0;
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const byte = bytes[at] ?? 0;
    const next = byte === EQUALS ? bytes[at + 1] : LF;
    const high = hexDigit(next);
    const low = hexDigit(bytes[at + 2]);
    if (byte !== EQUALS) out[length++] = byte;
    else if (next === undefined || next === LF) at += 1;
    else if (next === CR && bytes[at + 2] === LF) at += 2;
    else if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
    } else out[length++] = byte;
  }
  return out.buffer.slice(0, length);
};

/** -1 for what is none. */
const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
};
