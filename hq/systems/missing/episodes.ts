import { sql } from 'kysely';
import { fold } from '../../../contracts/domain/fold.ts';
import { type Missing, MOST_EARLIER, missing } from '../../../contracts/domain/missing.ts';
import { person } from '../../../contracts/domain/person.ts';
import type { Transaction } from '../../database/database.ts';
import { findVisible } from '../find.ts';
import { joinedTo } from '../records/joined.ts';

/**
 * The reports of a person, whoever may see them, the newest first: those that name one of that person's records, and those of the same name
 * and date of birth.
 */
export const episodesOf = async (
  transaction: Transaction,
  { personId, name, born }: Pick<Missing, 'personId' | 'name' | 'born'>,
): Promise<readonly Missing[]> => {
  const records = personId === undefined ? [] : await recordsOf(transaction, personId);
  const rows = await transaction
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'missing')
    .where('kind', '=', 'missing')
    .where((item) =>
      item.or([
        sql<boolean>`${item.ref('body')} ->> 'personId' = any(${records}::text[])`,
        sql<boolean>`${item.ref('body')} ->> 'born' = ${born ?? null}::text`,
      ]),
    )
    .execute();
  return rows
    .map(({ body }) => missing.parse(body))
    .filter((report) => records.includes(report.personId ?? '') || fold(report.name) === fold(name))
    .toSorted((one, other) => other.reportedAt.localeCompare(one.reportedAt));
};

/** The numbers of the person's records: the one that was picked, and those that officers have said are of the same person. */
const recordsOf = async (transaction: Transaction, personId: string): Promise<string[]> => {
  const record = await findVisible(transaction, { system: 'records', kind: 'person', id: personId }, person, undefined);
  return record === undefined ? [personId] : [...(await joinedTo(transaction, record.body)).keys()];
};

/** What a new report says of those before it. */
export const earlierOf = (episodes: readonly Missing[]): Missing['earlier'] =>
  episodes.slice(0, MOST_EARLIER).map(({ id, lastSeen, found }) => ({
    id,
    lastSeenAt: lastSeen.at,
    ...(found === undefined ? {} : { foundAt: found.when, where: found.where }),
  }));
