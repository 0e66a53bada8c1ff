/** A file that stands in a text (POSIX uuencode), as mail programs wrote them before MIME and some still do. */
export interface Uuencoded {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const BEGIN = /^begin [0-7]{3,4} (\S.{0,300})$/;
/** Of a line: its length in bytes, then four characters for each three. */
const LONGEST_LINE = 45;

/** The text without the files in it, and the files. What begins and never ends, or has a line that is none, stays text. Linear. */
export const takeUuencoded = (text: string): { readonly text: string; readonly files: readonly Uuencoded[] } => {
  if (!text.includes('begin ')) return { text, files: [] };
  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  const files: Uuencoded[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const name = BEGIN.exec(lines[at] ?? '')?.[1];
    const found = name === undefined ? undefined : bytesFrom(lines, at + 1);
    if (name === undefined || found === undefined) {
      kept.push(lines[at] ?? '');
      continue;
    }
    files.push({ name, bytes: found.bytes });
    at = found.end;
  }
  return files.length === 0 ? { text, files } : { text: kept.join('\n'), files };
};

/** The bytes of a whole body in uuencode (Content-Transfer-Encoding: x-uuencode); the body itself where there is none in it. */
export const decodeUuencoded = (body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  takeUuencoded(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')).files[0]?.bytes ?? body;

/** Goes no further than the first line that is none, so that many beginnings cost no more than one. */
const bytesFrom = (
  lines: readonly string[],
  start: number,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly end: number } | undefined => {
  const pieces: Uint8Array[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trimEnd();
    if (line === 'end') return { bytes: new Uint8Array(Buffer.concat(pieces)), end: at };
    if (line === '' || line === '`') continue;
    const piece = bytesOfLine(line);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  return undefined;
};

const bytesOfLine = (line: string): Uint8Array | undefined => {
  const length = sextetAt(line, 0);
  if (length === undefined || length > LONGEST_LINE || line.length < 1 + Math.ceil((length * 4) / 3) - 2) return undefined;
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const at = 1 + Math.floor(index / 3) * 4 + (index % 3);
    const left = sextetAt(line, at) ?? 0;
    const right = sextetAt(line, at + 1) ?? 0;
    const shift = (index % 3) * 2 + 2;
    bytes[index] = ((left << shift) | (right >> (6 - shift))) & 0xff;
  }
  return bytes;
};

const sextetAt = (line: string, at: number): number | undefined => {
  const code = at < line.length ? line.charCodeAt(at) : 0x20;
  return code >= 0x20 && code <= 0x60 ? (code - 0x20) & 0x3f : undefined;
};
