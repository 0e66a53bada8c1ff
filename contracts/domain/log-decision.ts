import { ownResource } from './deployment.ts';
import type { Incident, IncidentLine } from './incident.ts';
import type { Officer } from './officer.ts';
import { operatorOf } from './operator.ts';

/** Lines that HQ writes when an officer opens a log, comes to it or acknowledges it: whose they are was on it. */
const INVOLVING: ReadonlySet<string> = new Set(['opened', 'status', 'acknowledged']);

/**
 * Who decides about a log, its grade and its result: an officer whose unit is on it, or was; who opened it; a supervisor of its area.
 * Everybody else who sees it may write in it.
 */
export const mayDecide = (log: Pick<Incident, 'resources' | 'place' | 'lines'>, officer: Officer): boolean =>
  ownResource(log.resources, officer) !== undefined ||
  (officer.roles.includes('supervisor') && officer.area === log.place.area) ||
  log.lines.some(({ operator, kind }) => operator === operatorOf(officer) && INVOLVING.has(kind));

/**
 * Lines that say something and do nothing else: what a command did besides is not undone by striking its line. None of officer safety is:
 * a call for help writes one, and its crews have acted on it. What was wrong in it is said in a later line.
 */
const STRIKABLE: ReadonlySet<string> = new Set(['update', 'hazard', 'request']);

type Struck = Pick<IncidentLine, 'id' | 'operator' | 'kind' | 'struck'>;

/** The lines that were struck, each with the line that says so. One strikes one's own lines only: whatever else a log says, no other is struck. */
export const strikesOf = <Line extends Struck>(lines: readonly Line[]): ReadonlyMap<string, Line> =>
  new Map(
    lines.flatMap((strike) => {
      const line = strike.struck === undefined ? undefined : lines.find(({ id }) => id === strike.struck);
      return line === undefined || line.operator !== strike.operator ? [] : [[line.id, strike] as const];
    }),
  );

/** Whether the officer may say that a line was sent in error: it is the officer's own, only says something, and is not struck yet. */
export const mayStrike = (lines: readonly Struck[], id: string, operator: string): boolean => {
  const line = lines.find((one) => one.id === id);
  return line !== undefined && line.operator === operator && STRIKABLE.has(line.kind) && !strikesOf(lines).has(id);
};
