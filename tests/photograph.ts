/** A blue square of 16 by 16 pixels as ffmpeg's encoder writes it: JFIF, then the picture. */
const PICTURE = Uint8Array.from(
  Buffer.from(
    '/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgEBAQEBAUFBQUFBQYGBgYGBgYGBgYGBgYHBwcICAgHBwcGBgcHCAgICAkJCQgICAgJ' +
      'CQoKCgwMCwsODg4RERT/xABMAAEBAAAAAAAAAAAAAAAAAAAABgEBAQAAAAAAAAAAAAAAAAAABQYQAQAAAAAAAAAAAAAAAAAAAAAR' +
      'AQAAAAAAAAAAAAAAAAAAAAD/wAARCAAQABADASIAAhEAAxEA/9oADAMBAAIRAxEAPwCbAUQF/9k=',
    'base64',
  ),
);

/** What nobody but the camera's owner is to know, in every photograph of these tests. */
export const SECRETS = ['LATITUDE-53.7', 'Ann Owner', 'Maker notes', 'xmp:GPSLatitude', 'Comment of the camera', 'Behind the end'] as const;
const [latitude, owner, notes, xmp, comment, behind] = SECRETS;

const segment = (marker: number, data: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data]);

/** A field of a directory: its tag, and a number or a text. */
type Field = readonly [tag: number, value: number | string];

/** Exif (TIFF 6.0, big-endian): the first directory, what the camera says (0x8769), and where it was (0x8825). */
const exif = (orientation: number): Uint8Array => {
  const fields: readonly (readonly Field[])[] = [
    [
      [0x010f, 'Canon'],
      [0x0110, 'Canon EOS 90D'],
      [0x0112, orientation],
      [0x013b, owner],
      [0x8769, 1],
      [0x8825, 2],
    ],
    [
      [0x9003, '2026:11-22 bad'],
      [0x9003, '2026:11:22 14:05:31'],
      [0x927c, notes],
    ],
    [
      [0x0001, 'N'],
      [0x0002, latitude],
    ],
  ];
  const sizes = fields.map((all) => 2 + all.length * 12 + 4);
  const starts = sizes.map((_, index) => 8 + sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const texts: Buffer[] = [];
  let behindAll = 8 + sizes.reduce((sum, size) => sum + size, 0);
  const directories = fields.map((all) => {
    const bytes = Buffer.alloc(2 + all.length * 12 + 4);
    bytes.writeUInt16BE(all.length, 0);
    all.forEach(([tag, value], index) => {
      const at = 2 + index * 12;
      bytes.writeUInt16BE(tag, at);
      const number = tag === 0x8769 || tag === 0x8825 ? starts[value as number] : value;
      if (typeof number === 'number') {
        const isLong = tag >= 0x8000;
        bytes.writeUInt16BE(isLong ? 4 : 3, at + 2);
        bytes.writeUInt32BE(1, at + 4);
        if (isLong) bytes.writeUInt32BE(number, at + 8);
        else bytes.writeUInt16BE(number, at + 8);
        return;
      }
      const text = Buffer.from(`${value}\0`, 'latin1');
      bytes.writeUInt16BE(2, at + 2);
      bytes.writeUInt32BE(text.length, at + 4);
      if (text.length <= 4) text.copy(bytes, at + 8);
      else {
        bytes.writeUInt32BE(behindAll, at + 8);
        texts.push(text);
        behindAll += text.length;
      }
    });
    return bytes;
  });
  return Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), ...directories, ...texts]);
};

/** A photograph as a camera writes it: the picture of these tests, and beside it place, owner, notes and more. `orientation`: 1 to 8. */
export const cameraFile = ({ orientation = 6 }: { readonly orientation?: number } = {}): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      PICTURE.subarray(0, 20),
      segment(0xe1, exif(orientation)),
      segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x ${xmp}="53,42N"/>`)),
      segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01profile', 'latin1')),
      segment(0xfe, Buffer.from(comment)),
      PICTURE.subarray(20),
      Buffer.from(behind),
    ]),
  );

/** Its picture: all that is behind the first segment. */
export const PICTURE_DATA = Buffer.from(PICTURE.subarray(20));
