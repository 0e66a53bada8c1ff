import type { z } from 'zod';
import type { Missing, MissingLine, missingCirculation, missingDeath, missingFound, missingRisk, wellBeing } from './missing.ts';
import { returnInterviewDue, reviewDueAfter } from './missing-review.ts';
import { MOST_CIRCULATIONS, type Sureness } from './missing-words.ts';
import type { Officer } from './officer.ts';
import { cutShort, LONG_TEXT_LENGTH } from './text.ts';

type Of<Schema extends z.ZodType> = Omit<z.infer<Schema>, 'at' | 'by' | 'collarNumber'>;

/** What can be done with a report once it is made, and what is decided with it. */
export type MissingDeed =
  | ({ readonly act: 'risk' } & Of<typeof missingRisk>)
  | { readonly act: 'review'; readonly text: string; readonly nextDue?: string | undefined }
  | { readonly act: 'askReview' }
  | ({ readonly act: 'knowReview' } & KnownReview)
  | {
      readonly act: 'sighting';
      readonly text: string;
      readonly sure: Sureness;
      readonly seenAt: string;
      readonly where?: string | undefined;
    }
  | { readonly act: 'enquiry'; readonly text: string }
  | { readonly act: 'note'; readonly text: string }
  | { readonly act: 'linkLog'; readonly incidentId: string }
  | { readonly act: 'handOver'; readonly to: string; readonly team: string; readonly toName: string; readonly text: string }
  | ({ readonly act: 'circulate' } & Omit<Of<typeof missingCirculation>, 'ended'>)
  | { readonly act: 'endCirculation'; readonly text: string }
  | ({ readonly act: 'found' } & Of<typeof missingFound>)
  | { readonly act: 'notFound'; readonly text: string }
  | ({ readonly act: 'wellBeing' } & Omit<Of<typeof wellBeing>, 'returnInterviewBy'> & { readonly returnInterview: boolean })
  | ({ readonly act: 'death' } & Of<typeof missingDeath>);
/** Which review somebody knows of: the one that is due then, near or late. */
export type KnownReview = NonNullable<MissingLine['known']>;
export type MissingAct = MissingDeed['act'];
export type DeedOf<Act extends MissingAct> = Omit<Extract<MissingDeed, { readonly act: Act }>, 'act'>;

/** Who did it and when. `id`: of its line; `by`: as colleagues write them. */
export interface MissingStep {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly officer: MissingActor;
}
export type MissingActor = Pick<Officer, 'collarNumber' | 'roles' | 'callSign'>;

export const missingRefusals = [
  'OnlySupervisorsReview',
  'NotYourReport',
  'ReportClosed',
  'NotMissingAnyMore',
  'NotFoundYet',
  'FoundDead',
  'NotFoundDead',
  'NotCirculated',
  'LogLinkedAlready',
] as const;
export type MissingRefusal = (typeof missingRefusals)[number];

/** The kinds of line that decide nothing: what was decided on the version before one of them still holds (decided-since.ts). */
export const HARMLESS_LINES: readonly string[] = ['sighting', 'enquiry', 'note', 'reviewAsked', 'reviewKnown', 'log', 'foundToo'];
/** What is only added, and never conflicts. */
export const isAddition = (act: MissingAct): boolean => ADDITIONS.has(act);
const ADDITIONS: ReadonlySet<MissingAct> = new Set(['sighting', 'enquiry', 'note', 'askReview', 'knowReview', 'linkLog']);

/** What a crew that has only what is circulated may do. */
export const isCrewAct = (act: MissingAct): boolean => act === 'sighting' || act === 'found';

/** Why somebody who sees the report may never do it; undefined where they may. */
export const whyNotTheirsMissing = (
  report: Pick<Missing, 'owner' | 'handedOver'>,
  act: MissingAct,
  officer: MissingActor,
): MissingRefusal | undefined => {
  const supervises = officer.roles.includes('supervisor');
  switch (act) {
    case 'review':
    case 'knowReview':
      return supervises ? undefined : 'OnlySupervisorsReview';
    case 'handOver':
      return supervises || [report.owner, report.handedOver?.by].includes(officer.collarNumber) ? undefined : 'NotYourReport';
    default:
      return undefined;
  }
};

/** Why it cannot be done as the report stands; undefined where it can. */
const whyNotNow = (report: Missing, act: MissingAct): MissingRefusal | undefined => {
  if (report.state === 'closed') return 'ReportClosed';
  switch (act) {
    case 'risk':
    case 'sighting':
    case 'circulate':
    case 'found':
      return report.state === 'found' ? 'NotMissingAnyMore' : undefined;
    case 'notFound':
      return report.found === undefined ? 'NotFoundYet' : undefined;
    case 'wellBeing':
      if (report.found === undefined) return 'NotFoundYet';
      return report.found.deceased ? 'FoundDead' : undefined;
    case 'death':
      return report.found?.deceased ? undefined : 'NotFoundDead';
    case 'endCirculation':
      return isCirculated(report) ? undefined : 'NotCirculated';
    case 'linkLog':
      return report.incidentId === undefined ? undefined : 'LogLinkedAlready';
    default:
      return undefined;
  }
};

/** Whether somebody says that they found who is found already: it is added, and decides nothing. Only HQ takes it: no button offers it. */
export const isFoundToo = ({ state }: Pick<Missing, 'state'>, act: MissingAct): boolean => act === 'found' && state === 'found';

/** Why this officer cannot do it now; undefined where they can. The one rule, for HQ, for what a laptop shows ahead of HQ, and for its buttons. */
export const whyNotMissing = (report: Missing, act: MissingAct, officer: MissingActor): MissingRefusal | undefined =>
  whyNotTheirsMissing(report, act, officer) ?? whyNotNow(report, act);

/** Whether an officer has said that they know of that review. */
export const isReviewKnown = ({ lines }: Pick<Missing, 'lines'>, { due, late }: KnownReview, collarNumber: string): boolean =>
  lines.some((line) => line.collarNumber === collarNumber && line.known?.due === due && line.known.late === late);

/** Whether crews are told of it now. */
export const isCirculated = ({ circulation }: Pick<Missing, 'circulation'>): boolean =>
  circulation !== undefined && circulation.ended === undefined;

/** The report after a step that may be done: one line more, and what that decides. */
export const missingAfter = (report: Missing, deed: MissingDeed, step: MissingStep): Missing => {
  const { id, at, by, officer } = step;
  const { collarNumber, callSign } = officer;
  const signed = { at, by, collarNumber };
  const withLine = (kind: MissingLine['kind'], words: string, more: Partial<MissingLine> = {}): Missing => {
    // Where they were and how they were, or thirty areas, are longer together than a line: whole in what was decided.
    const text = cutShort(words, LONG_TEXT_LENGTH);
    return { ...report, lines: [...report.lines, { id, ...signed, ...(callSign === undefined ? {} : { callSign }), kind, text, ...more }] };
  };
  switch (deed.act) {
    case 'risk': {
      const { grade, reasons, whyNotLower } = deed;
      const risks = [...report.risks, { ...signed, grade, reasons, whyNotLower }];
      return { ...withLine('risk', whyNotLower, { grade }), risks, reviewDue: reviewDueAfter(grade, at) };
    }
    case 'review': {
      const grade = gradeOf(report);
      // A supervisor may ask for it sooner than the grade does, never later; at the soonest at once.
      const latest = reviewDueAfter(grade, at);
      const nextDue = [at, deed.nextDue ?? latest, latest].sort()[1] ?? latest;
      const reviews = [...report.reviews, { ...signed, text: deed.text, grade, nextDue }];
      return { ...withLine('review', deed.text, { grade }), reviews, reviewDue: nextDue };
    }
    case 'askReview':
      return withLine('reviewAsked', '');
    case 'knowReview': {
      const { due, late } = deed;
      return isReviewKnown(report, deed, collarNumber) ? report : withLine('reviewKnown', '', { known: { due, late } });
    }
    case 'sighting': {
      const { text, sure, seenAt, where } = deed;
      return withLine('sighting', text, { sure, seenAt, ...(where === undefined ? {} : { where }) });
    }
    case 'enquiry':
    case 'note':
      return withLine(deed.act, deed.text);
    case 'linkLog':
      return { ...withLine('log', deed.incidentId), incidentId: deed.incidentId };
    case 'handOver': {
      const { to: owner, team, toName, text } = deed;
      const { handedOver, ...handed } = withLine('handOver', [`To ${toName}.`, text].join(' ').trim());
      const isBack = team !== report.team && team === handedOver?.team;
      return { ...handed, owner, team, ...(isBack ? {} : { handedOver: { by: collarNumber, team: report.team } }) };
    }
    case 'circulate': {
      const { areas, shows, instructions } = deed;
      const circulation = { ...signed, areas, shows, instructions };
      return { ...withLine('circulated', areas.join(', ')), ...withPast(report, at), circulation };
    }
    case 'endCirculation':
      return { ...withLine('circulationEnded', deed.text), ...circulationEnded(report, signed) };
    case 'found': {
      if (isFoundToo(report, deed.act)) {
        const { when, where, byWhom, condition, told, deceased } = deed;
        return withLine('foundToo', [deceased && 'They are dead', where, condition, byWhom, told].filter(Boolean).join('. '), {
          seenAt: when,
          where,
        });
      }
      const { act: _, ...found } = deed;
      const state = { state: 'found' as const, found: { ...signed, ...found }, ...circulationEnded(report, signed) };
      const line = withLine(deed.deceased ? 'foundDead' : 'found', `${deed.where}. ${deed.condition}`.trim(), {
        ...{ seenAt: deed.when, where: deed.where },
      });
      if (!deed.deceased) return { ...line, ...state };
      // There is no risk any more that somebody looks at.
      const { reviewDue: _none, ...dead } = line;
      return { ...dead, ...state };
    }
    case 'notFound': {
      const { found: _, ...missing } = withLine('notFound', deed.text);
      // Nobody has looked for them meanwhile: a supervisor looks at the risk now.
      return { ...missing, state: 'missing', reviewDue: at };
    }
    case 'wellBeing': {
      const { act: _, returnInterview, ...check } = deed;
      const due = returnInterview ? { returnInterviewBy: returnInterviewDue([report.found?.when ?? at, at].sort()[0] ?? at) } : {};
      const { reviewDue: _due, ...closed } = withLine('wellBeing', deed.text);
      return { ...closed, state: 'closed', wellBeing: { ...signed, ...check, ...due } };
    }
    case 'death': {
      const { act: _, ...death } = deed;
      return { ...withLine('death', deed.text), state: 'closed', death: { ...signed, ...death } };
    }
  }
};

/** The grade that holds. */
export const gradeOf = ({ risks }: Pick<Missing, 'risks'>): Missing['risks'][number]['grade'] => risks.at(-1)?.grade ?? 'high';

const withPast = ({ circulation, pastCirculations = [] }: Missing, now: string): Pick<Missing, 'pastCirculations'> => {
  if (circulation === undefined) return {};
  const { at, areas, ended } = circulation;
  return { pastCirculations: [...pastCirculations, { at, areas, until: ended?.at ?? now }].slice(-MOST_CIRCULATIONS) };
};

const circulationEnded = (report: Missing, ended: { at: string; by: string; collarNumber: string }): Partial<Missing> =>
  report.circulation !== undefined && isCirculated(report) ? { circulation: { ...report.circulation, ended } } : {};
