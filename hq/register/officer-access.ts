import { type Role, role } from '../../contracts/domain/officer.ts';
import type { OfficerRow } from '../../contracts/hq/fleet.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { announceRevocation } from '../database/announce.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Query } from '../database/database.ts';
import { beginWriting } from '../database/items.ts';
import { findOfficer } from '../database/officers.ts';
import { revokeKnownCard, revokeOfficer } from '../fleet/revoke.ts';
import { HttpError } from '../http/answer.ts';
import { publishOfficer } from '../systems/people/publish-officer.ts';
import { findOfficerRow } from './officers.ts';

/** What each of these answers: the officer as they stand afterwards. Throws HttpError NotFound. */
const rowOf = async (query: Query, staffId: string): Promise<OfficerRow> => {
  const row = await findOfficerRow(query, staffId);
  if (row === undefined) throw new HttpError('NotFound');
  return row;
};

/** No certificate and no lease any more. Not oneself: then nobody would be left to undo a mistake. Throws HttpError. */
export const revoke = async (database: Database, { officer }: ShiftIdentity, staffId: string, at: Date): Promise<OfficerRow> => {
  if (officer.staffId === staffId) throw new HttpError('NotYourself');
  const row = await rowOf(database.query, staffId);
  if (row.state === 'active') await revokeOfficer(database, staffId, at, officer.staffId);
  return rowOf(database.query, staffId);
};

/** Active again, certificates from the next sign-in on; cards stay as they are. Throws HttpError. */
export const restore = async (database: Database, { officer }: ShiftIdentity, staffId: string, at: Date): Promise<OfficerRow> => {
  await rowOf(database.query, staffId);
  await database.query.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('officer')
      .set({ state: 'active' })
      .where('staff_id', '=', staffId)
      .where('state', '=', 'revoked')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await appendAudit(transaction, { actor: officer.staffId, action: 'officerRestored', subject: staffId }, at);
  });
  return rowOf(database.query, staffId);
};

/**
 * What the officer may do from the next request on; whoever follows the officer in the people feed is notified. ICT's
 * own role is taken away by somebody else. Throws HttpError.
 */
export const setRoles = async (
  database: Database,
  { officer }: ShiftIdentity,
  change: { readonly staffId: string; readonly roles: readonly Role[] },
  at: Date,
): Promise<OfficerRow> => {
  const { staffId } = change;
  const roles = role.options.filter((known) => change.roles.includes(known));
  if (officer.staffId === staffId && !roles.includes('ict')) throw new HttpError('NotYourself');
  const before = await rowOf(database.query, staffId);
  if (before.roles.length === roles.length && roles.every((known) => before.roles.includes(known))) return before;
  await database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'people');
    await transaction.updateTable('officer').set({ roles }).where('staff_id', '=', staffId).execute();
    const entry = await findOfficer(transaction, staffId);
    if (entry !== undefined) await publishOfficer(transaction, entry.officer);
    await announceRevocation(transaction, `staff:${staffId}`);
    await appendAudit(transaction, { actor: officer.staffId, action: 'rolesChanged', subject: staffId, detail: roles.join(' ') }, at);
  });
  return rowOf(database.query, staffId);
};

/** A lost card signs nothing any more, and the officer's shifts end. Not one's own. Throws HttpError. */
export const revokeCardOf = async (
  database: Database,
  { officer }: ShiftIdentity,
  card: { readonly staffId: string; readonly serial: string },
  at: Date,
): Promise<OfficerRow> => {
  if (officer.staffId === card.staffId) throw new HttpError('NotYourself');
  const row = await rowOf(database.query, card.staffId);
  const known = row.cards.find(({ serial }) => serial === card.serial);
  if (known?.revokedAt !== undefined) return row;
  if (known === undefined || !(await revokeKnownCard(database, { ...card, actor: officer.staffId }, at))) throw new HttpError('NotFound');
  return rowOf(database.query, card.staffId);
};
