import { fold } from '../../../contracts/domain/fold.ts';
import type { Circulation, Missing } from '../../../contracts/domain/missing.ts';
import { gradeOf, isCirculated } from '../../../contracts/domain/missing-steps.ts';
import type { MissingRow } from '../../../contracts/ipc/missing.ts';
import type { ItemDescription } from '../../store/items.ts';

/** What a list reads of a report, and of what crews are told. */
interface Listed extends Omit<MissingRow, 'id' | 'mine' | 'seen' | 'acknowledged' | 'sending'> {
  readonly born?: string | undefined;
  /** By what the list's own words find it, folded. */
  readonly words: string;
}
export interface MissingSummary extends Listed {
  readonly owner: string;
  readonly reportedByCollar: string;
  readonly reportedAt: string;
}
export interface CirculationSummary extends Listed {
  readonly areas: readonly string[];
  /** Collar numbers of those who have said that they know of it, since it was last circulated. */
  readonly acknowledgedBy: readonly string[];
}

export const summaryOfMissing = (report: Missing): MissingSummary => {
  const { id, name, born, age, state, marking, reviewDue, lastSeen, area, medicalNeed, found, attachments = [], description } = report;
  const [photograph] = attachments.filter(({ type }) => type.startsWith('image/'));
  return {
    ...{ name, born, age, state, marking, reviewDue, area, grade: gradeOf(report), running: isCirculated(report) },
    ...{ lastSeen: { at: lastSeen.at, text: lastSeen.place.text }, medicalBy: medicalNeed?.by, foundAt: found?.when, photograph },
    ...(found?.deceased ? { deceased: true as const } : {}),
    ...{ owner: report.owner, reportedByCollar: report.reportedByCollar, reportedAt: report.reportedAt },
    ...(isReviewAsked(report) ? { reviewAsked: true as const } : {}),
    words: wordsOf([id, name, description, lastSeen.place.text, found?.where]),
  };
};

/** One that is closed is reviewed no more. */
const isReviewAsked = ({ state, lines }: Missing): boolean =>
  state !== 'closed' && lines.findLast(({ kind }) => ANSWERS.has(kind) || kind === 'reviewAsked')?.kind === 'reviewAsked';
const ANSWERS: ReadonlySet<string> = new Set(['risk', 'review']);

export const summaryOfCirculation = (told: Circulation): CirculationSummary => {
  const { id, name, age, marking, grade, lastSeen, area, areas, medicalNeed, attachments = [], description, running } = told;
  const [photograph] = attachments.filter(({ type }) => type.startsWith('image/'));
  return {
    ...{ name, age, state: 'missing', marking, area, areas, grade, running, lastSeen, medicalBy: medicalNeed?.by, photograph },
    acknowledgedBy: told.acknowledgements.flatMap(({ collarNumber, at }) => (at >= told.since ? [collarNumber] : [])),
    words: wordsOf([id, name, description, lastSeen.text]),
  };
};

/** Each word after a space, so that a search finds where it begins. */
const wordsOf = (texts: readonly (string | undefined)[]): string =>
  ` ${fold(texts.filter((text) => text !== undefined).join(' ')).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')}`;

const describeMissing = (report: Missing): ItemDescription => ({
  summary: summaryOfMissing(report),
  links: [
    ...linkTo('officer', report.owner),
    ...linkTo('incident', report.incidentId),
    ...linkTo('person', report.personId),
    ...linkTo('person', report.reporter.personId),
    ...linkTo('missing', report.personId),
  ],
  search: {
    title: `${report.id} ${report.name}`,
    body: [
      report.description,
      report.lastSeen.place.text,
      ...(report.places ?? []),
      report.found?.where ?? '',
      ...report.lines.map(({ text }) => text),
    ].join('\n'),
    at: report.reportedAt,
    open: report.state !== 'closed',
  },
});

const linkTo = (role: string, value: string | undefined): ItemDescription['links'] => (value === undefined ? [] : [{ role, value }]);

export const missingKinds = {
  missing: { idOf: (report: Missing) => report.id, describe: describeMissing },
  circulation: {
    idOf: (told: Circulation) => told.id,
    describe: (told: Circulation): ItemDescription => ({
      summary: summaryOfCirculation(told),
      links: [],
      search: {
        title: `${told.id} ${told.name}`,
        body: [told.description, told.lastSeen.text, told.instructions, ...told.sightings.map(({ text }) => text)].join('\n'),
        at: told.since,
        open: told.running,
      },
    }),
  },
};
