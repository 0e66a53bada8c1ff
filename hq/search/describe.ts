import type { HqResult } from '../../contracts/hq/search.ts';

export type Described = Pick<HqResult, 'what' | 'number' | 'title' | 'detail' | 'marking' | 'fields' | 'asOf' | 'grading'>;
type Body = Readonly<Record<string, unknown>>;

const SHOWN = 300;
const FIELD = 4000;

/** An item of the force's as a search shows it: title, detail, and its fields for whoever opens it. */
export const describeRecord = (kind: string, id: string, body: Body): Described => {
  const place = isObject(body.place) ? [body.place.text, body.place.postcode].filter(isText).join(', ') : '';
  const marking = isText(body.marking) ? { marking: body.marking } : {};
  return {
    what: names[kind] ?? kind,
    number: kind === 'officer' ? cut(body.collarNumber, 100) : id,
    title: kind === 'officer' ? cut([body.rank, body.name].filter(isText).join(' '), SHOWN) : cut(body.title, SHOWN),
    detail: cut(place || [body.team, body.station].filter(isText).join(', ') || body.setBy, SHOWN),
    ...marking,
    fields: [
      ...(place === '' ? [] : [{ name: 'Place', text: cut(place, FIELD) }]),
      ...Object.entries(labels).flatMap(([field, name]) => {
        const text = cut(textOf(body[field]), FIELD);
        return text === '' ? [] : [{ name, text }];
      }),
    ],
  };
};

const names: Readonly<Record<string, string>> = { incident: 'Log', crime: 'Crime', task: 'Task', officer: 'Officer' };

/** What a record shows, in this order; the rest is asked for at its system. */
const labels: Readonly<Record<string, string>> = {
  type: 'Type',
  offenceCode: 'Offence code',
  openingCode: 'Opening code',
  closingCode: 'Closing code',
  status: 'Status',
  state: 'State',
  openedAt: 'Opened',
  closedAt: 'Closed',
  committedFrom: 'Committed from',
  committedTo: 'Committed to',
  reportedAt: 'Reported',
  qualifiers: 'Qualifiers',
  flags: 'Flags',
  people: 'People',
  vehicles: 'Vehicles',
  property: 'Property',
  method: 'Method',
  text: 'Text',
  officerInCase: 'Officer in the case',
  outcome: 'Outcome',
  owner: 'Owner',
  setBy: 'Set by',
  dueAt: 'Due',
  team: 'Team',
  station: 'Station',
  callSign: 'Call sign',
};

/** A value in words: of a list each on a line, of a thing what it says of itself. */
const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  if (isObject(value))
    return [value.name, value.plate, value.description, value.text, textOf(value.roles)].filter(isText).join(', ').replace(/\n/g, ', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** Of a text its beginning; "" for what is none. */
export const cut = (value: unknown, longest: number): string => (isText(value) ? value.slice(0, longest).toWellFormed() : '');
