import { listed, serialOf } from '../../../../format/text.ts';
import { fullTime, timeRange } from '../../../../format/time.ts';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { instantOf, written } from '../../../../workspace/form/values.ts';
import type { StepShown } from '../../../../workspace/guide/Rail.tsx';
import type { CrimeFields, ReportFields } from '../crimeFields.ts';
import { type QuestionStep, type Step, stepOf } from '../steps.ts';

const { guide } = strings.forms;
const { details: w } = strings.forms.crime;
/** A row of the rail, and of the check, shows the beginning of a long text. */
const MOST_SHOWN = 600;

/** How each question stands. `fresh`: the report as its log began it. `faults`: all that must be put right. `seen`: what was looked at. */
export const stepShown = (step: Step, fields: CrimeFields, fresh: CrimeFields, faults: Faults, seen: readonly string[]): StepShown => {
  const things = Object.keys(faults).length;
  if (step === 'check') return { state: 'toDo', detail: things === 0 ? guide.check : guide.checkLeft(things) };
  const words = wordsOf(step, fields);
  const isSeen = seen.includes(step);
  const isWrong = isSeen && Object.keys(faults).some((name) => stepOf(name) === step);
  const nothing = step === 'what' ? w.what : isSeen && !isWrong ? guide.none : guide.notStarted;
  const state = isWrong
    ? 'wrong'
    : isSeen
      ? 'done'
      : words === '' || fields.incidentId === '' || words !== wordsOf(step, fresh)
        ? 'toDo'
        : 'fromLog';
  return { state, detail: words || nothing };
};

/** What is written to a question, on one line; "" for nothing. */
export const wordsOf = (step: QuestionStep, fields: ReportFields): string => oneLine(wholeWordsOf(step, fields));
const oneLine = (text: string): string => text.slice(0, MOST_SHOWN).toWellFormed().replace(/\s+/g, ' ').trim();

const wholeWordsOf = (step: QuestionStep, fields: ReportFields): string => {
  switch (step) {
    case 'what':
      return fields.offence.code === '' || fields.what.includes(fields.offence.code)
        ? fields.what
        : `${fields.offence.code} ${fields.what}`;
    case 'where':
      return [fields.place, fields.postcode].filter(Boolean).join(', ');
    case 'when':
      return whenWords(fields);
    case 'who':
      return fields.people.length === 0
        ? ''
        : w.people(
            fields.people.length,
            fields.people.reduce((parts, { roles }) => parts + roles.length, 0),
          );
    case 'how':
      return [listed(fields.features), fields.method].filter(Boolean).join('. ');
    case 'property':
      return w.things(fields.property.length, fields.vehicles.length);
    case 'risk':
      return listed(fields.flags);
  }
};

const whenWords = ({ whenKind, from, to }: ReportFields): string => {
  const [begun, ended] = [instantOf(from), whenKind === 'between' ? instantOf(to) : undefined];
  if (begun === undefined) return [from.day, from.time].filter(Boolean).join(' ');
  return ended === undefined ? fullTime(begun) : timeRange(begun, ended);
};

/** "New crime report, 22 York Close", and where it comes from. */
export const headingOf = ({ place, incidentId }: CrimeFields): { readonly title: string; readonly lead: string } => {
  const { crime } = strings.forms;
  return {
    title: written(place) === '' ? crime.title : crime.titleAt(oneLine(place)),
    lead: `${incidentId === '' ? guide.numberFollows : guide.fromLog(serialOf(incidentId))} ${strings.forms.lead}`,
  };
};
