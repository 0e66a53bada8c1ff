import { type CaseItem, type CaseKnown, caseItems, witnessOf } from './case-material.ts';
import type { CaseRule } from './case-rules.ts';
import { fold } from './fold.ts';
import { isProvisional } from './provisional.ts';

/** `missing`: what of the rule is not met, by name or number, in words of the case; none where it is met. */
export interface CaseFinding {
  readonly rule: CaseRule;
  readonly met: boolean;
  readonly missing: readonly string[];
  /** How many there are of what the rule is about. */
  readonly count: number;
}

/** What of the file is ready and what is missing. A rule about nothing that there is, is met. */
export const caseChecklist = (known: CaseKnown): readonly CaseFinding[] => {
  const items = caseItems(known);
  const { statements, crime, caseFile } = known;
  const named = (role: 'victim' | 'witness') => crime.people.filter(({ roles }) => roles.includes(role));
  const unsaid = (role: 'victim' | 'witness') => named(role).filter((person) => !statements.some((one) => isBy(one, person)));
  const victims = new Set(named('victim').map(({ name }) => fold(name)));
  const personal = statements.filter((one) => victims.has(fold(witnessOf(one))));
  const unmarked = items.filter(({ marked, kind }) => !marked && (kind === 'attachment' || kind === 'log'));
  const unexplained = items.filter(({ mark }) => mark.disclosure === 'sensitive' && mark.reason.trim() === '');
  const check = caseFile.check?.state === 'approved';
  const found = (rule: CaseRule, count: number, missing: readonly string[], met = missing.length === 0): CaseFinding => ({
    ...{ rule, met, missing, count },
  });
  return [
    found('summary', 1, [], caseFile.summary.trim() !== ''),
    found(
      'victimStatement',
      named('victim').length,
      unsaid('victim').map(({ name }) => name),
    ),
    found(
      'witnessStatements',
      named('witness').length,
      unsaid('witness').map(({ name }) => name),
    ),
    found(
      'seals',
      statements.length,
      statements.filter(({ timeStampedAt }) => timeStampedAt === undefined).map(witnessOf),
      statements.length > 0 && statements.every(({ timeStampedAt }) => timeStampedAt !== undefined),
    ),
    found('exhibits', items.filter(({ kind }) => kind === 'exhibit').length, [...new Set([...doubled(known), ...unsent(known)])]),
    found('material', items.length, unmarked.map(titleOf)),
    found('reasons', items.filter(({ mark }) => mark.disclosure === 'sensitive').length, unexplained.map(titleOf)),
    found('victimPersonal', personal.length, personal.filter(({ personal: said }) => said === undefined).map(witnessOf)),
    found('check', 1, [], check),
  ];
};

const isBy = ({ statement: { witness } }: CaseKnown['statements'][number], { name }: { readonly name: string }): boolean =>
  fold(`${witness.forenames} ${witness.surname}`) === fold(name);

/** A log's title says what its crime's does. */
const titleOf = ({ kind, id, title }: CaseItem): string => (kind === 'log' ? id : title);

/** Exhibits that HQ does not have yet: it would know nothing of their files. */
const unsent = ({ exhibits }: CaseKnown): readonly string[] =>
  exhibits.filter(({ id }) => isProvisional(id)).map(({ reference }) => reference);

/** References that are two things, by two statements, two records, or a statement and a record: the schedule could not tell them apart. */
const doubled = ({ statements, exhibits }: CaseKnown): readonly string[] => {
  const said = new Map<string, string>();
  const twice = new Set<string>();
  for (const { statement } of statements) {
    for (const { reference, text, attachment } of statement.exhibits) {
      const what = attachment?.hash ?? fold(text);
      if ((said.get(reference) ?? what) !== what) twice.add(reference);
      said.set(reference, what);
    }
  }
  const records = new Map<string, string | undefined>();
  for (const { reference, original } of exhibits) {
    if (records.has(reference)) twice.add(reference);
    records.set(reference, original?.hash);
  }
  for (const { reference, attachment } of statements.flatMap(({ statement }) => statement.exhibits)) {
    const hash = records.get(reference);
    if (hash !== undefined && attachment !== undefined && attachment.hash !== hash) twice.add(reference);
  }
  return [...twice];
};
