import { type CrewAtClosing, closedLog, crewsAtClosing, hasEmergency, staysAtClosing } from '../../../contracts/domain/closing.ts';
import { type CodeListKind, forceOf } from '../../../contracts/domain/code-list.ts';
import { timeOfDay } from '../../../contracts/domain/force-calendar.ts';
import type { Incident, Resource } from '../../../contracts/domain/incident.ts';
import { lineOfRegrade, lineOfRequest, lineOfResult, lineOfStrike, type NewLine } from '../../../contracts/domain/log-line.ts';
import { markedLog } from '../../../contracts/domain/marked-log.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import { pendingAs } from '../pending.ts';
import { codeWords } from './words.ts';

/** What a decision makes of a log, and the line that says so. `crews`: what becomes of the log's crews, where it closes. */
interface Decided {
  readonly log: Incident;
  readonly line: NewLine;
  readonly crews?: readonly CrewAtClosing[];
}

/** What the officer decided about one log. */
export interface LogDecision {
  readonly incidentId: string;
  readonly at: string;
  /** By HQ's own rules (contracts/domain). `resources`: the log's, what is pending laid over them. */
  readonly change: (log: Incident, resources: readonly Resource[]) => Decided;
}

/** The decision about a log that a pending command is; undefined for a command that is none. */
export const decisionOf = (db: ReadableDb, item: PendingCommand, officer: Officer): LogDecision | undefined => {
  const as = <C extends keyof Commands['storm']>(command: C) => pendingAs([item], 'storm', command)[0]?.payload;
  const about = (
    payload: { readonly incidentId: string; readonly at: string },
    change: (log: Incident, wordsOf: (kind: CodeListKind, code: string) => string, resources: readonly Resource[]) => Decided,
  ): LogDecision => {
    // A log that has no number yet is of the officer's own force.
    const force = forceOf(payload.incidentId) ?? forceOf(officer.staffId);
    const wordsOf = (kind: CodeListKind, code: string): string => codeWords(db, kind, force, code);
    return { incidentId: payload.incidentId, at: payload.at, change: (log, resources) => change(log, wordsOf, resources) };
  };

  const regrade = as('incident.regrade');
  if (regrade !== undefined) {
    const { from, to, note } = regrade;
    return about(regrade, (log, wordsOf) => ({
      log: log.grade === from ? { ...log, grade: to } : log,
      line: lineOfRegrade({ from, to, note, reasons: regrade.reasons.map((code) => wordsOf('regradeReason', code)) }),
    }));
  }
  const result = as('incident.result');
  if (result !== undefined) {
    const { at, code, text, victimTold, crimeIds } = result;
    return about(result, (log, wordsOf, resources) => {
      const words = wordsOf('closingCode', code);
      const qualifiers = result.qualifiers.map((qualifier) => wordsOf('qualifier', qualifier));
      // HQ will not close it. What changed at HQ since it was decided may be newer than the decision.
      const stays = hasEmergency(resources);
      const decided = item.baseVersion === log.version ? undefined : at;
      // What the officer decided about the own crew since, HQ has before a result that is overtaken.
      const later = resources.filter((resource) => !log.resources.includes(resource) && staysAtClosing(resource, at));
      const isLater = ({ callSign }: CrewAtClosing): boolean => later.some((resource) => resource.callSign === callSign);
      const goes = crewsAtClosing(resources, officer, result.ownStatus, decided);
      const crews = stays ? [] : goes.map((crew) => (isLater(crew) ? { ...crew, status: undefined } : crew));
      const crimes = crimeIds.filter((id) => !isProvisional(id));
      const numberFollows = crimeIds.length - crimes.length;
      return {
        log: stays ? log : closedLog(log, { at, words, qualifiers, crimeIds, crews }),
        line: lineOfResult({ code, words, text, victimTold, crimes, numberFollows }),
        crews,
      };
    });
  }
  const request = as('incident.requestResource');
  if (request !== undefined)
    return about(request, (log, wordsOf) => ({ log, line: lineOfRequest(wordsOf('resourceKind', request.kind), request.note) }));
  const marked = as('incident.addMark');
  if (marked !== undefined) {
    const { mark } = marked;
    return about(marked, (log, wordsOf) => markedLog(log, mark, mark.kind === 'qualifier' ? wordsOf('qualifier', mark.code) : ''));
  }
  const strike = as('incident.strikeLine');
  if (strike === undefined) return undefined;
  return about(strike, (log) => {
    const line = log.lines.find(({ id }) => id === strike.lineId);
    return { log, line: lineOfStrike(strike.lineId, timeOfDay(new Date(line?.at ?? strike.at)), strike.reason) };
  });
};
