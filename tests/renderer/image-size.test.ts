import { describe, expect, it } from 'vitest';
import { mayDecode } from '../../renderer/workspace/attachments/imageSize.ts';
import { png } from './harness/blobs.ts';

const bytes = (...parts: readonly (number | string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const be16 = (value: number): readonly number[] => [value >> 8, value & 0xff];
const le16 = (value: number): readonly number[] => [value & 0xff, value >> 8];
const le24 = (value: number): readonly number[] => [...le16(value & 0xffff), value >> 16];

/** An image as far as its header says its size. */
const images: Readonly<Record<string, (width: number, height: number) => readonly Uint8Array[]>> = {
  'image/png': (width, height) => [png(1, 1, { width, height })],
  'image/gif': (width, height) => [bytes('GIF89a', le16(width), le16(height), [0, 0, 0])],
  'image/jpeg': (width, height) => {
    const frame = (marker: number) => [0xff, marker, 0, 17, 8, ...be16(height), ...be16(width), 3];
    const exif = [0xff, 0xe1, ...be16(1002), ...Array.from({ length: 1000 }, () => 0xff)];
    return [bytes([0xff, 0xd8], frame(0xc0)), bytes([0xff, 0xd8], exif, [0xff, 0xff], [0xff, 0xc4, 0, 4, 1, 2], frame(0xc2))];
  },
  'image/webp': (width, height) => [
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a], le16(width & 0x3fff), le16(height & 0x3fff)),
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], le24(width - 1), le24(height - 1), [0]),
  ],
};

describe('an image may be decoded', () => {
  it.each(Object.entries(images))('when its first bytes say that it is no larger than a photograph (%s)', (type, make) => {
    for (const image of make(4000, 3000)) expect(mayDecode(type, image)).toBe(true);
    for (const image of make(9000, 9000)) expect(mayDecode(type, image)).toBe(false);
  });

  it('not when it is a strip that no camera makes, of no size, or does not say', () => {
    const [of = () => []] = [images['image/png']];
    for (const [width, height] of [
      [20_000, 1],
      [1, 20_000],
      [0, 100],
      [100_000, 100_000],
    ] as const)
      for (const image of of(width, height)) expect(mayDecode('image/png', image), `${width}x${height}`).toBe(false);
    for (const [type, make] of Object.entries(images))
      for (const image of make(400, 300)) expect(mayDecode(type, image.subarray(0, 8)), type).toBe(false);
    expect(mayDecode('image/jpeg', bytes([0xff, 0xd8], [0xff, 0xe1, 0, 2], 'no marker here'))).toBe(false);
    expect(mayDecode('image/svg+xml', bytes('<svg width="1" height="1"/>'))).toBe(false);
  });

  it('and reading what somebody built to trap it ends', () => {
    // Segments of no length would be walked for ever by whoever trusted them.
    expect(mayDecode('image/jpeg', bytes([0xff, 0xd8], ...Array.from({ length: 500 }, () => [0xff, 0xe1, 0, 0])))).toBe(false);
    expect(
      mayDecode(
        'image/jpeg',
        bytes(
          [0xff, 0xd8],
          Array.from({ length: 5000 }, () => 0xff),
        ),
      ),
    ).toBe(false);
  });
});
