import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CaseFile, HandOver } from '../../../contracts/domain/case-file.ts';
import { MOST_BUNDLE_FILES } from '../../../contracts/domain/case-file-limits.ts';
import { type CaseManifest, MANIFEST_NAME, readManifest, SIGNED_MANIFEST_NAME } from '../../../contracts/domain/case-manifest.ts';
import { mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type BundledFile, readBundle } from '../../../pki/index.ts';
import { readRange } from '../../database/blob-range.ts';
import { type CommandCall, type CommandHandler, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { findCase } from './found.ts';
import { differsFromHq } from './material-at-hq.ts';

type Payload = z.infer<Commands['caseFiles']['caseFile.handOver']>;

/**
 * caseFiles caseFile.handOver: HQ reads what the card signed, puts the bundle's files together again, compares every file with the manifest and every
 * piece of material with its own, and answers with a receipt.
 */
export const handOverCaseFile: CommandHandler<Payload> = async (call) => {
  const { shift, payload, at, cards } = call;
  const { officer } = shift;
  const found = await findCase(call, payload.caseFileId);
  if (found === undefined) return refused('NotFound', 'caseFileId');
  const { file, crime, item } = found;
  if (!mayChangeCrime(crime, officer)) return refused('NotYourCrime');
  const signed = await cards?.read(payload.manifest);
  const manifest = signed && readManifest(Buffer.from(signed.content).toString('utf8'));
  if (signed === undefined || manifest === undefined) return refused('SignatureBroken', 'manifest');
  if (signed.staffId !== officer.staffId || manifest.officer.collarNumber !== officer.collarNumber) return refused('SignerAnother');
  if (manifest.handOver !== file.handOvers + 1 || manifest.after !== file.lastManifest) return refused('HandOverAnother');
  if (file.check?.state !== 'approved') return refused('CheckMissing');
  if (!isOfFile(manifest, { ...file, version: item.version }, payload)) return refused('BundleDiffers');
  if (!(await isWhatWasSigned(call, manifest, signed.content))) return refused('BundleBroken', 'bundle');
  if (await differsFromHq(call, manifest, file, crime)) return refused('BundleDiffers');
  const receipt = await cards?.stamp(Buffer.from(payload.manifest.hash, 'hex'));
  const record: Omit<HandOver, 'id' | 'version'> = {
    ...{ caseFileId: file.id, crimeId: file.crimeId, number: manifest.handOver, purpose: manifest.purpose },
    ...{ files: manifest.files.length, bundle: payload.bundle, manifest: payload.manifest },
    ...{ signedBy: formalName(officer), signedByCollar: officer.collarNumber, receivedAt: at.toISOString() },
    ...(receipt === undefined ? {} : { receipt: Buffer.from(receipt).toString('base64') }),
  };
  const series = { system: 'caseFiles', kind: 'handOver', prefix: `HO-${calendarDay(at).slice(2, 4)}-`, digits: 5, most: 99_999 } as const;
  const made = await createItem(call, series, { ...record });
  if (made.kind === 'done') {
    const after: CaseFile = { ...file, handOvers: manifest.handOver, lastManifest: payload.manifest.hash };
    await call.publish([{ kind: 'caseFile', id: file.id, body: after }]);
  }
  return made;
};

/** Whether the manifest is of this file, as a supervisor approved it, and for what the officer says. */
const isOfFile = (manifest: CaseManifest, file: CaseFile, { purpose, crimeId, number, files }: Payload): boolean =>
  manifest.caseFileId === file.id &&
  manifest.crimeId === file.crimeId &&
  manifest.caseFileVersion === file.version &&
  manifest.crimeId === crimeId &&
  manifest.handOver === number &&
  manifest.files.length === files &&
  manifest.purpose === purpose;

/** Whether the bundle holds the manifest, what the card signed, and exactly the manifest's files, each as it says. */
const isWhatWasSigned = async ({ transaction, payload }: CommandCall<Payload>, manifest: CaseManifest, signed: Uint8Array) => {
  const { bundle } = payload;
  const read = (first: number, end: number) => readRange(transaction, bundle.hash, first, end);
  const files = await readBundle({ bytes: bundle.bytes, read }, { most: MOST_BUNDLE_FILES + 2, keep: [] });
  const own = [
    { name: MANIFEST_NAME, bytes: signed.byteLength, sha256: createHash('sha256').update(signed).digest('hex') },
    { name: SIGNED_MANIFEST_NAME, bytes: payload.manifest.bytes, sha256: payload.manifest.hash },
  ];
  return files !== undefined && isSameList(files, [...own, ...manifest.files]);
};

type Listed = Pick<BundledFile, 'name' | 'bytes' | 'sha256'>;
const isSameList = (files: readonly Listed[], said: readonly Listed[]): boolean =>
  files.length === said.length &&
  files.every(({ name, bytes, sha256 }, index) => {
    const one = said[index];
    return one?.name === name && one.bytes === bytes && one.sha256 === sha256;
  });
