import { signCms } from '../cms/sign.ts';
import { signingCertificateV2 } from '../cms/signing-certificate.ts';
import { malformed } from '../der/read.ts';
import type { Signer } from '../signer.ts';
import { entriesOf, type PdfFile, readPdf } from './file.ts';
import { array, dictionary, name, number, type PdfValue, reference, textString } from './object.ts';
import { fillRoom, isName, readSignatureField } from './signature-field.ts';
import { updatePdf, withEntries } from './update.ts';

export interface SignPdfInput {
  /** The card's 9C key; it is asked once. */
  readonly signer: Signer;
  /** The signer's name as readers of PDF show it. */
  readonly name: string;
  /** What the signature says, and where it was made. */
  readonly reason: string;
  readonly location?: string;
  /** When, by the signer's own clock. */
  readonly at: Date;
  /** DER: the authorities above the signer, carried along. */
  readonly certificates: readonly Uint8Array[];
}

/**
 * Signs a PDF (ETSI EN 319 142-1, baseline B-B) in an update of its own, over the whole file, as its author's only signature: nothing may
 * be changed after it (DocMDP 1), but for what proves it later. Room is left for a time-stamp. Throws PkiError `Malformed` for a file
 * that is signed, or has object streams; what the signer throws passes through.
 */
export async function signPdf(pdf: Uint8Array, input: SignPdfInput): Promise<Uint8Array> {
  const file = readPdf(pdf);
  if (file.root.has('AcroForm') || file.root.has('Perms')) throw malformed('PDF has a form or a signature already');
  const reserved = reserve(file, input);
  const field = readSignatureField(readPdf(reserved));
  if (!field) throw new Error('The signature field that was just written is not there');
  const { signer, certificates } = input;
  const attributes = [signingCertificateV2(signer.certificate)];
  return fillRoom(reserved, field.room, await signCms({ content: field.content, signer, certificates, detached: true, attributes }));
}

/** Signature, chain, and later a time-stamp with its certificate: 5 KiB in the force's RSA, and as much again. */
const ROOM_BYTES = 12 * 1024;
/** The numbers of a byte range are filled up with blanks to this width: it must not move what it measures. */
const RANGE_DIGITS = 10;

function reserve(file: PdfFile, input: SignPdfInput): Uint8Array {
  const signatureNumber = file.size;
  const fieldNumber = file.size + 1;
  const page = firstPage(file);
  const annotations = file.resolve(page.entries.get('Annots'));
  const objects = new Map([
    [signatureNumber, { value: signature(input, ['0'.repeat(RANGE_DIGITS), '0'.repeat(RANGE_DIGITS), '0'.repeat(RANGE_DIGITS)]) }],
    [fieldNumber, { value: widget(signatureNumber, page.number) }],
    [
      page.number,
      {
        value: withEntries(page.entries, {
          Annots: array([...(annotations?.kind === 'array' ? annotations.items : []), reference(fieldNumber)]),
        }),
      },
    ],
    [
      file.rootNumber,
      {
        value: withEntries(file.root, {
          AcroForm: dictionary({ Fields: array([reference(fieldNumber)]), SigFlags: number(SIGNED_AND_APPEND_ONLY) }),
          Perms: dictionary({ DocMDP: reference(signatureNumber) }),
        }),
      },
    ],
  ]);
  const update = updatePdf(file, objects, file.size + 2);
  return writeRange(update, file.bytes.length);
}

const SIGNED_AND_APPEND_ONLY = 3;

function signature({ name: signerName, reason, location, at }: SignPdfInput, range: readonly string[]): PdfValue {
  return dictionary({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    ByteRange: array([number(0), ...range.map((text): PdfValue => ({ kind: 'number', text }))]),
    Contents: { kind: 'string', bytes: new Uint8Array(ROOM_BYTES), start: 0, end: 0, hex: true },
    M: pdfTime(at),
    Name: textString(signerName),
    Reason: textString(reason),
    ...(location === undefined ? {} : { Location: textString(location) }),
    Reference: array([
      dictionary({
        Type: name('SigRef'),
        TransformMethod: name('DocMDP'),
        TransformParams: dictionary({ Type: name('TransformParams'), P: number(1), V: name('1.2') }),
      }),
    ]),
  });
}

/** A field without a face: what is seen of the signature is drawn on the page. Printed and locked, as PDF/A wants it (ISO 19005-2 §6.3). */
const widget = (signatureNumber: number, page: number): PdfValue =>
  dictionary({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString('Signature'),
    Rect: array([number(0), number(0), number(0), number(0)]),
    F: number(PRINT | LOCKED),
    P: reference(page),
    V: reference(signatureNumber),
  });

const PRINT = 4;
const LOCKED = 128;

/** A date (ISO 32000-1 §7.9.4) in universal time. */
function pdfTime(at: Date): PdfValue {
  const text = `D:${at.toISOString().replace(/[-:T]|\..*$/g, '')}Z`;
  return { kind: 'string', bytes: Uint8Array.from(Buffer.from(text, 'latin1')), start: 0, end: 0, hex: false };
}

/** Fills the byte range in, which can be known only once everything stands in its place. */
function writeRange(bytes: Uint8Array, from: number): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const range = text.indexOf('/ByteRange [ 0 ', from, 'latin1') + '/ByteRange [ 0 '.length;
  const start = text.indexOf('/Contents <', from, 'latin1') + '/Contents '.length;
  const end = text.indexOf('>', start, 'latin1') + 1;
  const numbers = [start, end, bytes.length - end].map((value) => String(value).padEnd(RANGE_DIGITS)).join(' ');
  text.write(numbers, range, 'latin1');
  return bytes;
}

/** The leaf that is reached by the first child each time. */
function firstPage(file: PdfFile): { readonly number: number; readonly entries: ReadonlyMap<string, PdfValue> } {
  let next = file.root.get('Pages');
  for (let depth = 0; depth < TREE_DEPTH; depth++) {
    if (next?.kind !== 'reference') break;
    const entries = entriesOf(file.resolve(next));
    if (isName(entries.get('Type'), 'Page')) return { number: next.number, entries };
    const kids = file.resolve(entries.get('Kids'));
    next = kids?.kind === 'array' ? kids.items[0] : undefined;
  }
  throw malformed('PDF: pages');
}

const TREE_DEPTH = 10;
