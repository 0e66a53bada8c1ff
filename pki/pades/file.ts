import { malformed } from '../der/read.ts';
import { limits } from '../limits.ts';
import { type PdfDictionary, PdfReader, type PdfValue } from './object.ts';

/** An indirect object: its value, where it stands, and the bytes of its stream if it is one. */
export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
  readonly start: number;
  readonly end: number;
  readonly stream: Uint8Array | undefined;
}

/** Revisions of one file: made, signed, with validation data, and as much again. */
const REVISIONS = 8;
/** Objects of one file: a statement of 40 pages has some hundred. */
const OBJECTS = 100_000;

/** A PDF file as its newest cross-reference table has it, without object streams. Nothing of it is trusted. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly trailer: PdfDictionary;
  /** Where the newest cross-reference table begins. */
  readonly crossReference: number;
  /** One more than the highest object number. */
  readonly size: number;
  readonly rootNumber: number;
  readonly root: PdfDictionary;
  /** Of all objects. */
  readonly numbers: readonly number[];
  object(number: number): PdfObject;
  /** What the value is, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue | undefined;
}

/** Reads a PDF with cross-reference tables (ISO 32000-1 §7.5), that ends where its last line does. Throws PkiError `Malformed`. */
export function readPdf(bytes: Uint8Array): PdfFile {
  if (bytes.length > limits.messageBytes) throw malformed('PDF is too long');
  if (!new PdfReader(bytes, 0).stands('%PDF-1.')) throw malformed('PDF: header');
  const crossReference = lastCrossReference(bytes);
  const offsets = new Map<number, number>();
  let trailer: PdfDictionary | undefined;
  let next: number | undefined = crossReference;
  for (let count = 0; next !== undefined; count++) {
    if (count === REVISIONS) throw malformed('PDF: too many revisions');
    const table: CrossReference = readCrossReference(new PdfReader(bytes, next));
    for (const [number, offset] of table.offsets) if (!offsets.has(number)) offsets.set(number, offset);
    trailer ??= table.trailer;
    const previous: number | undefined = wholeOf(table.trailer.get('Prev'));
    if (previous !== undefined && previous >= next) throw malformed('PDF: revisions in a circle');
    next = previous;
  }
  return open(bytes, trailer ?? new Map(), crossReference, offsets);
}

function open(bytes: Uint8Array, trailer: PdfDictionary, crossReference: number, offsets: ReadonlyMap<number, number>): PdfFile {
  if (trailer.has('Encrypt')) throw malformed('PDF is encrypted');
  const root = trailer.get('Root');
  const size = wholeOf(trailer.get('Size'));
  if (root?.kind !== 'reference' || size === undefined || size > OBJECTS) throw malformed('PDF: trailer');
  const placeOf = (number: number): number => {
    const offset = offsets.get(number);
    if (!offset) throw malformed('PDF: an object is missing');
    return offset;
  };
  // The length of a stream is in no stream: otherwise one could be its own.
  const plain = (number: number): PdfValue => readObject(new PdfReader(bytes, placeOf(number)), () => undefined).value;
  const object = (number: number): PdfObject => {
    const offset = placeOf(number);
    const found = readObject(new PdfReader(bytes, offset), (length) =>
      wholeOf(length?.kind === 'reference' ? plain(length.number) : length),
    );
    if (found.number !== number) throw malformed('PDF: an object is not where it should be');
    return found;
  };
  const resolve = (value: PdfValue | undefined): PdfValue | undefined => (value?.kind === 'reference' ? object(value.number).value : value);
  const catalogue = resolve(root);
  if (catalogue?.kind !== 'dictionary') throw malformed('PDF: catalogue');
  return {
    bytes,
    trailer,
    crossReference,
    size,
    rootNumber: root.number,
    root: catalogue.entries,
    numbers: [...offsets.keys()],
    object,
    resolve,
  };
}

/** The file must end in `startxref`, a number and `%%EOF`, with one line end at most after it: nothing else counts as the end. */
function lastCrossReference(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(0, bytes.length - 64), Math.min(64, bytes.length)).toString('latin1');
  const match = /startxref\r?\n(\d{1,10})\r?\n%%EOF(?:\r?\n)?$/.exec(tail);
  if (!match) throw malformed('PDF: the end of the file');
  return Number(match[1]);
}

interface CrossReference {
  readonly offsets: ReadonlyMap<number, number>;
  readonly trailer: PdfDictionary;
}

/** A table and its trailer, from the reader's place on. */
function readCrossReference(reader: PdfReader): CrossReference {
  reader.demand('xref');
  const offsets = new Map<number, number>();
  for (;;) {
    reader.skipBlanks();
    if (reader.takes('trailer')) break;
    const first = reader.wholeNumber();
    const count = reader.wholeNumber();
    if (count > OBJECTS || first + count > OBJECTS) throw malformed('PDF: too many objects');
    for (let index = 0; index < count; index++) {
      const offset = reader.wholeNumber();
      const generation = reader.wholeNumber();
      reader.skipBlanks();
      if (reader.takes('n')) {
        if (generation !== 0 || offsets.has(first + index)) throw malformed('PDF: cross-reference');
        offsets.set(first + index, offset);
      } else reader.demand('f');
    }
  }
  const trailer = reader.value();
  if (trailer.kind !== 'dictionary' || trailer.entries.has('XRefStm')) throw malformed('PDF: trailer');
  return { offsets, trailer: trailer.entries };
}

/** One indirect object, from the reader's place on; `lengthOf` knows a length that is given elsewhere. */
function readObject(reader: PdfReader, lengthOf: (value: PdfValue | undefined) => number | undefined): PdfObject {
  const start = reader.at;
  const number = reader.wholeNumber();
  reader.demand(' 0 obj');
  const value = reader.value();
  reader.skipBlanks();
  let stream: Uint8Array | undefined;
  if (value.kind === 'dictionary' && reader.takes('stream')) {
    if (!reader.takes('\r\n')) reader.demand('\n');
    const length = lengthOf(value.entries.get('Length'));
    if (length === undefined || reader.at + length > reader.bytes.length) throw malformed('PDF: stream');
    stream = reader.bytes.subarray(reader.at, reader.at + length);
    reader.at += length;
    reader.skipBlanks();
    reader.demand('endstream');
    reader.skipBlanks();
  }
  reader.demand('endobj');
  return { number, value, start, end: reader.at, stream };
}

/** A whole number that is not negative, or undefined for anything else. */
export const wholeOf = (value: PdfValue | undefined): number | undefined =>
  value?.kind === 'number' && /^\d{1,10}$/.test(value.text) ? Number(value.text) : undefined;

/** Entries of a dictionary, or of none. */
export const entriesOf = (value: PdfValue | undefined): PdfDictionary => (value?.kind === 'dictionary' ? value.entries : new Map());
