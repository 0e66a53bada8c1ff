import { sql } from 'kysely';
import { type Circulation, circulation, type Missing, missing } from '../../../contracts/domain/missing.ts';
import { isAcknowledgedBy } from '../../../contracts/domain/missing-circulation.ts';
import { isMedicalNear, medicalWarningAt } from '../../../contracts/domain/missing-review.ts';
import { isReviewKnown } from '../../../contracts/domain/missing-steps.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Query } from '../../database/database.ts';
import { accessKeysOfOfficer } from '../access-keys.ts';

/**
 * How many of those who are missing would alert the officer by what is so since then, as main/systems/missing/alerts.ts does on the laptop:
 * circulated in the officer's area, a review that is late and not known to be, a need whose time is near. `after`, `now`: ISO 8601.
 */
export const newMissingAlerts = async (query: Query, officer: Officer, after: string, now: string): Promise<number> => {
  const held = sql`array[${sql.join(accessKeysOfOfficer(officer))}]::text[]`;
  const rows = await query
    .selectFrom('item')
    .select(['kind', 'id', 'body'])
    .where('system', '=', 'missing')
    .where(sql<boolean>`access_keys && ${held}`)
    .where(sql<boolean>`body ->> 'state' is distinct from 'closed'`)
    .execute();
  const alerting = rows.flatMap(({ kind, id, body }) => {
    // One that is malformed hides no other.
    const report = kind === 'missing' ? missing.safeParse(body).data : undefined;
    const told = kind === 'circulation' ? circulation.safeParse(body).data : undefined;
    const isNew = (report !== undefined && alertsReport(report)) || (told !== undefined && alertsCrew(told));
    return isNew ? [id] : [];
  });
  return new Set(alerting).size;

  function alertsReport({ owner, reportedByCollar, state, reviewDue, medicalNeed, lines }: Missing): boolean {
    const isMine = [owner, reportedByCollar].includes(officer.collarNumber);
    const supervises = officer.roles.includes('supervisor');
    const isLate = supervises && reviewDue !== undefined && reviewDue > after && reviewDue < now;
    const isUnknown = isLate && !isReviewKnown({ lines }, { due: reviewDue, late: true }, officer.collarNumber);
    return isUnknown || ((isMine || supervises) && state === 'missing' && isNewNeed(medicalNeed?.by));
  }
  function alertsCrew(told: Circulation): boolean {
    if (!told.running || !told.areas.includes(officer.area) || told.owner === officer.collarNumber) return false;
    return (told.since > after && !isAcknowledgedBy(told, officer.collarNumber)) || isNewNeed(told.medicalNeed?.by);
  }
  function isNewNeed(by: string | undefined): boolean {
    return by !== undefined && isMedicalNear(by, now) && medicalWarningAt(by) > after;
  }
};
