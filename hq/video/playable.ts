import type { FileHandle } from 'node:fs/promises';
import type { ClipType } from '../../contracts/domain/clip.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';

/**
 * NotPlayable: neither MP4 nor WebM, cut off, or longer or shorter than its own lengths say. IndexLast: an MP4 whose index comes after its
 * pictures (made anew with `ffmpeg -movflags +faststart`), or a WebM without one. LengthUnknown: it does not say how long it plays.
 */
export type ClipFault = 'NotPlayable' | 'IndexLast' | 'LengthUnknown';
export interface Playable {
  readonly type: ClipType;
  readonly seconds: number;
}

/** More boxes or elements than any camera writes, each of them one read. */
const MOST_PARTS = 100_000;
/** Of an index, what is read for its length. */
const HEAD_BYTES = 64;

/** Reads at a place; shorter at the end of the file. */
type ReadAt = (at: number, length: number) => Promise<Buffer>;

/** Reads the bounds of a file's parts, never its pictures: whether a window can play and seek it as it comes, and for how long. */
export const readPlayable = async (file: FileHandle, bytes: number): Promise<Result<Playable, ClipFault>> => {
  const readAt: ReadAt = async (at, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  };
  const beginning = await readAt(0, 12);
  if (beginning.subarray(4, 8).toString('latin1') === 'ftyp') return readMp4(readAt, bytes);
  return beginning.length >= 4 && beginning.readUInt32BE(0) === EBML ? readWebm(readAt, bytes) : fail('NotPlayable');
};

/** ISO/IEC 14496-12 §4.2: boxes of a length and a type; §8.2.1: moov holds the index and says how long it plays. */
const readMp4 = async (readAt: ReadAt, bytes: number): Promise<Result<Playable, ClipFault>> => {
  let seconds: number | undefined;
  let hasIndex = false;
  for (let at = 0, parts = 0; at < bytes; parts += 1) {
    const box = await readBox(readAt, at, bytes);
    if (box === undefined || parts === MOST_PARTS) return fail('NotPlayable');
    if (box.type === 'mdat' && !hasIndex) return fail('IndexLast');
    if (box.type === 'moov') {
      hasIndex = true;
      seconds = await movieSeconds(readAt, box);
    }
    at = box.end;
  }
  if (!hasIndex) return fail('NotPlayable');
  return playable('video/mp4', seconds);
};

interface Box {
  readonly type: string;
  readonly begin: number;
  readonly end: number;
}

const readBox = async (readAt: ReadAt, at: number, end: number): Promise<Box | undefined> => {
  const head = await readAt(at, 16);
  if (head.length < 8) return undefined;
  const short = head.readUInt32BE(0);
  if (short === 1 && head.length < 16) return undefined;
  // §4.2: 0 stands for all that is left, 1 for a length of 64 bits behind the type.
  const length = short === 0 ? end - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
  const begin = at + (short === 1 ? 16 : 8);
  return at + length > end || at + length < begin ? undefined : { type: head.toString('latin1', 4, 8), begin, end: at + length };
};

/** §8.2.2: mvhd, the first of its boxes. */
const movieSeconds = async (readAt: ReadAt, moov: Box): Promise<number | undefined> => {
  const header = await readBox(readAt, moov.begin, moov.end);
  if (header?.type !== 'mvhd') return undefined;
  const body = await readAt(header.begin, Math.min(HEAD_BYTES, header.end - header.begin));
  const isLong = body[0] === 1;
  if (body.length < (isLong ? 32 : 20)) return undefined;
  const scale = body.readUInt32BE(isLong ? 20 : 12);
  return (isLong ? Number(body.readBigUInt64BE(24)) : body.readUInt32BE(16)) / scale;
};

// RFC 8794 §11.2 and RFC 9559 §5.1: ids as they are written.
const [EBML, SEGMENT, INFO, CUES, CLUSTER] = [0x1a45dfa3, 0x18538067, 0x1549a966, 0x1c53bb6b, 0x1f43b675];
const [DOC_TYPE, TIMESTAMP_SCALE, DURATION] = [0x4282, 0x2ad7b1, 0x4489];
const NANOSECONDS = 1_000_000_000;

const readWebm = async (readAt: ReadAt, bytes: number): Promise<Result<Playable, ClipFault>> => {
  const head = await readElement(readAt, 0, bytes);
  const said = head && (await valuesIn(readAt, head));
  if (head === undefined || said?.get(DOC_TYPE)?.toString('latin1').replace(/\0+$/, '') !== 'webm') return fail('NotPlayable');
  const segment = await readElement(readAt, head.end, bytes);
  if (segment?.id !== SEGMENT || segment.end !== bytes) return fail('NotPlayable');
  let [hasCues, hasPictures] = [false, false];
  let seconds: number | undefined;
  for (let at = segment.begin, parts = 0; at < bytes; parts += 1) {
    const element = await readElement(readAt, at, bytes);
    if (element === undefined || parts === MOST_PARTS) return fail('NotPlayable');
    if (element.id === CUES) hasCues = true;
    if (element.id === CLUSTER) hasPictures = true;
    if (element.id === INFO) seconds = webmSeconds(await valuesIn(readAt, element));
    at = element.end;
  }
  if (!hasPictures) return fail('NotPlayable');
  return hasCues ? playable('video/webm', seconds) : fail('IndexLast');
};

interface Element {
  readonly id: number;
  readonly begin: number;
  readonly end: number;
}

/** RFC 8794 §4 to §6: an id and a length of a variable number of bytes. One of an unknown length is none that can be sought in. */
const readElement = async (readAt: ReadAt, at: number, end: number): Promise<Element | undefined> => {
  const head = await readAt(at, 12);
  const idBytes = Math.clz32(head[0] ?? 0) - 23;
  const lengthBytes = Math.clz32(head[idBytes] ?? 0) - 23;
  if (idBytes < 1 || idBytes > 4 || lengthBytes < 1 || lengthBytes > 8 || head.length < idBytes + lengthBytes) return undefined;
  const id = head.readUIntBE(0, idBytes);
  const digits = [...head.subarray(idBytes, idBytes + lengthBytes)];
  const first = (digits[0] ?? 0) & (0xff >> lengthBytes);
  const isUnknown = first === 0xff >> lengthBytes && digits.slice(1).every((byte) => byte === 0xff);
  const length = digits.slice(1).reduce((sum, byte) => sum * 256 + byte, first);
  const begin = at + idBytes + lengthBytes;
  return isUnknown || begin + length > end ? undefined : { id, begin, end: begin + length };
};

/** What stands in an element of values: short ones alone. */
const valuesIn = async (readAt: ReadAt, outer: Element): Promise<ReadonlyMap<number, Buffer>> => {
  const values = new Map<number, Buffer>();
  for (let at = outer.begin, parts = 0; at < outer.end && parts < HEAD_BYTES; parts += 1) {
    const element = await readElement(readAt, at, outer.end);
    if (element === undefined) break;
    if (element.end - element.begin <= HEAD_BYTES) values.set(element.id, await readAt(element.begin, element.end - element.begin));
    at = element.end;
  }
  return values;
};

/** RFC 9559 §5.1.2: the length is a float, in units of so many nanoseconds. */
const webmSeconds = (info: ReadonlyMap<number, Buffer>): number | undefined => {
  const [scale, duration] = [info.get(TIMESTAMP_SCALE), info.get(DURATION)];
  const unit = scale === undefined || scale.length === 0 || scale.length > 6 ? 1_000_000 : scale.readUIntBE(0, scale.length);
  if (duration?.length !== 4 && duration?.length !== 8) return undefined;
  return ((duration.length === 4 ? duration.readFloatBE(0) : duration.readDoubleBE(0)) * unit) / NANOSECONDS;
};

const playable = (type: ClipType, seconds: number | undefined): Result<Playable, ClipFault> =>
  seconds !== undefined && Number.isFinite(seconds) && seconds > 0
    ? ok({ type, seconds: Math.round(seconds * 10) / 10 })
    : fail('LengthUnknown');
