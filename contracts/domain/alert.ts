import type { IncidentLine } from './incident.ts';

/** Kinds of line that alert the crews of a log, gravest first; every other is read when they look. */
export const alertingLines = ['officerSafety', 'hazard', 'regrade'] as const;
export type AlertingLine = (typeof alertingLines)[number];

/** What a line warns of whoever goes there; undefined when it warns of nothing. */
export const warningOf = ({ kind }: Pick<IncidentLine, 'kind'>): 'hazard' | 'officerSafety' | undefined =>
  kind === 'hazard' || kind === 'officerSafety' ? kind : undefined;

/** What a line alerts to: a regrade only when it is up, or does not say from what to what. Undefined when it alerts to nothing. */
export const alertOf = ({ kind, regraded }: Pick<IncidentLine, 'kind' | 'regraded'>): AlertingLine | undefined => {
  const known = alertingLines.find((one) => one === kind);
  return known === 'regrade' && regraded !== undefined && regraded.to >= regraded.from ? undefined : known;
};

/** The lines that came after those of these ids; all of them when none is there. By place in the log, which only grows: clocks may step back. */
export const linesAfter = <Line extends Pick<IncidentLine, 'id'>>(
  lines: readonly Line[],
  ids: readonly (string | undefined)[],
): readonly Line[] => lines.slice(1 + lines.findLastIndex(({ id }) => ids.includes(id)));
