import { malformed } from '../der/read.ts';
import { equalBytes } from '../der/values.ts';
import { limits } from '../limits.ts';
import { entriesOf, type PdfFile, readPdf } from './file.ts';
import { array, dictionary, name, type PdfValue, reference } from './object.ts';
import { isName } from './signature-field.ts';
import { updatePdf, withEntries } from './update.ts';

/** What proves a signature without asking anybody: certificates and revocation lists, DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
}

/** Adds validation data to a signed PDF as its document security store (ETSI EN 319 142-1 §5.4), in an update. Throws PkiError `Malformed`. */
export function embedValidationData(pdf: Uint8Array, { certificates, lists }: ValidationData): Uint8Array {
  const file = readPdf(pdf);
  if (file.root.has('DSS')) throw malformed('PDF has validation data already');
  const streams = [...certificates, ...lists].map((stream, index) => ({ number: file.size + 1 + index, stream }));
  const references = streams.map((stream) => reference(stream.number));
  const store = dictionary({
    Type: name('DSS'),
    Certs: array(references.slice(0, certificates.length)),
    CRLs: array(references.slice(certificates.length)),
  });
  const objects = new Map<number, { readonly value: PdfValue; readonly stream?: Uint8Array }>([
    [file.rootNumber, { value: withEntries(file.root, { DSS: reference(file.size) }) }],
    [file.size, { value: store }],
    ...streams.map(({ number, stream }) => [number, { value: dictionary({}), stream }] as const),
  ]);
  return updatePdf(file, objects, file.size + 1 + streams.length);
}

/** What was added behind a signature. `changed`: something that is not validation data, or not as this program writes it. */
export type Addition = ({ readonly kind: 'validationData' } & ValidationData) | { readonly kind: 'changed'; readonly what: ChangedPart };

/** What of a document an addition changes, as far as it can be told. */
export type ChangedPart = 'pages' | 'form' | 'description' | 'other';

/**
 * Reads what follows the signed bytes. Only one form is taken: the update that `embedValidationData` would write of the certificates and
 * lists that are there, byte for byte. So nothing that is shown can be replaced, whoever prepared the file. Throws PkiError `Malformed`.
 */
export function readAddition(file: PdfFile, signed: PdfFile): Addition {
  const data = readStore(file);
  if (data && equalBytes(embedValidationData(signed.bytes, data), file.bytes)) return { kind: 'validationData', ...data };
  return { kind: 'changed', what: changedPart(file, signed) };
}

function readStore(file: PdfFile): ValidationData | undefined {
  const store = file.resolve(file.root.get('DSS'));
  if (!store) return undefined;
  const [certificates, lists] = ['Certs', 'CRLs'].map((key) => streamsOf(file, entriesOf(store).get(key)));
  return certificates && lists && { certificates, lists };
}

const streamsOf = (file: PdfFile, value: PdfValue | undefined): readonly Uint8Array[] => {
  if (value?.kind !== 'array' || value.items.length > limits.messageCertificates) throw malformed('PDF: validation data');
  return value.items.flatMap((item) => (item.kind === 'reference' ? (file.object(item.number).stream ?? []) : []));
};

/** What the first object that was replaced is to a reader; the catalogue where it is the only one. */
function changedPart(file: PdfFile, signed: PdfFile): ChangedPart {
  const replaced = file.numbers.filter((number) => number < signed.size && file.object(number).start >= signed.bytes.length);
  const number = replaced.find((one) => one !== signed.rootNumber);
  if (number === undefined) return replaced.length ? 'form' : 'other';
  const type = entriesOf(file.object(number).value).get('Type');
  const info = signed.trailer.get('Info');
  if (isName(type, 'Metadata') || (info?.kind === 'reference' && info.number === number)) return 'description';
  return isName(type, 'Annot') || isName(type, 'Sig') ? 'form' : 'pages';
}
