import { sql } from 'kysely';
import { type Missing, MOST_EARLIER, missing } from '../../../contracts/domain/missing.ts';
import { isSameMissing } from '../../../contracts/domain/missing-rules.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { person as record } from '../../../contracts/domain/person.ts';
import type { Transaction } from '../../database/database.ts';
import { findVisible, sees } from '../find.ts';
import { joinedTo } from '../records/joined.ts';
import { restrictedKeys } from '../restricted.ts';

/** A report of the person, and whether what it says may be told to those who see another of the officer's. */
interface Episode {
  readonly report: Missing;
  readonly isTold: boolean;
}

/**
 * The reports of a person, whoever may see them, the newest first: those that name one of that person's records, and those that are of the
 * same person by what else is known.
 */
export const episodesOf = async (
  transaction: Transaction,
  person: Pick<Missing, 'personId' | 'name' | 'born' | 'age'>,
  officer: Officer,
): Promise<readonly Episode[]> => {
  const { personId, born } = person;
  const records = personId === undefined ? [] : await recordsOf(transaction, personId);
  const rows = await transaction
    .selectFrom('item')
    .select(['kind', 'id', 'body', 'access_keys'])
    .where('system', '=', 'missing')
    .where('kind', '=', 'missing')
    .where((item) =>
      item.or([
        sql<boolean>`${item.ref('body')} ->> 'personId' = any(${records}::text[])`,
        sql<boolean>`${item.ref('body')} ->> 'born' is not distinct from ${born ?? null}::text`,
      ]),
    )
    .execute();
  const restricted = await restrictedKeys(transaction, 'missing', rows);
  return rows
    .flatMap((row) => {
      // One that is malformed stands in nobody else's way.
      const report = missing.safeParse(row.body).data;
      return report === undefined ? [] : [{ report, isTold: sees(officer, row) && restricted(row) === undefined }];
    })
    .filter(({ report }) => records.includes(report.personId ?? '') || isSameMissing(report, person))
    .toSorted((one, other) => other.report.reportedAt.localeCompare(one.report.reportedAt));
};

/** The numbers of the person's records: the one that was picked, and those that officers have said are of the same person. */
const recordsOf = async (transaction: Transaction, personId: string): Promise<string[]> => {
  const found = await findVisible(transaction, { system: 'records', kind: 'person', id: personId }, record, undefined);
  return found === undefined ? [personId] : [...(await joinedTo(transaction, 'person', found.body)).keys()];
};

/** What a new report says of those before it: of one that its officer does not see, or that is restricted, that there is one. */
export const earlierOf = (episodes: readonly Episode[]): Missing['earlier'] =>
  episodes.slice(0, MOST_EARLIER).map(({ report: { id, lastSeen, found }, isTold }) => ({
    id,
    ...(isTold ? { lastSeenAt: lastSeen.at } : {}),
    ...(isTold && found !== undefined ? { foundAt: found.when, where: found.where } : {}),
  }));
