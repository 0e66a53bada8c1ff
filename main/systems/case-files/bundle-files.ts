import { createHash } from 'node:crypto';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import type { ManifestFile } from '../../../contracts/domain/case-manifest.ts';
import { type CaseItem, caseItems } from '../../../contracts/domain/case-material.ts';
import { redactStatement } from '../../../contracts/domain/redact-statement.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { BundleEntry } from '../../../pki/index.ts';
import type { Store } from '../../store/store.ts';
import { readBlob } from '../../sync/blobs/read.ts';
import { caseFormPdf } from '../documents/case-form.ts';
import { caseForms, logForm } from '../documents/case-forms.ts';
import { redactedStatementPdf } from '../documents/redacted-statement-pdf.ts';
import type { CaseHere } from './known.ts';

/** A file of the bundle: what its manifest says of it, and where its bytes are. */
export interface BundleFile {
  readonly listed: ManifestFile;
  readonly open: BundleEntry['open'];
}

type Made = Result<BundleFile, 'CannotDraw' | 'FileNotHere'>;

/**
 * The files of a hand-over in their order: the forms, then whatever is evidence, as it is or as its redacted copy. What is unused is in none:
 * its schedule names it. FileNotHere: one of them is not on this laptop.
 */
export const bundleFiles = async (
  store: Store,
  known: CaseHere,
  at: Date,
): Promise<Result<readonly BundleFile[], 'CannotDraw' | 'FileNotHere'>> => {
  const files: BundleFile[] = [];
  for (const form of caseForms(known, at)) {
    const drawn = await caseFormPdf(form);
    if (!drawn.ok) return fail('CannotDraw');
    const disclosure = form.form === 'MG6D' ? 'sensitive' : 'evidence';
    files.push(madeFile(drawn.pdf, { name: `forms/${form.form}.pdf`, made: 'form', of: { kind: 'form', id: form.form }, disclosure }));
  }
  const evidence = caseItems(known).filter(({ mark }) => mark.disclosure === 'evidence');
  for (const [index, item] of evidence.entries()) {
    // A thing that is no file: the exhibit list says where it is.
    if (item.kind === 'exhibit' && item.file === undefined) continue;
    const made = await fileOf(store, known, item, { at, place: index + 1 });
    if (!made.ok) return made;
    files.push(made.value);
  }
  return ok(files);
};

const fileOf = async (
  store: Store,
  known: CaseHere,
  item: CaseItem,
  { at, place }: { readonly at: Date; readonly place: number },
): Promise<Made> => {
  const of = { kind: item.kind, id: item.id };
  if (item.kind === 'log') {
    const form = logForm(known, at);
    if (form === undefined) return fail('FileNotHere');
    const drawn = await caseFormPdf(form);
    return drawn.ok
      ? ok(madeFile(drawn.pdf, { ...{ name: `log/${item.id}.pdf`, made: 'form', of }, disclosure: 'evidence' }))
      : fail('CannotDraw');
  }
  const { redactions } = item.mark;
  if (item.statement !== undefined && redactions.length > 0) {
    const identity = `redacted ${item.id} ${known.caseFile.version} ${at.toISOString()}`;
    const copy = redactStatement(item.statement.statement, redactions);
    const drawn = await redactedStatementPdf(copy, { id: item.id, crimeId: known.crime.id, identity, at });
    return drawn.ok
      ? ok(madeFile(drawn.pdf, { ...{ name: `statements/${item.id}-redacted.pdf`, made: 'redacted', of }, disclosure: 'evidence' }))
      : fail('CannotDraw');
  }
  const file = item.statement?.document ?? item.file;
  if (file === undefined || !(await store.read('blob.here', { hashes: [file.hash] })).includes(file.hash)) return fail('FileNotHere');
  const listed = { name: nameOf(item, file, place), sha256: file.hash, bytes: file.bytes, of, disclosure: 'evidence' } as const;
  return ok({ listed, open: () => readBlob(store, file) });
};

const madeFile = (bytes: Uint8Array, listed: Omit<ManifestFile, 'sha256' | 'bytes'>): BundleFile => ({
  listed: { ...listed, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength },
  async *open() {
    yield bytes;
  },
});

/** By number or reference: a file's own name may say a person's. */
const nameOf = ({ kind, id }: CaseItem, file: Attachment, place: number): string => {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(file.name)?.[1]?.toLowerCase() ?? 'bin';
  switch (kind) {
    case 'statement':
      return `statements/${id}.pdf`;
    case 'exhibit':
      return `exhibits/${id.replace('/', '-')}.${ending}`;
    default:
      return `files/${place}.${ending}`;
  }
};
