import { CARE_QUESTION, type MissingQuestion } from '../../../../../contracts/domain/missing-questions.ts';
import { serialOf, wordOf } from '../../../../format/text.ts';
import { dayClock, fullTime } from '../../../../format/time.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { instantOf } from '../../../../workspace/form/values.ts';
import { PersonWarnings } from '../../../../workspace/personsOfLog.tsx';
import { type Fact, Facts } from '../../../crime/Facts.tsx';
import type { FromLog } from '../../../crime/forms/crimeFields.ts';
import known from '../../../crime/forms/steps/known.module.css';
import { yearsOf } from '../missingFaults.ts';
import { answerTo, type MissingFields, questionsIn } from '../missingFields.ts';
import type { QuestionStep } from '../steps.ts';

const { missingPerson, guide } = strings.forms;
const { known: w } = missingPerson;

/** What has been told already, beside every question; beside the risk, the answers. Nothing while nothing is known. */
export const Known = ({
  step,
  fields,
  questions,
  from,
}: {
  readonly step: QuestionStep;
  readonly fields: MissingFields;
  readonly questions: readonly MissingQuestion[];
  readonly from: FromLog | undefined;
}) => {
  const now = useNow();
  const isRisk = step === 'risk';
  const facts = isRisk ? answersOf(fields, questions, now) : factsOf(fields, from, now);
  if (facts.length === 0) return null;
  return (
    <div className={known.known}>
      <PersonWarnings persons={from?.persons ?? []} className={known.warnings} />
      <Facts
        title={isRisk ? w.answers : w.title}
        lead={isRisk ? w.answersLead : from === undefined ? w.lead : guide.knownLead}
        facts={facts}
      />
    </div>
  );
};

const answersOf = (fields: MissingFields, questions: readonly MissingQuestion[], now: Date): readonly Fact[] =>
  questionsIn(fields, questions).map(({ code, heading, choice: isChoice }): Fact => {
    const { choice, text } = answerTo(fields, code);
    const by = code === CARE_QUESTION && choice === 'yes' ? instantOf(fields.careBy, 'coming') : undefined;
    const said = isChoice ? wordOf(strings.missing.choices, choice) : text;
    const what = by === undefined ? said : `${said}, ${dayClock(by, now)}`;
    const more = isChoice && choice === 'yes' && text !== '' ? text : undefined;
    return [heading, what === '' ? guide.notStarted : what, more];
  });

const factsOf = (fields: MissingFields, from: FromLog | undefined, now: Date): readonly Fact[] => {
  const { name, born, homeAddress, reporter, relation, reporterTelephone, reporterNote, seenAt, place } = fields;
  const at = instantOf(seenAt);
  const facts: readonly (Fact | false)[] = [
    name !== '' && [w.who, strings.missing.named(name, yearsOf(fields, now)), born === '' ? undefined : w.born(born)],
    homeAddress !== '' && [w.home, homeAddress],
    at !== undefined && [w.seen, fullTime(at), place === '' ? undefined : place],
    reporter !== '' && [
      w.told,
      [reporter, relation].filter(Boolean).join(', '),
      [reporterTelephone, reporterNote].filter(Boolean).join('. ') || undefined,
    ],
    from !== undefined && [w.log, serialOf(from.log.id), from.log.title],
  ];
  return facts.filter((fact): fact is Fact => fact !== false);
};
