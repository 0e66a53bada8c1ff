import { sql } from 'kysely';
import { ownResource } from '../../../contracts/domain/deployment.ts';
import { incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Query } from '../../database/database.ts';
import { keys } from '../access-keys.ts';

/** The call signs by which open logs were given to the officer's unit after that and are not acknowledged, one a log. `after`: ISO 8601. */
export const newJobs = async (query: Query, officer: Officer, after: string): Promise<readonly string[]> => {
  const rows = await query
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'storm')
    .where('kind', '=', 'incident')
    .where(sql<boolean>`access_keys @> array[${keys.collar(officer.collarNumber)}]::text[]`)
    .execute();
  return rows.flatMap(({ body }) => {
    const log = incident.safeParse(body).data;
    const own = log?.state === 'closed' ? undefined : ownResource(log?.resources ?? [], officer);
    return own !== undefined && own.acknowledged === undefined && Date.parse(own.since) > Date.parse(after) ? [own.callSign] : [];
  });
};
