import { missingChoices } from '../../../../contracts/domain/missing-words.ts';
import { typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, oneOf, whenOf } from '../../../workspace/form/values.ts';
import { readRisk } from '../actions/riskFaults.ts';
import type { AnswerFields, MissingFields } from './missingFields.ts';

const { missingPerson: w, crime } = strings.forms;

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept (main/sync/outbox-decisions.ts). */
export const readReport = (kept: Readonly<Record<string, unknown>>, otherwise: MissingFields): MissingFields => {
  if ('lastSeen' in kept) return reportOf(kept, otherwise);
  const lists = { reasons: [''], seen: [''], answers: [noAnswer] };
  return valid(fitted({ ...otherwise, ...lists, grade: '' }, kept));
};

/** A report that HQ did not take, to be changed. */
export const reportOf = (payload: Readonly<Record<string, unknown>>, otherwise: MissingFields): MissingFields => {
  const given = fitted(
    {
      ...{ name: '', personId: '', born: '', age: -1, sex: '', homeAddress: '', telephone: '', incidentId: '', description: '' },
      ...{ means: '', marking: '', places: [''], answers: [noAnswer] },
      lastSeen: { at: '', text: '', place: { text: '', postcode: '', area: '' } },
      reporter: { name: '', relation: '', telephone: '', personId: '', note: '' },
      medicalNeed: { text: '', by: '' },
    },
    payload,
  );
  const { lastSeen, reporter, medicalNeed, age, born, places, ...rest } = given;
  return valid({
    ...otherwise,
    ...rest,
    born: born === '' ? '' : typedDay(born),
    age: age < 0 ? '' : String(age),
    ...(lastSeen.at === '' ? {} : { seenAt: whenOf(lastSeen.at) }),
    ...{ place: lastSeen.place.text, postcode: lastSeen.place.postcode, area: lastSeen.place.area, seenText: lastSeen.text },
    ...{ reporter: reporter.name, reporterId: reporter.personId, relation: reporter.relation },
    ...{ reporterTelephone: reporter.telephone, reporterNote: reporter.note, places: places.join('\n') },
    ...(medicalNeed.by === '' ? {} : { careBy: whenOf(medicalNeed.by) }),
    ...readRisk(payload['risk']),
    seen: ['who', 'seen', 'worry', 'risk', 'looks', 'means'],
  });
};

type Read = Omit<MissingFields, 'grade'> & {
  readonly grade: string;
};
const noAnswer: AnswerFields = { question: '', asked: '', choice: '', text: '' };
/** Every choice one that there is. */
const valid = (read: Read): MissingFields => ({
  ...read,
  ...readRisk(read),
  answers: read.answers
    .filter(({ question }) => question !== '')
    .map((answer) => ({ ...answer, choice: missingChoices.find((one) => one === answer.choice) ?? '' })),
  sex: Object.hasOwn(w.sexes, read.sex) ? read.sex : '',
  marking: oneOf(crime.markings, read.marking, 'OFFICIAL-SENSITIVE'),
});
