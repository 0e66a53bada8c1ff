import { attachment } from '../../../contracts/domain/blob.ts';
import { caseChecklist } from '../../../contracts/domain/case-checklist.ts';
import type { HandOver } from '../../../contracts/domain/case-file.ts';
import type { HandOverPurpose } from '../../../contracts/domain/case-file-limits.ts';
import { type CaseManifest, caseManifest, MANIFEST_NAME, SIGNED_MANIFEST_NAME } from '../../../contracts/domain/case-manifest.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { type BundleEntry, signCms, writeBundle } from '../../../pki/index.ts';
import type { SignatureRefusal } from '../../card/card-signature.ts';
import { signerOf, signing } from '../../card/sign-with-card.ts';
import type { Store } from '../../store/store.ts';
import { keepBytes, keepStream } from '../../sync/blobs/keep.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import type { CardSigner } from '../card-signer.ts';
import type { CaseToGive } from './repository.ts';

export type GivenBundle = Pick<HandOver, 'caseFileId' | 'crimeId' | 'number' | 'files' | 'purpose' | 'bundle' | 'manifest'>;

interface HandOverParts {
  readonly known: CaseToGive;
  readonly purpose: HandOverPurpose;
  readonly pin: Uint8Array;
  readonly officer: Officer;
  readonly at: Date;
  readonly signer: CardSigner;
  readonly store: Store;
  readonly receiver: Receiver;
}

/**
 * Puts the bundle of a hand-over together: forms and copies drawn, a manifest of every file's SHA-256, signed by the card (CMS SignedData), and all of
 * it as a ZIP, which is kept on this laptop a part at a time. `pin` is the caller's to zero.
 */
export const handOverCase = async ({
  known,
  purpose,
  pin,
  officer,
  at,
  signer: { signature, trust },
  store,
  receiver,
}: HandOverParts): Promise<Result<GivenBundle, 'NotComplete' | 'FileNotHere' | 'NoRoom' | 'CannotDraw' | SignatureRefusal>> => {
  if (known.isUnsent || known.isGiving || !caseChecklist(known).every(({ met }) => met)) return fail('NotComplete');
  if (signature === undefined) return fail('NoSignatureKey');
  // Fonts and the PDF library are of no use until a file is handed over.
  const { bundleFiles } = await import('./bundle-files.ts');
  const files = await bundleFiles(store, known, at);
  if (!files.ok) return files;
  const manifest = manifestOf(known, { purpose, officer, at, files: files.value.map(({ listed }) => listed) });
  const content = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);
  const signed = await signing(() => signCms({ content, signer: signerOf(signature, pin), certificates: trust.intermediates, at }));
  if (!signed.ok) return signed;
  const { size, content: zip } = await writeBundle([
    inMemory(MANIFEST_NAME, content),
    inMemory(SIGNED_MANIFEST_NAME, signed.value),
    ...files.value.map(({ listed, open }) => ({ name: listed.name, bytes: listed.bytes, open })),
  ]);
  const bundle = await keepStream(receiver, { bytes: size, type: 'application/zip' }, zip);
  const kept = await keepBytes(receiver, signed.value, 'application/pkcs7-mime');
  if (!bundle.ok || !kept.ok) return fail('NoRoom');
  const name = `${manifest.caseFileId}-${manifest.handOver}`;
  return ok({
    ...{ caseFileId: manifest.caseFileId, crimeId: manifest.crimeId, number: manifest.handOver, files: manifest.files.length, purpose },
    bundle: attachment.parse({ ...bundle.value, name: `${name}.zip` }),
    manifest: attachment.parse({ ...kept.value, name: `${name}.p7m` }),
  });
};

const manifestOf = (
  { caseFile, crime, last }: CaseToGive,
  { purpose, officer, at, files }: Pick<HandOverParts, 'purpose' | 'officer' | 'at'> & Pick<CaseManifest, 'files'>,
): CaseManifest => {
  const { rank, name, collarNumber, team } = officer;
  return caseManifest.parse({
    ...{ format: 1, caseFileId: caseFile.id, caseFileVersion: caseFile.version, crimeId: crime.id },
    handOver: (last?.number ?? 0) + 1,
    ...(last === undefined ? {} : { after: last.manifest }),
    ...{ purpose, at: at.toISOString(), officer: { rank, name, collarNumber, team }, files },
  });
};

const inMemory = (name: string, bytes: Uint8Array): BundleEntry => ({
  ...{ name, bytes: bytes.byteLength },
  async *open() {
    yield bytes;
  },
});
