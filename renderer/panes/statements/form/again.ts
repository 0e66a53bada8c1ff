import type { MendedPayload } from '../../../workspace/form/mendedPayload.ts';
import { carriedBy, fitted } from '../../../workspace/form/values.ts';
import type { StatementFields } from './fields.ts';

const words = {
  ...{ crimeId: '', furtherTo: '', personId: '' },
  statement: {
    ...{ marking: '', place: '', begunAt: '' },
    witness: { forenames: '', surname: '', occupation: '', age: -1 },
    pages: [{ paragraphs: [{ number: 0, text: '' }] }],
    exhibits: [{ reference: '', text: '', attachment: { hash: '', bytes: 0, type: '', name: '' } }],
    reader: { kind: '', reason: '', name: '', language: '' },
  },
  back: {
    ...{ homeAddress: '', telephone: '', email: '', contact: '', datesReason: '', needs: '', specialMeasuresText: '' },
    ...{ medicalConsent: '', disclosureConsent: '', supportConsent: '', specialMeasures: '', personalStatement: '' },
  },
};

/**
 * A statement that HQ did not take, taken again: its words, its exhibits and its back, by the payload of its command. Nothing that was
 * signed: it is another statement, which the witness reads and signs anew.
 */
export const takenAgain = (payload: NonNullable<MendedPayload>, fresh: StatementFields): StatementFields => {
  const { statement, back, ...about } = fitted(words, payload);
  const { witness, reader, exhibits } = statement;
  const { datesReason, ...answers } = back;
  return {
    ...fresh,
    ...{ ...about, marking: statement.marking, place: statement.place, begunAt: statement.begunAt },
    ...{ forenames: witness.forenames, surname: witness.surname, occupation: witness.occupation },
    ...{ age: witness.age < 0 ? '' : String(witness.age), text: textOf(statement.pages) },
    exhibits: exhibits.map(({ reference, text, attachment: { hash } }) => ({ hash, reference, text })),
    ...{
      reader: reader.kind,
      readReason: reader.kind === 'officer' ? reader.reason : '',
      interpreter: reader.name,
      language: reader.language,
    },
    back: { ...fresh.back, ...answers, datesToAvoid: datesReason },
  };
};

/** The files of its exhibits. */
export const exhibitsOf = (payload: NonNullable<MendedPayload>) =>
  carriedBy({
    attachments: fitted(words, payload).statement.exhibits.flatMap(({ attachment }) => (attachment.hash === '' ? [] : [attachment])),
  });

/** Paragraph by paragraph; what stands on two pages is one. */
const textOf = (pages: (typeof words)['statement']['pages']): string => {
  const paragraphs = new Map<number, string>();
  for (const { number, text } of pages.flatMap((page) => page.paragraphs)) {
    const before = paragraphs.get(number);
    paragraphs.set(number, before === undefined ? text : `${before} ${text}`);
  }
  return [...paragraphs.values()].join('\n\n');
};
