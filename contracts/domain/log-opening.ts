import type { Place } from './common.ts';
import type { Caller, Incident, IncidentLine } from './incident.ts';

/** What an officer writes to open a log. */
export interface Opening {
  readonly openingCode: string;
  readonly title: string;
  readonly grade: number;
  readonly place: Place;
  readonly caller?: Caller | undefined;
  readonly text: string;
  readonly marking: Incident['marking'];
  readonly at: string;
}

/**
 * A log as it is opened, without number. `madeAs`: what the officer's laptop calls it, from which its first line has its id at both ends;
 * `words`: the force's for its opening code; `area`: the officer's own, whatever the payload says, so that who works there sees the log;
 * `openedAt`: when the officer opened it, `at`: when its first line came, both by one clock.
 */
export const openedLog = (
  { title, grade, place, caller, text, marking, at: writtenAt }: Opening,
  opened: {
    readonly madeAs: string;
    readonly words: string;
    readonly area: string;
    readonly openedAt: string;
    readonly at: string;
    readonly signature: Pick<IncidentLine, 'operator' | 'terminal'>;
  },
): Omit<Incident, 'id' | 'version'> => ({
  ...{ title, grade, state: 'open', openedAt: opened.openedAt, openingCode: opened.words, qualifiers: [] },
  place: { ...place, area: opened.area },
  ...(caller === undefined ? {} : { caller }),
  ...{ marking, resources: [], vehicles: [] },
  lines: [{ id: `${opened.madeAs}/1`, at: opened.at, writtenAt, ...opened.signature, kind: 'opened', text }],
});
