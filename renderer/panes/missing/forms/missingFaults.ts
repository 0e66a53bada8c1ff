import type { Attachment } from '../../../../contracts/domain/blob.ts';
import type { Code } from '../../../../contracts/domain/code-list.ts';
import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import { CARE_QUESTION, type MissingQuestion } from '../../../../contracts/domain/missing-questions.ts';
import { ageOn, type BrokenMissingRule, missingFindings, OLDEST_YEARS } from '../../../../contracts/domain/missing-rules.ts';
import { dayTyped } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, instantOf, textFault, whenFault, written } from '../../../workspace/form/values.ts';
import type { ShownDoubt } from '../../../workspace/guide/Findings.tsx';
import { PARAGRAPH_LENGTH, riskFaults, riskOf } from '../actions/riskFaults.ts';
import { answerTo, type MissingFields, questionsIn, unanswered } from './missingFields.ts';

const { missingPerson: w } = strings.forms;
/** As long as the contract takes them (contracts/domain/missing.ts, which the page does not carry). */
const TELEPHONE_LENGTH = 40;
const POSTCODE_LENGTH = 10;
const MOST_PLACES = 30;

/** The files that the form carries. */
type Carried = readonly Pick<Attachment, 'type' | 'bytes'>[];

/** The places of the form, one a line. */
export const placesOf = ({ places }: Pick<MissingFields, 'places'>): readonly string[] => places.split('\n').map(written).filter(Boolean);

/** Their date of birth, or their age, as far as either is written so that it can be read. */
export const agedOf = ({ born, age }: Pick<MissingFields, 'born' | 'age'>) => {
  const day = dayTyped(born);
  const years = /^\s*\d{1,3}\s*$/.test(age) ? Number(age) : undefined;
  return { ...(day === undefined ? {} : { born: day }), ...(years === undefined || day !== undefined ? {} : { age: years }) };
};
export const yearsOf = (fields: Pick<MissingFields, 'born' | 'age'>, now: Date): number | undefined =>
  ageOn(agedOf(fields), calendarDay(now));

/** What the force's lists say; `areas`: undefined while theirs is not known. */
interface Lists {
  readonly areas: readonly Code[] | undefined;
  readonly questions: readonly MissingQuestion[];
}

/** What must be put right before the report can be sent, by the name of the field. */
export const missingFaults = (fields: MissingFields, carried: Carried, { areas, questions }: Lists, now: Date): Faults => {
  const broken = brokenIn(fields, carried, areas, now);
  const open = unanswered(fields, questions);
  const careBy = answerTo(fields, CARE_QUESTION).choice === 'yes' && (fields.careBy.day !== '' || fields.careBy.time !== '');
  const years = agedOf(fields).age;
  return faultsOf({
    name: textFault(fields.name, w.none.name),
    born:
      written(fields.born) !== '' && dayTyped(fields.born) === undefined
        ? w.wrongBorn
        : (ruled(broken, 'BornInFuture') ?? ruled(broken, 'BornTooLongAgo')),
    age:
      written(fields.age) !== '' && dayTyped(fields.born) === undefined && (years === undefined || years > OLDEST_YEARS)
        ? w.wrongAge
        : undefined,
    homeAddress: textFault(fields.homeAddress, undefined),
    telephone: textFault(fields.telephone, undefined, TELEPHONE_LENGTH),
    seenAt: whenFault(fields.seenAt) ?? ruled(broken, 'StillToCome'),
    place: textFault(fields.place, w.none.place),
    postcode: textFault(fields.postcode, undefined, POSTCODE_LENGTH),
    area: textFault(fields.area, w.none.area) ?? ruled(broken, 'CodeUnknown'),
    seenText: textFault(fields.seenText, undefined, PARAGRAPH_LENGTH),
    reporter: textFault(fields.reporter, w.none.reporter),
    relation: textFault(fields.relation, undefined),
    reporterTelephone: textFault(fields.reporterTelephone, undefined, TELEPHONE_LENGTH),
    reporterNote: textFault(fields.reporterNote, undefined, PARAGRAPH_LENGTH),
    ...Object.fromEntries(
      questionsIn(fields, questions).flatMap(({ code, choice }) => [
        [`answer-${code}`, choice && open.some((one) => one.code === code) ? w.chooseOne : undefined],
        [`answer-${code}-text`, textFault(answerTo(fields, code).text, choice ? undefined : w.none.answer, PARAGRAPH_LENGTH)],
      ]),
    ),
    careBy: careBy ? whenFault(fields.careBy) : undefined,
    ...riskFaults(fields, agedOf(fields), now),
    attachments: ruled(broken, 'PhotographTooLarge'),
    description: textFault(fields.description, undefined, PARAGRAPH_LENGTH),
    means: textFault(fields.means, undefined, PARAGRAPH_LENGTH),
    places:
      placesOf(fields).length > MOST_PLACES
        ? w.tooMany(MOST_PLACES)
        : placesOf(fields)
            .map((place) => textFault(place, undefined))
            .find(Boolean),
  });
};

const brokenIn = (
  fields: MissingFields,
  attachments: Carried,
  areas: readonly Code[] | undefined,
  now: Date,
): readonly BrokenMissingRule[] =>
  missingFindings(
    {
      ...agedOf(fields),
      lastSeen: { at: instantOf(fields.seenAt) ?? '', place: { area: written(fields.area) } },
      risk: riskOf(fields),
      attachments,
    },
    { now: now.toISOString(), today: calendarDay(now), areas },
  );
const ruled = (broken: readonly BrokenMissingRule[], rule: BrokenMissingRule): string | undefined =>
  broken.includes(rule) ? w.rules[rule] : undefined;

/** What the officer should look at again, and may leave. */
export const missingDoubts = (fields: MissingFields, questions: readonly MissingQuestion[], photographs: number): readonly ShownDoubt[] => {
  const care = answerTo(fields, CARE_QUESTION);
  const doubts: readonly (readonly [string, string] | false)[] = [
    written(fields.born) === '' && written(fields.age) === '' && ['born', w.doubts.noAge],
    ...questionsIn(fields, questions).map(({ code, ask, choice }) => {
      const answer = answerTo(fields, code);
      return choice && answer.choice === 'yes' && written(answer.text) === '' && ([`answer-${code}-text`, w.doubts.noWords(ask)] as const);
    }),
    care.choice === 'yes' && instantOf(fields.careBy, 'coming') === undefined && ['careBy', w.doubts.noCareBy],
    written(fields.description) === '' && ['description', w.doubts.noLooks],
    photographs === 0 && ['attachments', w.doubts.noPhotograph],
  ];
  return doubts.flatMap((doubt) => (doubt === false ? [] : [{ key: doubt[0], name: doubt[0], words: doubt[1] }]));
};
