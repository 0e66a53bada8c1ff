import { type Selectable, sql } from 'kysely';
import { type Officer, role } from '../../contracts/domain/officer.ts';
import type { Query, Transaction } from './database.ts';
import type { OfficerTable } from './tables.ts';

export interface DirectoryEntry {
  readonly officer: Officer;
  readonly state: OfficerTable['state'];
}

/** An officer as the directory knows them; undefined for a staff id that it does not. */
export const findOfficer = async (query: Query, staffId: string): Promise<DirectoryEntry | undefined> => {
  const row = await query.selectFrom('officer').selectAll().where('staff_id', '=', staffId).executeTakeFirst();
  return row && { officer: toOfficer(row), state: row.state };
};

/**
 * findOfficer with the row held until the transaction ends: whatever issues something to an officer, or takes it away, comes one after
 * the other. With a laptop's row: before that one.
 */
export const lockOfficer = async (transaction: Transaction, staffId: string): Promise<DirectoryEntry | undefined> => {
  // Not "for update": rows that merely refer to the officer need not wait.
  await transaction.selectFrom('officer').select('staff_id').where('staff_id', '=', staffId).forNoKeyUpdate().execute();
  return findOfficer(transaction, staffId);
};

/** Puts an officer into the directory, or brings the entry up to date; the state stays as it is. */
export const putOfficer = async (query: Query, officer: Officer): Promise<void> => {
  const { staff_id, ...rest } = toRow(officer);
  await query
    .insertInto('officer')
    .values({ staff_id, ...rest, state: 'active' })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(rest))
    .execute();
};

/** Those whom any of these names: by staff id, by collar number, or as the supervisors of a team. */
export const findNamed = async (
  query: Query,
  named: { readonly staffIds: readonly string[]; readonly collarNumbers: readonly string[]; readonly teams: readonly string[] },
): Promise<readonly Officer[]> => {
  const rows = await query
    .selectFrom('officer')
    .selectAll()
    .where((officer) =>
      officer.or([
        officer('staff_id', '=', sql<string>`any(${named.staffIds}::text[])`),
        officer('collar_number', '=', sql<string>`any(${named.collarNumbers}::text[])`),
        officer('team', '=', sql<string>`any(${named.teams}::text[])`),
      ]),
    )
    .execute();
  return rows.map(toOfficer);
};

const toOfficer = (row: Selectable<OfficerTable>): Officer => ({
  staffId: row.staff_id,
  name: row.name,
  rank: row.rank,
  collarNumber: row.collar_number,
  roles: row.roles,
  team: row.team,
  station: row.station,
  area: row.area,
  ...(row.call_sign === null ? {} : { callSign: row.call_sign }),
  ...(row.supervisor === null ? {} : { supervisor: row.supervisor }),
  ...(row.mail_address === null ? {} : { mailAddress: row.mail_address }),
  ...(row.telephone === null ? {} : { telephone: row.telephone }),
});

const toRow = (officer: Officer): Omit<Selectable<OfficerTable>, 'state'> => ({
  staff_id: officer.staffId,
  name: officer.name,
  rank: officer.rank,
  collar_number: officer.collarNumber,
  roles: officer.roles.map((one) => role.parse(one)),
  team: officer.team,
  station: officer.station,
  area: officer.area,
  call_sign: officer.callSign ?? null,
  supervisor: officer.supervisor ?? null,
  mail_address: officer.mailAddress ?? null,
  telephone: officer.telephone ?? null,
});
