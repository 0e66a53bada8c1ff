import type { CodeList } from '../../contracts/domain/incident.ts';

/** The entries of a list of codes, each a code and its words. */
export const entries = (labels: readonly (readonly [string, string])[]): CodeList['entries'] =>
  labels.map(([code, label]) => ({ code, label }));
