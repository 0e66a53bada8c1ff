import { writtenDay } from '../../contracts/domain/written-day.ts';
import type { Query } from '../database/database.ts';
import { cut, type Described, isObject, isText } from './describe.ts';
import { indexedSource } from './indexed.ts';
import type { SearchSource } from './source.ts';

/** The force's records of persons, by number, name, date of birth and whatever was told of them. */
export const persons = (query: Query): SearchSource =>
  indexedSource({
    ...{ name: 'Nominals', holds: 'records of persons of the whole force', query, kinds: ['person'], wholeForce: true },
    shown: describePerson,
  });

/** Its records of vehicles, places, telephone numbers and objects, by number, by what they are called and whatever was told of them. */
export const things = (query: Query): SearchSource =>
  indexedSource({
    ...{ name: 'Records', holds: 'vehicles, places, numbers and objects of the whole force', query, kinds: ['thing'], wholeForce: true },
    shown: describeThing,
  });

const SHOWN = 300;
const FIELD = 4000;

const describePerson = (_kind: string, id: string, body: Readonly<Record<string, unknown>>): Described => {
  const details = listOf(body.details);
  const address = details.findLast(({ kind }) => kind === 'address')?.text;
  const age = isObject(body.age) ? `${String(body.age.from)} to ${String(body.age.to)}` : undefined;
  return {
    ...{ what: 'Nominal', number: id, title: cut(body.name, SHOWN) },
    detail: cut([isText(body.born) ? `Born ${writtenDay(body.born)}` : age && `Aged ${age}`, address].filter(isText).join(', '), SHOWN),
    ...(isText(body.marking) ? { marking: body.marking } : {}),
    fields: fieldsOf([
      { name: 'Warnings', text: warningsOf(body) },
      { name: 'Born', text: [isText(body.born) && writtenDay(body.born)] },
      { name: 'Age', text: [age] },
      { name: 'Sex', text: [body.sex] },
      { name: 'Area', text: [body.area] },
      ...knownOf(details),
    ]),
  };
};

const describeThing = (_kind: string, id: string, body: Readonly<Record<string, unknown>>): Described => {
  const details = listOf(body.details);
  return {
    ...{ what: types[String(body.type)] ?? 'Record', number: id, title: cut(body.name, SHOWN) },
    detail: cut(details.findLast(({ kind }) => kind === 'description')?.text ?? body.area, SHOWN),
    ...(isText(body.marking) ? { marking: body.marking } : {}),
    fields: fieldsOf([{ name: 'Warnings', text: warningsOf(body) }, { name: 'Area', text: [body.area] }, ...knownOf(details)]),
  };
};

const types: Readonly<Record<string, string>> = { vehicle: 'Vehicle', place: 'Place', telephone: 'Telephone number', object: 'Object' };

type Details = readonly Readonly<Record<string, unknown>>[];
interface Field {
  readonly name: string;
  readonly text: readonly unknown[];
}

/** Who goes there must know them first. */
const warningsOf = (body: Readonly<Record<string, unknown>>): readonly unknown[] => listOf(body.warnings).map(({ text }) => text);

const knownOf = (details: Details): readonly Field[] =>
  Object.entries(kinds).map(([kind, name]) => ({ name, text: details.filter((one) => one.kind === kind).map(({ text }) => text) }));

const fieldsOf = (fields: readonly Field[]): Described['fields'] =>
  fields.flatMap(({ name, text }) => {
    const words = cut(text.filter(isText).join('\n'), FIELD);
    return words === '' ? [] : [{ name, text: words }];
  });

/** Kinds of detail, in the order in which they are shown. */
const kinds: Readonly<Record<string, string>> = {
  alias: 'Also known as',
  address: 'Address',
  telephone: 'Telephone',
  email: 'E-mail',
  occupation: 'Occupation',
  description: 'Description',
  reach: 'How to reach',
  note: 'Note',
  identifier: 'Known again by',
};

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.filter(isObject) : []);
