import { ownResource, statusKind } from './deployment.ts';
import type { Incident, Resource } from './incident.ts';
import type { Officer } from './officer.ts';

/** On patrol: where a crew goes whose log is closed under it. */
const ON_PATROL = 2;
/** At scene, committed deployable and committed not deployable: a crew whose work here ends with the log. */
const AT_THE_LOG: ReadonlySet<number> = new Set([6, 7, 8]);

/** What closing a log does to one of its crews. `status`: with which it is available; undefined: it stays as it is, and control decides. */
export interface CrewAtClosing {
  readonly callSign: string;
  readonly own: boolean;
  readonly status: number | undefined;
}

/** Whether a crew of the log calls for help: until that is over, nobody closes it. */
export const hasEmergency = (resources: readonly Pick<Resource, 'status'>[]): boolean =>
  resources.some(({ status }) => statusKind(status) === 'emergency');

/**
 * What closing does to each crew of a log. The officer's own goes to the status that the officer chose. Another that is at the log (6 to 8)
 * is on patrol. One that is en route, or escorts a prisoner, stays with its status: only control knows where it is wanted. So does one that
 * calls for help, and one whose status is newer than the decision to close, where `decided` (an instant, of the same clock) is given.
 */
export const crewsAtClosing = (
  resources: readonly Resource[],
  officer: Pick<Officer, 'callSign' | 'collarNumber'>,
  chosen: number | undefined,
  decided?: string | undefined,
): readonly CrewAtClosing[] => {
  const own = ownResource(resources, officer);
  return resources.map((resource) => {
    const goes = resource === own && chosen !== undefined ? chosen : AT_THE_LOG.has(resource.status) ? ON_PATROL : undefined;
    return { callSign: resource.callSign, own: resource === own, status: staysAtClosing(resource, decided) ? undefined : goes };
  });
};

/** Closing ends no call for help and nothing that was decided after it. */
export const staysAtClosing = ({ status, since }: Pick<Resource, 'status' | 'since'>, decided: string | undefined): boolean =>
  statusKind(status) === 'emergency' || (decided !== undefined && Date.parse(since) > Date.parse(decided));

/** Statuses that an officer may choose for the own crew of a log that is closed. */
export const isChosenAtClosing = (status: number): boolean => statusKind(status) === 'available';

/** The log, closed. `qualifiers` and `crimeIds`: what the result adds to them. Crews that are available are off it. */
export const closedLog = (
  log: Incident,
  result: {
    readonly at: string;
    readonly words: string;
    readonly qualifiers: readonly string[];
    readonly crimeIds: readonly string[];
    readonly crews: readonly CrewAtClosing[];
  },
): Incident => {
  const off = new Set(result.crews.filter(({ status }) => status !== undefined).map(({ callSign }) => callSign));
  const crimeIds = [...new Set([...(log.crimeIds ?? []), ...result.crimeIds])];
  return {
    ...log,
    ...{ state: 'closed', closedAt: result.at, closingCode: result.words },
    qualifiers: [...new Set([...log.qualifiers, ...result.qualifiers])],
    ...(crimeIds.length === 0 ? {} : { crimeIds }),
    resources: log.resources.filter(({ callSign }) => !off.has(callSign)),
  };
};
