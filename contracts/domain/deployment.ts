import type { Resource, Unit } from './incident.ts';

/** What a status code does to a unit's deployment (Airwave's codes): the one meaning for HQ and for what a laptop shows ahead of HQ. */
export type StatusKind = 'emergency' | 'available' | 'committed' | 'message' | 'other';

/** 0 asks for help; 2 and 3 are available; 5 to 9 are on a log; 12 to 16 are messages; the rest changes no attachment. */
export const statusKind = (status: number): StatusKind => {
  if (status === 0) return 'emergency';
  if (status === 2 || status === 3) return 'available';
  if (status >= 5 && status <= 9) return 'committed';
  return status >= 12 && status <= 16 ? 'message' : 'other';
};

/** A crew's decision about its unit. `from`: the log that the unit was on when it was decided; `joins`: the log that it attaches to. */
export interface Move {
  readonly status: number;
  readonly since: string;
  readonly joins?: string | undefined;
  readonly from?: string | undefined;
}

/** Somebody has put the unit on another log since: what was decided was not about that one, and is not carried out. */
export const isMoveStale = (unit: Unit, { from }: Move): boolean =>
  from !== undefined && unit.incidentId !== undefined && unit.incidentId !== from;

/** Somebody changed the unit since `baseVersion`, on which the move was decided, and decided later: the older decision is not carried out. */
export const isMoveLate = (unit: Pick<Unit, 'version' | 'since'>, { since }: Pick<Move, 'since'>, baseVersion: number): boolean =>
  unit.version !== baseVersion && Date.parse(unit.since) > Date.parse(since);

/** The unit after the move. A unit is on one log at most: it leaves the one before; going available detaches it. */
export const moveUnit = (unit: Unit, move: Move): Unit => {
  if (isMoveStale(unit, move)) return unit;
  const { incidentId: before, ...rest } = unit;
  const { status, since, joins } = move;
  const incidentId = joins ?? (statusKind(status) === 'available' ? undefined : before);
  return { ...rest, status, since, ...(incidentId === undefined ? {} : { incidentId }) };
};

/** A unit before and after a move. */
export interface Moved {
  readonly before: Unit;
  readonly after: Unit;
}

/** A log's resources after a move. */
export const resourcesAfter = (resources: readonly Resource[], logId: string, { before, after }: Moved): readonly Resource[] => {
  const { callSign, status, since, collarNumbers } = after;
  if (after.incidentId === logId)
    return resources.some((resource) => resource.callSign === callSign)
      ? resources.map((resource) => (resource.callSign === callSign ? { ...resource, status, since } : resource))
      : [...resources, { callSign, status, since, collarNumbers }];
  return before.incidentId === logId ? resources.filter((resource) => resource.callSign !== callSign) : resources;
};

/** The line that a move writes into a log; undefined when it does not touch that log. `words`: of the status, "6 At scene". */
export const lineOfMove = (logId: string, { before, after }: Moved, words: string): string | undefined => {
  const { callSign } = after;
  if (after.incidentId === logId) return `${callSign}: ${words}${before.incidentId === logId ? '' : ', attached'}`;
  if (before.incidentId !== logId) return undefined;
  return after.incidentId === undefined
    ? `${callSign}: ${words}, detached`
    : `${callSign}: detached, now on log ${after.incidentId.slice(-4)}`;
};

/** The line that a call for help writes into the log that the unit is on. */
export const lineOfEmergency = (callSign: string, words: string): string => `${callSign}: ${words}. Officer needs help.`;

/** The line that an acknowledgement writes into its log. */
export const lineOfAcknowledgement = (callSign: string): string => `${callSign}: acknowledged`;

/** The line that a message status writes into the log that the unit is on. */
export const lineOfMessage = (callSign: string, words: string): string => `${callSign}: ${words} (message)`;

/** "6 At scene", in the force's own words where its list has them. */
export const wordsOfStatus = (
  entries: readonly { readonly code: string; readonly label: string }[] | undefined,
  status: number,
): string => {
  const label = entries?.find((entry) => entry.code === String(status))?.label;
  return label === undefined ? String(status) : `${status} ${label}`;
};

/** The resource of a log that is the officer's: the one of their unit, else one that lists them. */
export const ownResource = (
  resources: readonly Resource[],
  { callSign, collarNumber }: { readonly callSign?: string | undefined; readonly collarNumber: string },
): Resource | undefined =>
  resources.find((resource) => resource.callSign === callSign) ??
  resources.find((resource) => resource.collarNumbers.includes(collarNumber));
