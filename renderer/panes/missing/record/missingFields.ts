import type { z } from 'zod';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import type { Commands } from '../../../../contracts/systems/index.ts';
import { wordOf } from '../../../format/text.ts';
import { fullTime } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import type { DifferingField } from '../../../workspace/versions/Versions.tsx';

const { missing: w, versions: v } = strings;
const { missingPerson: f } = strings.forms;
const NOTHING = strings.changes.nothing;
const yesNo = (is: boolean): string => w.choices[is ? 'yes' : 'no'] ?? '';
const orNothing = (text: string | undefined): string => text || NOTHING;

type Decided = {
  [C in keyof Commands['missing']]: (
    mine: z.infer<Commands['missing'][C]>,
    report: ShownReport,
    called: (collarNumber: string) => string,
  ) => readonly DifferingField[];
};

/** What of each decision stands beside what HQ has of the same. */
const decided: Pick<
  Decided,
  | 'missing.risk'
  | 'missing.review'
  | 'missing.circulate'
  | 'missing.endCirculation'
  | 'missing.notFound'
  | 'missing.wellBeing'
  | 'missing.handOver'
> = {
  'missing.risk': ({ grade, reasons, whyNotLower }, { risks }) => {
    const theirs = risks.at(-1);
    return [
      field('grade', w.riskOf, w.risk(grade), theirs && w.risk(theirs.grade)),
      field('reasons', f.reasons, reasons.join('\n'), theirs?.reasons.join('\n')),
      field('whyNotLower', f.whyNotLower, whyNotLower, theirs?.whyNotLower),
    ];
  },
  'missing.review': ({ text, nextDue }, { reviews, reviewDue }) => [
    field('text', f.review.text, text, reviews.at(-1)?.text),
    ...(nextDue === undefined ? [] : [field('nextDue', f.review.next, fullTime(nextDue), reviewDue && fullTime(reviewDue))]),
  ],
  'missing.circulate': ({ areas, shows, instructions }, { circulation }) => {
    const theirs = circulation?.ended === undefined ? circulation : undefined;
    return [
      field('areas', f.circulate.areas, areas.join('\n'), theirs?.areas.join('\n')),
      field('shows', f.circulate.shows, shownOf(shows), theirs && shownOf(theirs.shows)),
      field('instructions', f.circulate.instructions, instructions, theirs?.instructions),
    ];
  },
  'missing.endCirculation': ({ text }, { circulation }) => [
    field(
      'circulation',
      w.circulation.heading,
      [w.circulation.over, text].filter(Boolean).join('. '),
      circulation === undefined || circulation.ended !== undefined ? w.circulation.over : circulation.areas.join('\n'),
    ),
  ],
  'missing.notFound': ({ text }, { state, found }) => [
    field('state', w.state, w.states.missing, wordOf(w.states, state)),
    field('text', f.notFound.text, text, found?.condition),
  ],
  'missing.wellBeing': ({ text, ...mine }, { wellBeing: theirs, state }) => [
    field('state', w.state, w.states.closed, wordOf(w.states, state)),
    ...(['spokenAlone', 'hurt', 'victim', 'safeToReturn'] as const).map((one) =>
      field(one, w.checkAnswers[one], yesNo(mine[one]), theirs && yesNo(theirs[one])),
    ),
    field('text', f.wellBeing.text, text, theirs?.text),
  ],
  'missing.handOver': ({ to, text }, { owner, lines }, called) => [
    field('owner', w.facts.owner, called(to), called(owner)),
    field('text', f.handOver.text, text, lines.findLast(({ kind }) => kind === 'handOver')?.text),
  ],
};

/** What differs between a decision that waits in the outbox and the report at HQ, in words. */
export const missingFields = (
  { command, payload }: Pick<OutboxCommand, 'command' | 'payload'>,
  report: ShownReport,
  called: (collarNumber: string) => string,
): readonly DifferingField[] => {
  // Fields and contract are paired by name in their types; a lookup by name can only be seen as such.
  const fieldsOf = (decided as Readonly<Record<string, (mine: never, ...at: [ShownReport, typeof called]) => readonly DifferingField[]>>)[
    command
  ];
  // The payload is as its contract has it: nothing else is taken into the outbox.
  return fieldsOf?.(payload as never, report, called).filter((one) => one.mine !== one.hqs) ?? [];
};

const field = (name: string, label: string, mine: string, hqs: string | undefined): DifferingField => ({
  ...{ name, label, mine: orNothing(mine), hqs: orNothing(hqs) },
});

const shownOf = (shows: Readonly<Record<'photograph' | 'medicalNeed' | 'homeAddress', boolean>>): string =>
  (['photograph', 'medicalNeed', 'homeAddress'] as const).map((one) => v.field(f.circulate[one], yesNo(shows[one]))).join('\n');
