import type { Attachment } from '../../../../contracts/domain/blob.ts';
import { formalName } from '../../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Statement, StatementCorrection, StatementPage } from '../../../../contracts/domain/statement.ts';
import type { StatementBack } from '../../../../contracts/domain/statement-back.ts';
import { pagesOf } from '../../../../contracts/domain/statement-pages.ts';
import { mendText } from '../../../../contracts/domain/text.ts';
import { written } from '../../../workspace/form/values.ts';
import { attachedReference, hasInk, officerOf, type StatementFields } from './fields.ts';

/** What was typed, paragraph by paragraph: an empty line is between two. */
export const paragraphsOf = (text: string): readonly string[] =>
  mendText(text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

export const pagesWritten = (text: string): readonly Pick<StatementPage, 'paragraphs'>[] => pagesOf(paragraphsOf(text));
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** What the witness had changed since it was read over first, paragraph by paragraph: those alike at both ends are left out. */
export const correctionsOf = ({
  readText,
  text,
  readAt,
}: Pick<StatementFields, 'readText' | 'text' | 'readAt'>): readonly StatementCorrection[] => {
  if (readText === '' || readText === text) return [];
  const [was, became] = [paragraphsOf(readText), paragraphsOf(text)];
  let begin = 0;
  while (begin < was.length && begin < became.length && was[begin] === became[begin]) begin += 1;
  let end = 0;
  while (end < was.length - begin && end < became.length - begin && was.at(-1 - end) === became.at(-1 - end)) end += 1;
  const [old, fresh] = [was.slice(begin, was.length - end), became.slice(begin, became.length - end)];
  return Array.from({ length: Math.max(old.length, fresh.length) }, (_, index) => ({
    ...{ paragraph: begin + index + 1, was: old[index] ?? '', became: fresh[index] ?? '', at: readAt },
  })).filter((one) => one.was !== one.became);
};

/** The statement as the card signs it, once all of it was given; `carried`: the files of the form. */
export const statementOf = (fields: StatementFields, officer: Officer, carried: readonly Attachment[]): Statement => {
  const { uuid, crimeId, furtherTo, age, begunAt, readAt, signedAt, signs } = fields;
  const seen = { reason: written(fields.cannotReason), seenBy: written(fields.seenBy) || formalName(officer) };
  const initialled = <Of extends object>(of: Of, ink: StatementFields['ink'] | undefined) =>
    ink === undefined || !hasInk(ink) ? of : { ...of, initials: ink };
  return {
    ...{ uuid, crimeId, ...(furtherTo === '' ? {} : { furtherTo }), marking: fields.marking },
    witness: {
      ...{ forenames: written(fields.forenames), surname: written(fields.surname), occupation: written(fields.occupation) },
      ...(age.trim() === '' ? {} : { age: Number(age) }),
    },
    ...{ officer: officerOf(officer), place: written(fields.place), begunAt },
    pages: pagesWritten(fields.text).map(({ paragraphs }, page) => initialled({ paragraphs: [...paragraphs] }, fields.initials[page])),
    corrections: correctionsOf(fields).map((one, index) => initialled(one, fields.correctionInitials[index])),
    exhibits: [
      ...fields.produced.map(({ attachment, ...said }) => (attachment.hash === '' ? said : { ...said, attachment })),
      ...carried.map((attachment, index) => {
        const said = fields.exhibits.find(({ hash }) => hash === attachment.hash);
        return { reference: attachedReference(fields, index), text: written(said?.text ?? '') || attachment.name, attachment };
      }),
    ],
    reader:
      fields.reader === 'interpreter'
        ? {
            ...{ kind: 'interpreter', at: readAt, name: written(fields.interpreter), language: written(fields.language) },
            ...(hasInk(fields.interpreterInk) ? { signature: fields.interpreterInk } : {}),
          }
        : fields.reader === 'officer'
          ? { kind: 'officer', at: readAt, reason: written(fields.readReason) }
          : { kind: 'witness', at: readAt },
    signature:
      signs === 'ink'
        ? { kind: 'ink', at: signedAt, ink: fields.ink }
        : signs === 'mark'
          ? { kind: 'mark', at: signedAt, ink: fields.ink, ...seen }
          : { kind: 'spoken', at: signedAt, ...seen },
  };
};

const yesNo = (said: string): 'yes' | 'no' | undefined => (said === 'yes' || said === 'no' ? said : undefined);
const stated = ['notVictim', 'offered', 'taken', 'declined'] as const;

/** The back of the form; an answer that was not given is none. */
export const backOf = ({ back }: Pick<StatementFields, 'back'>): StatementBack => {
  const { medicalConsent, disclosureConsent, supportConsent, specialMeasures, personalStatement, datesToAvoid, ...texts } = back;
  const said = stated.find((one) => one === personalStatement);
  const answers = { medicalConsent, disclosureConsent, supportConsent, specialMeasures };
  return {
    ...texts,
    ...{ datesToAvoid: [], datesReason: datesToAvoid },
    ...Object.fromEntries(Object.entries(answers).flatMap(([name, answer]) => (yesNo(answer) === undefined ? [] : [[name, answer]]))),
    ...(said === undefined ? {} : { personalStatement: said }),
  };
};
