import type { CameraSays } from '../../../../contracts/ipc/exhibits.ts';
import { type Exif, orientationSegment, readExif } from './exif.ts';

/** A JPEG without what was written into it beside the picture, and what a camera says there. */
export interface ViewCopy {
  readonly bytes: Uint8Array;
  readonly camera: CameraSays;
}

const [SOI, EOI, SOS, TEM, APP0, APP1, APP2, APP14] = [0xd8, 0xd9, 0xda, 0x01, 0xe0, 0xe1, 0xe2, 0xee];
/** A file of more segments than these is no photograph. */
const MOST_SEGMENTS = 10_000;
const GPS_IN_XMP = 'GPSLatitude';

/**
 * The picture alone, its coded data as they were: what is written beside it (Exif with place, camera and owner, XMP, maker's notes, small
 * pictures, comments, what follows its end) is left out. What its look depends on stays: which way up, the colour profile, Adobe's transform.
 * Undefined for what is not a JPEG from its beginning to its end (ITU-T T.81 §B.1).
 */
export const viewCopyOf = (jpeg: Uint8Array): ViewCopy | undefined => {
  if (jpeg[0] !== 0xff || jpeg[1] !== SOI) return undefined;
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const kept: Uint8Array[] = [];
  let exif: Exif = { orientation: 1, position: false };
  let hasPicture = false;
  let at = 2;
  for (let segments = 0; segments < MOST_SEGMENTS; segments += 1) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined || marker === 0) return undefined;
    if (marker === EOI) return hasPicture ? { bytes: joined(kept, exif.orientation), camera: cameraOf(exif) } : undefined;
    if (marker === TEM || isRestart(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    const data = bytes.subarray(at + 4, end);
    if (marker === APP1) exif = withSaid(exif, data);
    const stays = keptOf(marker, data);
    if (stays !== undefined) kept.push(segment(marker, stays));
    at = end;
    if (marker === SOS) {
      if (!isScanHeader(data)) return undefined;
      const next = endOfScan(bytes, at);
      if (next === undefined) return undefined;
      kept.push(bytes.subarray(at, next));
      at = next;
      hasPicture = true;
    }
  }
  return undefined;
};

/** Frames, tables and scans (ITU-T T.81, table B.1); JPG extensions, DNL and what is hierarchical no camera writes. */
const isOfPicture = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || marker === 0xdb || marker === 0xdd || marker === SOS;
/** Number of components, two bytes for each, three more. */
const isScanHeader = (data: Buffer): boolean => data.length === 4 + 2 * (data[0] ?? 0);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** Where the next marker is behind coded data, in which a byte of ones is followed by a zero or a restart. */
const endOfScan = (bytes: Buffer, from: number): number | undefined => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1];
    if (next === undefined) return undefined;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
    at += next === 0xff ? 1 : 2;
  }
  return undefined;
};

/** What of a segment stays in the copy; undefined: none of it. */
const keptOf = (marker: number, data: Buffer): Uint8Array | undefined => {
  if (isOfPicture(marker)) return data;
  // JFIF without its small picture: version, units, density.
  if (marker === APP0) return begins(data, 'JFIF\0') && data.length >= 14 ? Uint8Array.of(...data.subarray(0, 12), 0, 0) : undefined;
  if (marker === APP2) return begins(data, 'ICC_PROFILE\0') ? data : undefined;
  if (marker === APP14) return begins(data, 'Adobe') ? data.subarray(0, 12) : undefined;
  return undefined;
};
const begins = (data: Buffer, text: string): boolean => data.subarray(0, text.length).toString('latin1') === text;

const withSaid = (before: Exif, data: Buffer): Exif => {
  if (begins(data, 'Exif\0\0')) {
    const said = readExif(data.subarray(6));
    return { ...before, ...said, position: before.position || said.position };
  }
  return data.includes(GPS_IN_XMP) ? { ...before, position: true } : before;
};

const cameraOf = ({ orientation: _, ...camera }: Exif): ViewCopy['camera'] => camera;

const joined = (kept: readonly Uint8Array[], orientation: number): Uint8Array => {
  const [first, ...others] = kept;
  const isJfif = first?.[1] === APP0;
  const turned = orientation === 1 ? [] : [segment(APP1, orientationSegment(orientation))];
  const rest = first === undefined ? [] : isJfif ? [first, ...turned, ...others] : [...turned, first, ...others];
  return new Uint8Array(Buffer.concat([Uint8Array.of(0xff, SOI), ...rest, Uint8Array.of(0xff, EOI)]));
};

const segment = (marker: number, data: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data]);
