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

const SHOWN = 300;
const FIELD = 4000;

const describePerson = (_kind: string, id: string, body: Readonly<Record<string, unknown>>): Described => {
  const details = listOf(body.details);
  const address = details.findLast(({ kind }) => kind === 'address')?.text;
  const age = isObject(body.age) ? `${String(body.age.from)} to ${String(body.age.to)}` : undefined;
  return {
    ...{ what: 'Nominal', number: id, title: cut(body.name, SHOWN) },
    detail: cut([isText(body.born) ? `Born ${body.born}` : age && `Aged ${age}`, address].filter(isText).join(', '), SHOWN),
    ...(isText(body.marking) ? { marking: body.marking } : {}),
    fields: [
      // Who goes there must know them first.
      { name: 'Warnings', text: listOf(body.warnings).map(({ text }) => text) },
      { name: 'Born', text: [body.born] },
      { name: 'Age', text: [age] },
      { name: 'Sex', text: [body.sex] },
      { name: 'Area', text: [body.area] },
      ...Object.entries(kinds).map(([kind, name]) => ({ name, text: details.filter((one) => one.kind === kind).map(({ text }) => text) })),
    ].flatMap(({ name, text }) => {
      const words = cut(text.filter(isText).join('\n'), FIELD);
      return words === '' ? [] : [{ name, text: words }];
    }),
  };
};

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
};

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.filter(isObject) : []);
