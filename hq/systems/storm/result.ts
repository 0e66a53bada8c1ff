import type { z } from 'zod';
import { type CrewAtClosing, closedLog, crewsAtClosing, hasEmergency, staysAtClosing } from '../../../contracts/domain/closing.ts';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import { lineOfMove, moveUnit } from '../../../contracts/domain/deployment.ts';
import { unit } from '../../../contracts/domain/incident.ts';
import { mayDecide } from '../../../contracts/domain/log-decision.ts';
import { lineOfResult } from '../../../contracts/domain/log-line.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, decidedAt, type Publication, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { findWords, statusText } from './codes.ts';
import { findIncident, lineOf, withLines } from './items.ts';

type Payload = z.infer<Commands['storm']['incident.result']>;

/** storm incident.result: the log is closed, its result its last line, and its crews go where crewsAtClosing says. Only control opens it again. */
export const result: CommandHandler<Payload> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const log = (await findIncident(transaction, itemId, shift.officer))?.body;
  if (log === undefined) return refused('NotFound');
  if (log.state === 'closed') return refused('LogClosed');
  if (!mayDecide(log, shift.officer)) return refused('NotOnLog');
  if (hasEmergency(log.resources)) return refused('EmergencyOnLog');
  const force = forceOf(itemId);
  const [words] = (await findWords(transaction, 'closingCode', force, [payload.code])) ?? [];
  const qualifiers = await findWords(transaction, 'qualifier', force, payload.qualifiers);
  if (words === undefined) return refused('CodeUnknown', 'code');
  if (qualifiers === undefined) return refused('CodeUnknown', 'qualifiers');

  const { code, text, victimTold, crimeIds } = payload;
  const at = decidedAt(payload.at, call);
  const crews = crewsAtClosing(log.resources, shift.officer, payload.ownStatus, at);
  const moved = await moveCrews(call, crews, { at, force });
  const closed = closedLog(log, { at, words, qualifiers, crimeIds, crews });
  const last = lineOf(call, lineOfResult({ code, words, text, victimTold, crimes: crimeIds, numberFollows: 0 }));
  const body = withLines(closed, ...moved.map(({ line }) => line), last);
  if (body === undefined) return refused('LogFull');
  // The log comes last: a laptop shows its own decision until it has the log, and has the units by then.
  const versions = await call.publish([...moved.map(({ publication }) => publication), { kind: 'incident', id: itemId, body }]);
  return { kind: 'done', itemId, version: versions.at(-1) ?? 0 };
};

/** The units that closing takes off the log, each with its line. One that is on another log by now, that decided later, or that HQ does not know, is left alone. */
const moveCrews = async (
  call: CommandCall<Payload>,
  crews: readonly CrewAtClosing[],
  { at, force }: { readonly at: string; readonly force: string | undefined },
) => {
  const moved: { readonly publication: Publication; readonly line: ReturnType<typeof lineOf> }[] = [];
  for (const { callSign, status } of crews) {
    if (status === undefined) continue;
    const found = await findVisible(call.transaction, { system: 'storm', kind: 'unit', id: callSign }, unit, undefined);
    if (found === undefined || found.body.incidentId !== call.itemId || staysAtClosing(found.body, at)) continue;
    const { item, body: before } = found;
    const after = moveUnit(before, { status, since: at, from: call.itemId });
    const text = lineOfMove(call.itemId, { before, after }, await statusText(call.transaction, status, force));
    moved.push({
      publication: { kind: 'unit', id: callSign, area: item.area, body: { ...after } },
      line: lineOf(call, { kind: 'status', text: text ?? callSign }, callSign),
    });
  }
  return moved;
};
