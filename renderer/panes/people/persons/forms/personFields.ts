import type { Given } from '../../../../../contracts/systems/index.ts';
import { dayTyped, typedDay } from '../../../../format/typedTime.ts';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../../../workspace/form/values.ts';
import { freshSource, gradingFault, readSource, type SourceOf, sourcePayload } from './sourceFields.ts';

type Payload = Given<'records', 'person.create'>;

/** A person as the form has it; of what is not known "". Several of one kind have commas between. */
export interface PersonFields extends SourceOf {
  readonly name: string;
  readonly alias: string;
  readonly bornDay: string;
  readonly age: string;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly address: string;
  readonly telephone: string;
  readonly description: string;
}

const { person: w } = strings.records;
/** As long as the contract takes a description or an address. */
const LONGEST = 1000;
const MOST_ALIASES = 20;
const MOST_TELEPHONES = 10;

export const freshPerson: PersonFields = {
  ...{ name: '', alias: '', bornDay: '', age: '', sex: 'unknown', address: '', telephone: '', description: '' },
  ...freshSource,
};

/** A record that HQ did not take, to be changed. */
export const personOf = (payload: Readonly<Record<string, unknown>>): PersonFields => {
  const shape = { name: '', aliases: [''], born: '', age: { from: 0, to: 0 }, sex: '', address: '', telephones: [''], description: '' };
  const given = fitted(shape, payload);
  const { from, to } = given.age;
  return {
    ...{ name: given.name, alias: given.aliases.join(', '), bornDay: given.born === '' ? '' : typedDay(given.born) },
    age: to === 0 ? '' : from === to ? String(from) : `${from} to ${to}`,
    sex: oneOf(w.sexes, given.sex, 'unknown'),
    ...{ address: given.address, telephone: given.telephones.join(', '), description: given.description },
    ...readSource(fitted({ source: '', grading: '' }, payload)),
  };
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept. */
export const readPerson = (kept: Readonly<Record<string, unknown>>): PersonFields => {
  if (!('bornDay' in kept) && 'marking' in kept) return personOf(kept);
  const read = fitted(freshPerson, kept);
  return { ...read, sex: oneOf(w.sexes, read.sex, 'unknown'), ...readSource(read) };
};

export const personFaults = (fields: PersonFields, now: Date): Faults =>
  faultsOf({
    name: textFault(fields.name, w.none.name),
    alias: textFault(fields.alias, undefined),
    bornDay: bornFault(fields.bornDay, now),
    age: fields.age.trim() === '' || ageOf(fields.age) !== undefined ? undefined : w.wrong.age,
    address: textFault(fields.address, undefined, LONGEST),
    telephone: textFault(fields.telephone, undefined),
    description: textFault(fields.description, undefined, LONGEST),
    grading: gradingFault(fields),
  });

const bornFault = (typed: string, now: Date): string | undefined => {
  if (typed.trim() === '') return undefined;
  const day = dayTyped(typed);
  return day !== undefined && day >= '1880' && day <= now.toISOString().slice(0, 10) ? undefined : w.wrong.born;
};

/** "40", "35 to 45", "35-45". */
const ageOf = (typed: string): { readonly from: number; readonly to: number } | undefined => {
  const [, from = '', to = from] = /^\s*(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?\s*$/i.exec(typed) ?? [];
  const age = { from: Number(from), to: Number(to) };
  return from === '' || age.from > age.to || age.to > 130 ? undefined : age;
};

/** The name of the field that writes a field of the command. */
export const personFieldOf = ([name = '']: readonly string[]): string =>
  ({ aliases: 'alias', born: 'bornDay', telephones: 'telephone' })[name] ?? name;

/** The command of a form without faults. What is known of a person is marked as such. */
export const personPayload = (fields: PersonFields): Payload => {
  const { sex } = fields;
  const [born, age] = [dayTyped(fields.bornDay), ageOf(fields.age)];
  const [address, description] = [written(fields.address), written(fields.description)];
  const [aliases, telephones] = [several(fields.alias, MOST_ALIASES), several(fields.telephone, MOST_TELEPHONES)];
  return {
    name: written(fields.name),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(born === undefined ? {} : { born }),
    ...(age === undefined ? {} : { age }),
    ...(sex === 'unknown' ? {} : { sex }),
    ...(address === '' ? {} : { address }),
    ...(telephones.length === 0 ? {} : { telephones: telephones.map((telephone) => telephone.slice(0, 40)) }),
    ...(description === '' ? {} : { description }),
    ...sourcePayload(fields),
    marking: 'OFFICIAL-SENSITIVE',
  };
};

const several = (typed: string, most: number): string[] =>
  written(typed)
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, most);
