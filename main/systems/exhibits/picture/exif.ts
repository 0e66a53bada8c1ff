import type { CameraSays } from '../../../../contracts/ipc/exhibits.ts';

/** What is read of a picture's Exif (CIPA DC-008). `orientation`: 1 to 8, how it is to be turned; 1 where nothing is said. */
export interface Exif extends CameraSays {
  readonly orientation: number;
}

/** No camera writes more fields into one directory; of more, these are read. */
const MOST_FIELDS = 500;
const [ASCII, SHORT, LONG] = [2, 3, 4];
const TAGS = { make: 0x010f, model: 0x0110, orientation: 0x0112, exif: 0x8769, gps: 0x8825, takenAt: 0x9003, latitude: 0x0002 } as const;
const TAKEN_AT = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/;

/** Of what cannot be read, nothing; never throws. `tiff`: the segment behind "Exif\0\0". */
export const readExif = (tiff: Uint8Array): Exif => {
  const none = { orientation: 1, position: false };
  try {
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
    const little = view.getUint16(0) === 0x4949;
    if (view.getUint16(2, little) !== 42) return none;
    const first = directory(view, view.getUint32(4, little), little);
    const within = (tag: number): Directory => {
      const at = first.number(tag);
      return at === undefined ? NOTHING : directory(view, at, little);
    };
    const said = within(TAGS.exif);
    const [, year, month, day, time] = TAKEN_AT.exec(said.text(TAGS.takenAt) ?? '') ?? [];
    const [make = '', model = ''] = [first.text(TAGS.make), first.text(TAGS.model)];
    const camera = (model.startsWith(make) ? model : `${make} ${model}`).trim().slice(0, 200);
    const orientation = first.number(TAGS.orientation) ?? 1;
    return {
      orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
      position: within(TAGS.gps).has(TAGS.latitude),
      ...(year === undefined ? {} : { at: `${year}-${month}-${day} ${time}` }),
      ...(camera === '' ? {} : { camera }),
    };
  } catch (error) {
    if (error instanceof RangeError) return none; // It ends before it says.
    throw error;
  }
};

interface Directory {
  readonly has: (tag: number) => boolean;
  readonly number: (tag: number) => number | undefined;
  readonly text: (tag: number) => string | undefined;
}
const NOTHING: Directory = { has: () => false, number: () => undefined, text: () => undefined };

/** TIFF 6.0 §2: twelve bytes a field. Throws RangeError where it goes beyond the segment. */
const directory = (view: DataView, at: number, little: boolean): Directory => {
  const fields = new Map<number, number>();
  const count = Math.min(view.getUint16(at, little), MOST_FIELDS);
  for (let field = 0; field < count; field += 1) {
    const place = at + 2 + field * 12;
    fields.set(view.getUint16(place, little), place);
  }
  const typeAt = (place: number): number => view.getUint16(place + 2, little);
  return {
    has: (tag) => fields.has(tag),
    number(tag) {
      const place = fields.get(tag);
      if (place === undefined) return undefined;
      const type = typeAt(place);
      return type === SHORT ? view.getUint16(place + 8, little) : type === LONG ? view.getUint32(place + 8, little) : undefined;
    },
    text(tag) {
      const place = fields.get(tag);
      if (place === undefined || typeAt(place) !== ASCII) return undefined;
      const length = view.getUint32(place + 4, little);
      const from = length <= 4 ? place + 8 : view.getUint32(place + 8, little);
      if (length > 200 || from + length > view.byteLength) return undefined;
      const letters = Array.from({ length }, (_, index) => view.getUint8(from + index));
      return String.fromCharCode(...letters.filter((letter) => letter >= 0x20 && letter < 0x7f)).trim();
    },
  };
};

/** The Exif segment that says how a picture is turned, and nothing else: without marker and length. */
export const orientationSegment = (orientation: number): Uint8Array =>
  Uint8Array.of(
    ...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'),
    ...[TAGS.orientation >> 8, TAGS.orientation & 0xff, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  );
