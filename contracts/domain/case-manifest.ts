import { z } from 'zod';
import { blobHash } from './blob.ts';
import { MAX_BLOB_BYTES } from './blob-limits.ts';
import { disclosures, handOverPurposes, MOST_BUNDLE_FILES } from './case-file-limits.ts';
import { caseFileNumber } from './case-file-number.ts';
import { caseMaterialKinds } from './case-material-kinds.ts';
import { instant, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { statementOfficer } from './statement.ts';

/** A name in the bundle: plain folders and letters, so that it is one file on every system and leads nowhere else. */
const fileName = z.string().regex(/^(?:[A-Za-z0-9]+\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

/** The bundle's own two files, which are in no manifest. */
export const MANIFEST_NAME = 'manifest.json';
export const SIGNED_MANIFEST_NAME = 'manifest.p7m';

export const manifestFile = z.object({
  name: fileName,
  sha256: blobHash,
  bytes: z.number().int().min(1).max(MAX_BLOB_BYTES),
  /** Made for this hand-over: a form, or a redacted copy. Otherwise the material itself, byte for byte. */
  made: z.enum(['form', 'redacted']).optional(),
  /** The material that it is, or is a copy of; a form's own name. */
  of: z.object({ kind: z.enum([...caseMaterialKinds, 'form']), id: shortText }),
  disclosure: z.enum(disclosures),
});
export type ManifestFile = z.infer<typeof manifestFile>;

/** What a bundle holds, each file with its SHA-256. The officer's card signs its JSON. */
export const caseManifest = z
  .object({
    format: z.literal(1),
    caseFileId: caseFileNumber,
    /** The case file as it stood. */
    caseFileVersion: z.number().int().min(1),
    crimeId: crimeNumber,
    handOver: z.number().int().min(1),
    /** SHA-256 of the signed manifest of the hand-over before. */
    after: blobHash.optional(),
    purpose: z.enum(handOverPurposes),
    at: instant,
    officer: statementOfficer,
    files: z.array(manifestFile).min(1).max(MOST_BUNDLE_FILES),
  })
  .refine(({ files }) => new Set(files.map(({ name }) => name.toLowerCase())).size === files.length)
  .refine(({ files }) => files.every(({ name }) => name !== MANIFEST_NAME && name !== SIGNED_MANIFEST_NAME));
export type CaseManifest = z.infer<typeof caseManifest>;

/** Reads a manifest; undefined for what is none. Never throws. */
export const readManifest = (written: string): CaseManifest | undefined => {
  try {
    return caseManifest.safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
};
