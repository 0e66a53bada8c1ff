import { sql } from 'kysely';
import { alertOf, linesAfter } from '../../../contracts/domain/alert.ts';
import { ownResource } from '../../../contracts/domain/deployment.ts';
import { incident } from '../../../contracts/domain/incident.ts';
import { strikesOf } from '../../../contracts/domain/log-decision.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Query } from '../../database/database.ts';
import { keys } from '../access-keys.ts';

/** What of a log waits for the officer: that it is a job of the unit, or how many of its lines alert. */
export interface WaitingLog {
  readonly callSign: string;
  readonly job: boolean;
  readonly alerts: number;
}

/**
 * The open logs that were given to the officer's unit after that and are not acknowledged; and of the others of the unit those in which
 * somebody else has written lines since that alert (contracts/domain/alert.ts) and are not acknowledged. `after`: ISO 8601.
 */
export const newJobs = async (query: Query, officer: Officer, after: string): Promise<readonly WaitingLog[]> => {
  const rows = await query
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'storm')
    .where('kind', '=', 'incident')
    .where(sql<boolean>`access_keys @> array[${keys.collar(officer.collarNumber)}]::text[]`)
    .execute();
  const isNew = (at: string): boolean => Date.parse(at) > Date.parse(after);
  return rows.flatMap(({ body }): readonly WaitingLog[] => {
    const log = incident.safeParse(body).data;
    const own = log?.state === 'closed' ? undefined : ownResource(log?.resources ?? [], officer);
    if (log === undefined || own === undefined) return [];
    const { callSign, acknowledged, since } = own;
    if (acknowledged === undefined && isNew(since)) return [{ callSign, job: true, alerts: 0 }];
    const strikes = strikesOf(log.lines);
    const alerts = linesAfter(log.lines, [acknowledged?.upTo]).filter(
      (line) => isNew(line.at) && alertOf(line) !== undefined && !strikes.has(line.id) && line.operator !== operatorOf(officer),
    ).length;
    return alerts === 0 ? [] : [{ callSign, job: false, alerts }];
  });
};
