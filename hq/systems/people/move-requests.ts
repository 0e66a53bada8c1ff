import { sql } from 'kysely';
import { expense } from '../../../contracts/domain/expense.ts';
import { leave, overtime } from '../../../contracts/domain/hr-request.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { ownDetails } from '../../../contracts/domain/own-details.ts';
import type { Transaction } from '../../database/database.ts';
import { publish } from '../publish.ts';

const schemas = { leave, overtime, expense, details: ownDetails };

/**
 * What these officers have asked for and nobody has decided goes with them to the team that they are in by now: its supervisors see it and
 * decide. beginWriting of people has been called.
 */
export const moveOpenRequests = async (transaction: Transaction, officers: readonly Officer[]): Promise<void> => {
  const teams = new Map(officers.map(({ collarNumber, team }) => [collarNumber, team]));
  const rows = await transaction
    .selectFrom('item')
    .select(['kind', 'id', 'body'])
    .where('system', '=', 'people')
    .where('kind', 'in', Object.keys(schemas))
    .where((item) => sql<boolean>`${item.ref('body')} ->> 'state' = 'asked'`)
    .execute();
  const moved = rows.flatMap(({ kind, id, body }) => {
    const request = schemas[kind as keyof typeof schemas].safeParse(body).data;
    const team = request && teams.get(request.officer);
    return request === undefined || team === undefined || team === request.team ? [] : [{ kind, id, body: { ...request, team } }];
  });
  await publish(transaction, 'people', moved);
};
