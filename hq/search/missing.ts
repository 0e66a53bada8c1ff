import { writtenDay } from '../../contracts/domain/written-day.ts';
import type { Query } from '../database/database.ts';
import { cut, type Described, isObject, isText } from './describe.ts';
import { indexedSource } from './indexed.ts';
import type { SearchSource } from './source.ts';

/**
 * Missing-person reports that the officer may see, and what is circulated to the officer, by number, name, date of birth, looks and places.
 * Who sees the report finds that alone, and not beside it what crews are told.
 */
export const missingReports = (query: Query): SearchSource => {
  const indexed = indexedSource({
    ...{ name: 'Missing persons', holds: 'reports of missing people that you may see, and who is circulated to you' },
    ...{ query, kinds: ['missing', 'circulation'], wholeForce: false, shown: describeMissing },
  });
  return {
    ...indexed,
    search: async (asked, signal) => {
      const { results, more } = await indexed.search(asked, signal);
      const whole = new Set(results.flatMap(({ item }) => (item?.kind === 'missing' ? [item.id] : [])));
      return {
        results: results.filter(({ item }) => item?.kind !== 'circulation' || !whole.has(item.id)),
        more,
      };
    },
  };
};

const SHOWN = 300;
const FIELD = 4000;

const describeMissing = (kind: string, id: string, body: Readonly<Record<string, unknown>>): Described => {
  const lastSeen = isObject(body.lastSeen) ? body.lastSeen : {};
  const place = isObject(lastSeen.place) ? lastSeen.place.text : lastSeen.text;
  const risk = Array.isArray(body.risks) ? body.risks.filter(isObject).at(-1)?.grade : body.grade;
  const found = isObject(body.found) ? body.found : {};
  const changed = Array.isArray(body.lines) ? body.lines.filter(isObject).at(-1)?.at : body.since;
  const grading = isText(risk) ? `${words(risk)} risk` : undefined;
  return {
    ...{ what: kind === 'missing' ? 'Missing-person report' : 'Circulation', number: id, title: cut(body.name, SHOWN) },
    detail: cut([grading, isText(place) && `Last seen ${place}`].filter(isText).join('. '), SHOWN),
    ...(isText(body.marking) ? { marking: body.marking } : {}),
    ...(isText(changed) ? { asOf: changed } : {}),
    ...(grading === undefined ? {} : { grading }),
    fields: [
      { name: 'State', text: body.state ?? 'missing' },
      { name: 'Born', text: isText(body.born) ? writtenDay(body.born) : undefined },
      { name: 'Age', text: typeof body.age === 'number' ? String(body.age) : undefined },
      { name: 'Looks and clothing', text: body.description },
      { name: 'Last seen', text: [lastSeen.at, place].filter(isText).join(', ') },
      { name: 'Found', text: [found.when, found.where].filter(isText).join(', ') },
      { name: 'What a crew does', text: body.instructions },
      { name: 'In charge', text: body.owner },
      { name: 'Team', text: body.team },
    ].flatMap(({ name, text }) => (isText(text) ? [{ name, text: cut(text, FIELD) }] : [])),
  };
};

/** "veryLow": Very low. */
const words = (code: string): string => {
  const apart = code.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return apart.charAt(0).toUpperCase() + apart.slice(1);
};
