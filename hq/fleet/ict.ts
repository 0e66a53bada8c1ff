import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { audit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';

/**
 * Lets an officer with the role ict on; writes anybody else's try down and throws HttpError 403 NotAuthorised. The role is the
 * directory's at this request (the gate reads it anew), never the card's.
 */
export const requireIct = async (database: Database, { officer, device }: ShiftIdentity): Promise<void> => {
  if (officer.roles.includes('ict')) return;
  await audit(database.query, { actor: officer.staffId, action: 'fleetRefused', subject: device, detail: 'NotAuthorised' });
  throw new HttpError(403, 'NotAuthorised');
};
