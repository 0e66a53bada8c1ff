import { forceOf } from '../../../contracts/domain/code-list.ts';
import { lineOfEmergency, moveUnit, resourcesAfter } from '../../../contracts/domain/deployment.ts';
import { type Incident, incident } from '../../../contracts/domain/incident.ts';
import type { EmergencyCall, EmergencyTaken } from '../../../contracts/hq/emergency.ts';
import type { ShiftIdentity } from '../../connections/shift-gate.ts';
import { appendAudit } from '../../database/audit.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { beginWriting } from '../../database/items.ts';
import { HttpError } from '../../http/answer.ts';
import { publish } from '../publish.ts';
import { statusText } from './codes.ts';
import { findIncident, findUnit, isCrew, signatureOf, withLines } from './items.ts';

/**
 * The officer's unit calls for help: its status is 0 from now on, whatever was decided before, and the log that it is on has a line of
 * officer safety, which alerts every crew there; the answer names it. It is no command: nothing of it ever waits, on a laptop or here.
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
      ...(log === undefined ? [] : [{ kind: 'incident', id: log.id, body: log }]),
      { kind: 'unit', id: call.callSign, area: found.item.area, body: after },
    ]);
    const detail = before.incidentId ?? '';
    await appendAudit(transaction, { actor: shift.officer.staffId, action: 'emergency', subject: call.callSign, detail }, at);
    const incidentId = log?.lines.some(({ id }) => id === call.id) ? log.id : undefined;
    return { callSign: call.callSign, at: at.toISOString(), ...(incidentId === undefined ? {} : { incidentId }) };
  });

/**
 * The log with the resource and the line, as much of both as it can hold: no full log stands in the way of a call for help. Undefined where
 * it can hold neither, or there is no such log.
 */
const onLog = async (
  transaction: Transaction,
  { officer, device }: ShiftIdentity,
  call: EmergencyCall,
  moved: Parameters<typeof resourcesAfter>[2],
): Promise<Incident | undefined> => {
  const { callSign, since, incidentId } = moved.after;
  const found = incidentId === undefined ? undefined : await findIncident(transaction, incidentId);
  if (found === undefined) return undefined;
  const log = found.body;
  const changed: Incident = { ...log, resources: [...resourcesAfter(log.resources, log.id, moved)] };
  const line = {
    ...{ id: call.id, at: since, writtenAt: call.at, ...signatureOf(officer, device), kind: 'officerSafety' },
    text: lineOfEmergency(callSign, await statusText(transaction, 0, forceOf(log.id))),
  };
  const told = log.lines.some(({ id }) => id === call.id);
  return (told ? undefined : (withLines(changed, line) ?? withLines(log, line))) ?? incident.safeParse(changed).data;
};
