import { warningOf } from '../../../contracts/domain/alert.ts';
import type { CodeList, Incident, Resource, Unit } from '../../../contracts/domain/incident.ts';
import { strikesOf } from '../../../contracts/domain/log-decision.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { cutShort } from '../../../contracts/domain/text.ts';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import type { ItemDescription } from '../../store/items.ts';
import { placeTold, telephonesTold, vehiclesTold } from '../told.ts';
import { placeLinks } from './found-by.ts';

/** What the log list reads of an incident, without its lines. */
export interface IncidentSummary extends Omit<IncidentRow, 'id' | 'mine' | 'units' | 'newLines' | 'unsent' | 'newJob'> {
  readonly area: string;
  readonly resources: readonly Resource[];
}

/** A list shows one line of text; the rest is read with the log. */
const LAST_LINE_LENGTH = 300;

const describeIncident = (incident: Incident): ItemDescription => ({
  summary: summaryOf(incident),
  links: [
    // The daily serial, by which logs are spoken of: "log 0841 of 11 January".
    ...(isProvisional(incident.id) ? [] : [{ role: 'serial', value: incident.id.slice(-4) }]),
    ...(incident.crimeIds ?? []).map((value) => ({ role: 'crime', value })),
    ...incident.resources.flatMap((resource) => linksOf(resource)),
    ...placeLinks(incident),
  ],
  search: {
    title: `${incident.id} ${incident.title}`,
    body: [
      incident.place.text,
      incident.place.postcode,
      incident.openingCode,
      incident.closingCode,
      ...incident.qualifiers,
      ...incident.resources.map((resource) => resource.callSign),
      ...incident.vehicles.flatMap(vehicleWords),
      incident.caller?.name,
      incident.caller?.telephone,
      ...incident.lines.map((line) => line.text),
    ].join('\n'),
    at: incident.openedAt,
    open: incident.state !== 'closed',
  },
  tells: [
    ...vehiclesTold(incident.vehicles, incident.openedAt),
    ...placeTold(incident.place, incident.openedAt),
    ...telephonesTold([incident.caller?.telephone], incident.openedAt),
  ],
});

/** What a list reads of it. */
export const summaryOf = (incident: Incident): IncidentSummary => {
  const { title, grade, state, openedAt, closedAt, marking, qualifiers, place, resources } = incident;
  const last = incident.lines.at(-1);
  return {
    ...{ title, grade, openedAt, closedAt, marking, qualifiers, resources },
    state: state === 'closed' ? 'closed' : 'open',
    place: place.text,
    area: place.area,
    hazard: warningLines(incident.lines).length > 0,
    lastLine: last && { at: last.at, text: cutShort(last.text, LAST_LINE_LENGTH), operator: last.operator, terminal: last.terminal },
  };
};

/** Lines that tell of a hazard or of officers' safety, and were not sent in error. */
export const warningLines = (lines: Incident['lines']): Incident['lines'] => {
  const warnings = lines.filter((line) => warningOf(line) !== undefined);
  if (warnings.length === 0) return warnings;
  const strikes = strikesOf(lines);
  return warnings.filter(({ id }) => !strikes.has(id));
};

const linksOf = ({ callSign, collarNumbers }: Resource): ItemDescription['links'] => [
  { role: 'unit', value: callSign },
  ...collarNumbers.map((value) => ({ role: 'officer', value })),
];

/** A registration is typed with and without its space. */
export const vehicleWords = (vehicle: { readonly plate?: string | undefined; readonly description: string }): string[] => [
  vehicle.plate ?? '',
  vehicle.plate?.replaceAll(' ', '') ?? '',
  vehicle.description,
];

export const stormKinds = {
  incident: { idOf: (incident: Incident) => incident.id, describe: describeIncident },
  unit: {
    idOf: (unit: Unit) => unit.callSign,
    describe: (unit: Unit): ItemDescription => ({
      summary: {},
      links: unit.collarNumbers.map((value) => ({ role: 'officer', value })),
      search: undefined,
    }),
  },
  codeList: {
    idOf: (list: CodeList) => list.id,
    describe: (): ItemDescription => ({ summary: {}, links: [], search: undefined }),
  },
};
