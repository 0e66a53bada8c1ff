import { malformed, readHeader } from '../der/read.ts';
import { concat } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { entriesOf, type PdfFile, wholeOf } from './file.ts';
import type { PdfDictionary, PdfValue } from './object.ts';

/** The one signature of a file. */
export interface SignatureField {
  /** Its object's number and place. */
  readonly number: number;
  readonly start: number;
  readonly dictionary: PdfDictionary;
  /** CMS SignedData, DER, without the zeros that fill the room reserved for it. */
  readonly cms: Uint8Array;
  /** Where the room begins and ends, its angle brackets included. */
  readonly room: { readonly start: number; readonly end: number };
  /** What is signed ends here. */
  readonly end: number;
  /** The bytes that are signed: all before the room and all after it up to `end`. */
  readonly content: Uint8Array;
}

/** The only signature of a file, undefined where there is none. Throws PkiError `Malformed`; `SignerMissing` for several. */
export function readSignatureField(file: PdfFile): SignatureField | undefined {
  const fields = file.resolve(entriesOf(file.resolve(file.root.get('AcroForm'))).get('Fields'));
  if (fields?.kind !== 'array') return undefined;
  const values = fields.items.map((field) => entriesOf(file.resolve(field))).filter((field) => isName(field.get('FT'), 'Sig'));
  const [field, ...others] = values;
  if (others.length) throw new PkiError('SignerMissing', 'The file has several signatures');
  const value = field?.get('V');
  if (!value) return undefined;
  if (value.kind !== 'reference') throw malformed('PDF: signature');
  const { number, start, value: found } = file.object(value.number);
  return { number, start, ...readSignature(file.bytes, entriesOf(found)) };
}

function readSignature(bytes: Uint8Array, dictionary: PdfDictionary): Omit<SignatureField, 'number' | 'start'> {
  const contents = dictionary.get('Contents');
  const range = dictionary.get('ByteRange');
  if (contents?.kind !== 'string' || !contents.hex || range?.kind !== 'array') throw malformed('PDF: signature');
  const [first, before, from, length] = range.items.map(wholeOf);
  if (first !== 0 || before !== contents.start || from !== contents.end || length === undefined || range.items.length !== 4) {
    throw new PkiError('BadSignature', 'The signature leaves out more of the file than itself');
  }
  // One way to write it, so that no byte can be another.
  if (Buffer.from(bytes.subarray(before + 1, from - 1)).toString('latin1') !== Buffer.from(contents.bytes).toString('hex')) {
    throw malformed('PDF: signature');
  }
  const end = from + length;
  if (end > bytes.length) throw new PkiError('BadSignature', 'The file is cut short');
  const content = concat(bytes.subarray(0, before), bytes.subarray(from, end));
  return { dictionary, cms: withoutFilling(contents.bytes), room: { start: before, end: from }, end, content };
}

/** The DER element at the beginning; nothing but zeros may follow. */
function withoutFilling(room: Uint8Array): Uint8Array {
  const { end } = readHeader(room, 0, room.length);
  if (room.subarray(end).some((byte) => byte !== 0)) throw malformed('PDF: something is hidden behind the signature');
  return room.subarray(0, end);
}

/** Puts a CMS message into the room of the signature; nothing else of the file changes. Throws RangeError when it is too small. */
export function fillRoom(bytes: Uint8Array, room: SignatureField['room'], cms: Uint8Array): Uint8Array {
  const digits = room.end - room.start - 2;
  if (cms.length * 2 > digits) throw new RangeError('The signature is longer than the room reserved for it');
  const filled = Uint8Array.from(bytes);
  filled.set(Buffer.from(Buffer.from(cms).toString('hex').padEnd(digits, '0'), 'latin1'), room.start + 1);
  return filled;
}

export const isName = (value: PdfValue | undefined, text: string): boolean => value?.kind === 'name' && value.text === text;
