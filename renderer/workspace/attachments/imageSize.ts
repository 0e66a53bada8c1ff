/** In pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of an image that this window decodes: a phone's largest photograph; 200 MB while it is shown. */
const MAX_PIXELS = 50_000_000;
/** The longest side that a decoder takes without falling back to slow paths; a strip of a million pixels by one is no photograph. */
const MAX_SIDE = 16_384;

/**
 * Whether an image may be decoded, by what its first bytes say of its size: a few kilobytes may unfold to gigabytes. No for what does not
 * say. The types are those by which a store serves images (main/sync/blobs/media.ts).
 */
export const mayDecode = (type: string, beginning: Uint8Array): boolean => {
  const size = imageSize(type, new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength));
  if (size === undefined) return false;
  const { width, height } = size;
  return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
};

const imageSize = (type: string, bytes: DataView): ImageSize | undefined => {
  try {
    return readers[type]?.(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // It ends before it says.
    throw error;
  }
};

/** ISO/IEC 15948 §11.2.2: the header is the first chunk. */
const ofPng = (bytes: DataView): ImageSize => ({ width: bytes.getUint32(16), height: bytes.getUint32(20) });

/** GIF89a §18: the logical screen. */
const ofGif = (bytes: DataView): ImageSize => ({ width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) });

/** ITU-T T.81 §B.2.2: the frame header, after any other segments. */
const ofJpeg = (bytes: DataView): ImageSize | undefined => {
  for (let at = 2; bytes.getUint8(at) === 0xff; ) {
    const marker = bytes.getUint8(at + 1);
    if (marker === 0xff)
      at += 1; // Fill bytes (§B.1.1.2).
    else if (isFrame(marker)) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    else at += 2 + bytes.getUint16(at + 2);
  }
  return undefined;
};
/** SOF0 to SOF15, without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** RFC 9649 §2: lossy, lossless or extended, by the first chunk. */
const ofWebp = (bytes: DataView): ImageSize | undefined => {
  switch (bytes.getUint32(12)) {
    case 0x56503820: // "VP8 "
      return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      // "VP8L"
      const packed = bytes.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: // "VP8X"
      return { width: threeBytes(bytes, 24) + 1, height: threeBytes(bytes, 27) + 1 };
    default:
      return undefined;
  }
};
const threeBytes = (bytes: DataView, at: number): number => bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 0x10000;

const readers: Readonly<Record<string, (bytes: DataView) => ImageSize | undefined>> = {
  'image/jpeg': ofJpeg,
  'image/png': ofPng,
  'image/gif': ofGif,
  'image/webp': ofWebp,
};
/** Whether it is a type of image that this window shows at all. */
export const isImage = (type: string): boolean => Object.hasOwn(readers, type);
