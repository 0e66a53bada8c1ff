import { type CaseExhibit, type CaseItem, type CaseKnown, caseItems, witnessOf } from '../../../contracts/domain/case-material.ts';
import { heldNow, sealNow } from '../../../contracts/domain/exhibit-continuity.ts';
import { REDACTED } from '../../../contracts/domain/redact-statement.ts';
import { formAge } from '../../../contracts/domain/statement-words.ts';
import type { CaseForm } from './case-form.ts';
import { dateAndTime, longDate } from './form-dates.ts';

/** The forms of the file that are filled from what is known (Manual of Guidance). Only the summary was typed. */
export const caseForms = (known: CaseKnown, at: Date): readonly CaseForm[] => {
  const hide = hiding(known);
  const items = caseItems(known).map((one) => (one.kind === 'exhibit' ? { ...one, title: hide(one.title) } : one));
  const evidence = items.filter(({ mark }) => mark.disclosure === 'evidence');
  const statements = evidence.filter(({ kind }) => kind === 'statement');
  const exhibits = evidence.filter(({ kind }) => kind === 'exhibit');
  return [
    summary(known, statements, exhibits, at),
    schedule(known, items, 'nonSensitive', at),
    schedule(known, items, 'sensitive', at),
    witnesses(known, statements, at),
    exhibitList(known, exhibits, { statements, hide, at }),
  ];
};

const formOf = (known: CaseKnown, form: string, title: string, at: Date) => ({
  ...{ form, title, marking: known.crime.marking, at },
  lead: `Crime ${known.crime.id}, ${known.crime.title}. Case file ${known.caseFile.id}. Made ${dateAndTime(at.toISOString())}`,
  identity: `${form} ${known.caseFile.id} ${known.caseFile.version} ${at.toISOString()}`,
});

const none = (text: string) => [{ text }];

/** MG5: what happened, by the officer's summary and the report. */
const summary = (known: CaseKnown, statements: readonly CaseItem[], exhibits: readonly CaseItem[], at: Date): CaseForm => {
  const { crime, caseFile } = known;
  const of = (role: string) => crime.people.filter(({ roles }) => roles.some((one) => one === role)).map(({ name }) => name);
  return {
    ...formOf(known, 'MG5', 'Case summary', at),
    parts: [
      {
        heading: 'The case',
        lines: [
          { label: 'Crime', text: `${crime.id}, ${crime.type}` },
          { label: 'Where', text: crime.place.text },
          { label: 'When', text: dateAndTime(crime.committedFrom) },
          { label: 'Officer in the case', text: crime.officerInCase ?? '' },
          { label: 'Suspects', text: of('suspect').join(', ') },
        ],
      },
      { heading: 'Summary', lines: none(caseFile.summary === '' ? 'Not written.' : caseFile.summary) },
      {
        heading: 'Key evidence',
        lines: [
          ...statements.map((one) => ({ label: one.id, text: `Statement of ${nameOf(one)}, signed ${signed(one)}` })),
          ...exhibits.map(({ id, title }) => ({ label: id, text: title })),
        ],
      },
    ],
  };
};

const SCHEDULES = {
  nonSensitive: ['MG6C', 'Schedule of relevant non-sensitive unused material', 'No non-sensitive unused material.'],
  sensitive: ['MG6D', 'Schedule of relevant sensitive material', 'No sensitive material.'],
} as const;

/** MG6C and MG6D: what is not relied on, item by item. What is sensitive is never named on the schedule that the defence gets. */
const schedule = (known: CaseKnown, items: readonly CaseItem[], disclosure: keyof typeof SCHEDULES, at: Date): CaseForm => {
  const [form, title, nothing] = SCHEDULES[disclosure];
  const redacted = (one: CaseItem) => one.mark.redactions.length > 0 && one.mark.disclosure === 'evidence';
  const unused = items.filter((one) => one.mark.disclosure === disclosure || (disclosure === 'sensitive' && redacted(one)));
  return {
    ...formOf(known, form, title, at),
    parts: [
      {
        heading: title,
        lines:
          unused.length === 0
            ? none(nothing)
            : unused.map((one, index) => ({
                label: `Item ${index + 1}`,
                text: [redacted(one) ? `Signed original of ${saidOf(one)}: a redacted copy is served` : saidOf(one), one.mark.reason]
                  .filter((text) => text !== '')
                  .join('. '),
              })),
      },
    ],
  };
};

/** MG9: the witnesses whose statements are relied on. Their addresses are on the back of form MG11, which is in no bundle. */
const witnesses = (known: CaseKnown, statements: readonly CaseItem[], at: Date): CaseForm => ({
  ...formOf(known, 'MG9', 'Witness list', at),
  parts: [
    {
      heading: 'Witnesses',
      lines:
        statements.length === 0
          ? none('No statement is relied on.')
          : statements.map((one, index) => ({ label: `Witness ${index + 1}`, text: witnessLine(one) })),
    },
  ],
});

const witnessLine = (one: CaseItem): string => {
  const witness = one.statement?.statement.witness;
  const age = isHidden(one, 'age') ? REDACTED : formAge(witness?.age);
  const occupation = isHidden(one, 'occupation') ? REDACTED : (witness?.occupation ?? '');
  return `${nameOf(one)}. ${age}. ${occupation}. Statement ${one.id}, signed ${signed(one)}`;
};

/** MG12: the exhibits, each with who produces it, the SHA-256 of its file, and by its continuity who has it now and where. */
const exhibitList = (
  known: CaseKnown,
  exhibits: readonly CaseItem[],
  { statements, hide, at }: { readonly statements: readonly CaseItem[]; readonly hide: (text: string) => string; readonly at: Date },
): CaseForm => ({
  ...formOf(known, 'MG12', 'Exhibit list', at),
  parts: [
    {
      heading: 'Exhibits',
      lines:
        exhibits.length === 0
          ? none('No exhibit.')
          : exhibits.map(({ id, title, file, record }) => {
              const by = statements.find((one) => one.statement?.statement.exhibits.some(({ reference }) => reference === id));
              const producer = by === undefined ? record?.producer.name : `${nameOf(by)}, ${by.id}`;
              const parts = [
                title,
                producer === undefined ? undefined : `Produced by ${hide(producer)}`,
                file === undefined ? 'No file' : `${file.bytes} bytes, SHA-256 ${file.hash}`,
                record === undefined ? 'No continuity is recorded' : hide(whereNow(record)),
              ];
              return { label: id, text: parts.filter((part) => part !== undefined).join('. ') };
            }),
    },
  ],
});

const whereNow = (record: CaseExhibit): string => {
  const [held, seal] = [heldNow(record), sealNow(record)];
  return `${record.id}, with ${held?.holder ?? ''}, ${held?.place ?? ''}${seal === undefined ? '' : `, seal ${seal}`}`;
};

/**
 * Takes out of what an exhibit's label and continuity say the names of witnesses that are redacted or whose statements are sensitive, and the
 * places that are redacted: they were written by others, for other eyes.
 */
const hiding = (known: CaseKnown): ((text: string) => string) => {
  const hidden = caseItems(known).flatMap((one) => {
    if (one.statement === undefined) return [];
    const { witness, place } = one.statement.statement;
    const name = one.mark.disclosure === 'sensitive' || isHidden(one, 'witness') ? [witnessOf(one.statement), witness.surname] : [];
    return [...name, ...(isHidden(one, 'place') ? [place] : [])];
  });
  return (text) => hidden.reduce((left, words) => (words === '' ? left : left.replaceAll(words, REDACTED)), text);
};

const isHidden = ({ mark }: CaseItem, field: string): boolean => mark.redactions.some((one) => one.of === 'field' && one.field === field);
const nameOf = (one: CaseItem): string =>
  one.statement === undefined ? one.title : isHidden(one, 'witness') ? REDACTED : witnessOf(one.statement);
const signed = ({ statement }: CaseItem): string => (statement === undefined ? '' : longDate(statement.statement.signature.at));

const saidOf = (one: CaseItem): string => {
  switch (one.kind) {
    case 'statement':
      return `Statement ${one.id} of ${nameOf(one)}, signed ${signed(one)}`;
    case 'exhibit':
      return `Exhibit ${one.id}, ${one.title}`;
    case 'attachment':
      return `File on the crime report, ${one.title}, SHA-256 ${one.id}`;
    case 'log':
      return `Incident log ${one.id}`;
  }
};

/** The log's own lines, as a document: only where the officer serves it. */
export const logForm = (known: CaseKnown, at: Date): CaseForm | undefined => {
  const { log } = known;
  if (log === undefined) return undefined;
  return {
    ...formOf(known, 'LOG', `Incident log ${log.id}`, at),
    marking: log.marking,
    parts: [
      {
        heading: `${log.title}, ${log.lines.length} lines`,
        lines: log.lines.map(({ at: when, operator, text }) => ({ label: `${dateAndTime(when)}, ${operator}`, text })),
      },
    ],
  };
};
