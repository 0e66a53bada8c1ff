import { createHash } from 'node:crypto';
import { caseManifest, MANIFEST_NAME, SIGNED_MANIFEST_NAME } from '../../contracts/domain/case-manifest.ts';
import type { CaseKnown } from '../../contracts/domain/case-material.ts';
import { type Statement, textOf } from '../../contracts/domain/statement.ts';
import { caseFormPdf } from '../../main/systems/documents/case-form.ts';
import { caseForms } from '../../main/systems/documents/case-forms.ts';
import { type Signer, signCms, writeBundle } from '../../pki/index.ts';

/** The bundle of a case file with one statement and its exhibit, as a laptop hands it over, signed by the officer's card. */
export const caseBundle = async (
  { statement, pdf, exhibit }: { readonly statement: Statement; readonly pdf: Uint8Array; readonly exhibit: Uint8Array },
  { at, ...card }: { readonly signer: Signer; readonly certificates: readonly Uint8Array[]; readonly at: Date },
): Promise<Uint8Array> => {
  const document = { hash: hashOf(pdf), bytes: pdf.byteLength, type: 'application/pdf', name: 'statement.pdf' };
  const timeStampedAt = at.toISOString();
  const known: CaseKnown = {
    crime: {
      ...{ id: '04/26/06103', title: 'Burglary at 22 York Close', type: 'Burglary', marking: 'OFFICIAL-SENSITIVE', officerInCase: '2418' },
      ...{ place: { text: '22 York Close, Leyland', area: 'South Ribble' }, committedFrom: '2026-11-22T03:35:00.000Z' },
      people: [{ name: 'Piotr Fairclough', roles: ['witness'] }],
    },
    caseFile: { id: 'CF-26-00031', version: 3, summary: SUMMARY, marks: [], handOvers: 0 },
    statements: [{ id: 'ST-26-01877', statement: textOf(statement), document, timeStampedAt }],
    exhibits: [],
  };
  const files = [
    ...(await formsOf(known, at)),
    file('statements/ST-26-01877.pdf', pdf, { of: { kind: 'statement', id: 'ST-26-01877' } }),
    file('exhibits/PF-1.txt', exhibit, { of: { kind: 'exhibit', id: 'PF/1' } }),
  ];
  const manifest = caseManifest.parse({
    ...{ format: 1, caseFileId: 'CF-26-00031', caseFileVersion: 3, crimeId: '04/26/06103', handOver: 1, purpose: 'charge' },
    ...{ at: at.toISOString(), officer: statement.officer, files: files.map(({ listed }) => listed) },
  });
  const content = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);
  const signed = await signCms({ ...card, content, at });
  const { content: zip } = await writeBundle([
    entry(MANIFEST_NAME, content),
    entry(SIGNED_MANIFEST_NAME, signed),
    ...files.map(({ listed, bytes }) => entry(listed.name, bytes)),
  ]);
  const parts: Uint8Array[] = [];
  for await (const part of zip) parts.push(part);
  return Buffer.concat(parts);
};

const SUMMARY =
  'At about 03:35 on 22 November 2026 a man forced the rear door of 22 York Close and was seen to leave. A neighbour’s doorbell camera recorded him.';

const formsOf = async (known: CaseKnown, at: Date) => {
  const files = [];
  for (const form of caseForms(known, at)) {
    const made = await caseFormPdf(form);
    if (!made.ok) throw new Error(made.code);
    files.push(file(`forms/${form.form}.pdf`, made.pdf, { made: 'form', of: { kind: 'form', id: form.form } }));
  }
  return files;
};

const file = (name: string, bytes: Uint8Array, what: object) => ({
  bytes,
  listed: {
    name,
    sha256: hashOf(bytes),
    bytes: bytes.byteLength,
    disclosure: name === 'forms/MG6D.pdf' ? 'sensitive' : 'evidence',
    ...what,
  },
});

const entry = (name: string, bytes: Uint8Array) => ({
  ...{ name, bytes: bytes.byteLength },
  async *open() {
    yield bytes;
  },
});

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
