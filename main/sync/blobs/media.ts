/** Bytes at the beginning of a file by which its type is recognised. */
interface Mark {
  readonly at: number;
  readonly bytes: readonly number[];
}

const ascii = (at: number, text: string): Mark => ({ at, bytes: [...Buffer.from(text, 'latin1')] });

/**
 * Types that the window shows, and what each must begin with (WHATWG MIME Sniffing §6 and the formats' own specifications); any one of
 * the lists. Nothing that can hold script is among them: no SVG, no HTML.
 */
const SHOWN: Readonly<Record<string, readonly (readonly Mark[])[]>> = {
  'image/jpeg': [[{ at: 0, bytes: [0xff, 0xd8, 0xff] }]],
  'image/png': [[{ at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }]],
  'image/gif': [[ascii(0, 'GIF87a')], [ascii(0, 'GIF89a')]],
  'image/webp': [[ascii(0, 'RIFF'), ascii(8, 'WEBP')]],
  'video/mp4': [[ascii(4, 'ftyp')]],
  'video/webm': [[{ at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] }]],
  'audio/wav': [[ascii(0, 'RIFF'), ascii(8, 'WAVE')]],
  'audio/mp4': [[ascii(4, 'ftyp')]],
  'application/pdf': [[ascii(0, '%PDF-')]],
};

/** Whether the window shows a blob of this type; every other is bytes to it, whatever it is called. */
export const isShown = (type: string): boolean => Object.hasOwn(SHOWN, type);

/** Whether a file that begins so may be what it is said to be. What is not shown may be anything. */
export const matchesType = (type: string, beginning: Uint8Array): boolean =>
  !isShown(type) ||
  (SHOWN[type] ?? []).some((marks) => marks.every(({ at, bytes }) => bytes.every((byte, index) => beginning[at + index] === byte)));
