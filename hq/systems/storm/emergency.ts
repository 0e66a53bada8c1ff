import { forceOf } from '../../../contracts/domain/code-list.ts';
import { lineOfEmergency, moveUnit, resourcesAfter } from '../../../contracts/domain/deployment.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { EmergencyCall, EmergencyTaken } from '../../../contracts/hq/emergency.ts';
import type { ShiftIdentity } from '../../connections/shift-gate.ts';
import { appendAudit } from '../../database/audit.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { beginWriting } from '../../database/items.ts';
import { HttpError } from '../../http/answer.ts';
import type { Publication } from '../command.ts';
import { publish } from '../publish.ts';
import { statusText } from './codes.ts';
import { findIncident, findUnit, isCrew, signatureOf, withLines } from './items.ts';

/**
 * The officer's unit calls for help: its status is 0 from now on, whatever was decided before, and the log that it is on has a line of
 * officer safety, which alerts every crew there. It is no command: nothing of it ever waits, on a laptop or here.
 */
export const callEmergency = (database: Database, shift: ShiftIdentity, call: EmergencyCall): Promise<EmergencyTaken> =>
  database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'storm');
    const found = await findUnit(transaction, call.callSign, shift.officer);
    if (found === undefined || !isCrew(found.body, shift.officer)) throw new HttpError('NotYourUnit');
    const at = new Date();
    const before = found.body;
    const after = moveUnit(before, { status: 0, since: at.toISOString() });
    const log = before.incidentId === undefined ? undefined : await onLog(transaction, shift, call, { before, after });
    // The unit comes last, as after a move.
    await publish(transaction, 'storm', [
      ...(log === undefined ? [] : [log]),
      { kind: 'unit', id: call.callSign, area: found.item.area, body: after },
    ]);
    const detail = before.incidentId ?? '';
    await appendAudit(transaction, { actor: shift.officer.staffId, action: 'emergency', subject: call.callSign, detail }, at);
    return { callSign: call.callSign, at: at.toISOString() };
  });

/** The log with the resource and the line; one that can hold no more lines still has its resource right. */
const onLog = async (
  transaction: Transaction,
  { officer, device }: ShiftIdentity,
  call: EmergencyCall,
  moved: Parameters<typeof resourcesAfter>[2],
): Promise<Publication | undefined> => {
  const { callSign, since, incidentId } = moved.after;
  const log = incidentId === undefined ? undefined : await findIncident(transaction, incidentId);
  if (log === undefined) return undefined;
  const { id } = log.item;
  const changed: Incident = { ...log.body, resources: [...resourcesAfter(log.body.resources, id, moved)] };
  const told = changed.lines.some((line) => line.id === call.id);
  const line = {
    ...{ id: call.id, at: since, writtenAt: call.at, ...signatureOf(officer, device), kind: 'officerSafety' },
    text: lineOfEmergency(callSign, await statusText(transaction, 0, forceOf(id))),
  };
  return { kind: 'incident', id, body: (told ? undefined : withLines(changed, line)) ?? changed };
};
