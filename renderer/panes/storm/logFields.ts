import type { Officer } from '../../../contracts/domain/officer.ts';
import { LONG_TEXT_LENGTH } from '../../../contracts/domain/text.ts';
import type { Given } from '../../../contracts/systems/index.ts';
import { strings } from '../../strings/index.ts';
import type { Faults } from '../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../workspace/form/values.ts';

type Payload = Given<'storm', 'incident.create'>;

/** A new log as its form has it. */
export interface LogFields {
  readonly openingCode: string;
  /** A code; none is "". */
  readonly grade: string;
  readonly title: string;
  readonly text: string;
  readonly place: string;
  /** The officer's own. */
  readonly area: string;
  readonly postcode: string;
  readonly callerName: string;
  readonly telephone: string;
  readonly marking: keyof typeof markings;
  /** The own unit goes on it. */
  readonly attach: boolean;
}

const { create: w } = strings.storm.actions;
const { markings } = strings.forms.crime;
const POSTCODE_LENGTH = 10;
const TELEPHONE_LENGTH = 40;

/** In the officer's own area. */
export const newLog = ({ area }: Officer): LogFields => ({
  ...{ openingCode: '', grade: '', title: '', text: '', place: '', area, postcode: '', callerName: '', telephone: '' },
  ...{ marking: 'OFFICIAL', attach: false },
});

/** A log that HQ did not take, to be changed. */
export const logOf = (payload: Readonly<Record<string, unknown>>, otherwise: LogFields): LogFields => {
  const shape = { openingCode: '', title: '', text: '', marking: '', grade: 0 };
  const { grade, marking, ...given } = fitted(shape, payload);
  const { text: place, postcode } = fitted({ text: '', postcode: '' }, payload['place']);
  const { name: callerName, telephone } = fitted({ name: '', telephone: '' }, payload['caller']);
  return {
    ...{ ...given, place, area: otherwise.area, postcode, callerName, telephone, grade: grade === 0 ? '' : String(grade) },
    ...{ marking: oneOf(markings, marking, 'OFFICIAL'), attach: false },
  };
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept. */
export const readLog = (kept: Readonly<Record<string, unknown>>, otherwise: LogFields): LogFields => {
  if (typeof kept['place'] === 'object') return logOf(kept, otherwise);
  const read = fitted(otherwise, kept);
  return { ...read, area: otherwise.area, marking: oneOf(markings, read.marking, 'OFFICIAL') };
};

export const logFaults = (fields: LogFields): Faults =>
  faultsOf({
    openingCode: fields.openingCode === '' ? w.noCode : undefined,
    grade: fields.grade === '' ? w.noGrade : undefined,
    title: textFault(fields.title, w.none.title),
    text: textFault(fields.text, w.none.text, LONG_TEXT_LENGTH),
    place: textFault(fields.place, w.none.place),
    postcode: textFault(fields.postcode, undefined, POSTCODE_LENGTH),
    callerName: textFault(fields.callerName, undefined),
    telephone: textFault(fields.telephone, undefined, TELEPHONE_LENGTH),
  });

/** The name of the field that writes a field of the command, by its names. */
export const logFieldOf = ([name = '', inner = '']: readonly string[]): string => {
  if (name === 'place') return inner === 'postcode' ? 'postcode' : 'place';
  if (name === 'caller') return inner === 'telephone' ? 'telephone' : 'callerName';
  return name;
};

/** The command of a form without faults. */
export const logPayload = (fields: LogFields): Payload => {
  const [postcode, name, telephone] = [written(fields.postcode), written(fields.callerName), written(fields.telephone)];
  const caller = { ...(name === '' ? {} : { name }), ...(telephone === '' ? {} : { telephone }) };
  return {
    ...{ openingCode: fields.openingCode, grade: Number(fields.grade), title: written(fields.title), text: written(fields.text) },
    place: { text: written(fields.place), area: fields.area, ...(postcode === '' ? {} : { postcode }) },
    ...(name === '' && telephone === '' ? {} : { caller }),
    marking: fields.marking,
  };
};
