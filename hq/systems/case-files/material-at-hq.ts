import { type RawBuilder, sql } from 'kysely';
import type { CaseFile } from '../../../contracts/domain/case-file.ts';
import type { CaseManifest, ManifestFile } from '../../../contracts/domain/case-manifest.ts';
import { type CaseItem, caseItems } from '../../../contracts/domain/case-material.ts';
import type { Crime } from '../../../contracts/domain/crime.ts';
import { exhibit } from '../../../contracts/domain/exhibit.ts';
import { incident } from '../../../contracts/domain/incident.ts';
import { statementRecord } from '../../../contracts/domain/statement-record.ts';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';
import type { CommandCall } from '../command.ts';
import { findVisible, sees } from '../find.ts';

/**
 * Whether the manifest says something else of the case's material than HQ has: evidence that is missing, a file that is not HQ's byte for
 * byte, an original where a redacted copy was decided, or anything that was marked as unused.
 */
export const differsFromHq = async (
  call: CommandCall<unknown>,
  { files }: CaseManifest,
  caseFile: CaseFile,
  crime: Crime,
): Promise<boolean> => {
  const known = {
    ...{ crime, caseFile, statements: await statementsOf(call, crime.id), exhibits: await exhibitsOf(call, crime) },
    log: crime.incidentId === undefined ? undefined : await logOf(call, crime.incidentId),
  };
  const items = caseItems(known);
  const forms = files.filter(({ of }) => of.kind === 'form');
  if (forms.some(({ made }) => made !== 'form') || new Set(forms.map(({ of }) => of.id)).size !== forms.length) return true;
  const material = files.filter(({ of }) => of.kind !== 'form');
  const isKnown = (file: ManifestFile): boolean => items.some((item) => item.kind === file.of.kind && item.id === file.of.id);
  return (
    !material.every(isKnown) ||
    !items.every((item) =>
      isAsDecided(
        item,
        material.filter((file) => isOf(file, item)),
      ),
    )
  );
};

const isOf = ({ of }: ManifestFile, item: CaseItem): boolean => of.kind === item.kind && of.id === item.id;

/** Whether the bundle has of an item what the officer decided, and nothing else. */
const isAsDecided = (item: CaseItem, files: readonly ManifestFile[]): boolean => {
  const { disclosure, redactions } = item.mark;
  if (disclosure !== 'evidence') return files.length === 0;
  const [file, ...more] = files;
  const original = item.kind === 'statement' ? item.statement?.document : item.file;
  // A thing that is no file is in no bundle: the exhibit list says where it is.
  if (item.kind === 'exhibit' && original === undefined) return file === undefined;
  if (file === undefined || more.length > 0 || file.disclosure !== 'evidence') return false;
  if (item.kind === 'log') return file.made === 'form';
  if (redactions.length > 0) return file.made === 'redacted';
  return file.made === undefined && file.sha256 === original?.hash && file.bytes === original.bytes;
};

/** The statements of a crime that the officer may see, oldest first. What is malformed stands in the way of nothing else. */
const statementsOf = async (call: CommandCall<unknown>, crimeId: string) =>
  (await bodiesAbout(call, { system: 'statements', kind: 'statement' }, sql`body ->> 'crimeId' = ${crimeId}`)).flatMap(
    (body) => statementRecord.safeParse(body).data ?? [],
  );

/** The exhibits of a crime, and of its log those that are about no crime, that the officer may see. */
const exhibitsOf = async (call: CommandCall<unknown>, { id, incidentId }: Pick<Crime, 'id' | 'incidentId'>) =>
  (
    await bodiesAbout(
      call,
      { system: 'exhibits', kind: 'exhibit' },
      sql`(body ->> 'crimeId' = ${id} OR (body ->> 'crimeId' IS NULL AND body ->> 'incidentId' = ${incidentId ?? null}))`,
    )
  ).flatMap((body) => exhibit.safeParse(body).data ?? []);

const bodiesAbout = async (
  { transaction, shift }: CommandCall<unknown>,
  { system, kind }: { readonly system: FeedSystemId; readonly kind: string },
  about: RawBuilder<unknown>,
): Promise<readonly unknown[]> => {
  const rows = await transaction
    .selectFrom('item')
    .select(['body', 'access_keys'])
    .where('system', '=', system)
    .where('kind', '=', kind)
    .where(sql<boolean>`${about}`)
    .orderBy('id')
    .execute();
  return rows.filter((row) => sees(shift.officer, row)).map(({ body }) => body);
};

const logOf = async ({ transaction, shift }: CommandCall<unknown>, id: string) =>
  (await findVisible(transaction, { system: 'storm', kind: 'incident', id }, incident, shift.officer))?.body;
