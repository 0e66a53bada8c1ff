import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Circulation, Missing } from '../../../contracts/domain/missing.ts';
import { circulationOf, isAcknowledgedBy } from '../../../contracts/domain/missing-circulation.ts';
import { isBeforeLastSeen, missingFindings, riskFindings } from '../../../contracts/domain/missing-rules.ts';
import { isCrewAct, type MissingAct, type MissingDeed, missingAfter, whyNotMissing } from '../../../contracts/domain/missing-steps.ts';
import { newMissing } from '../../../contracts/domain/new-missing.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { ChangeDefinition, CommandDefinitions } from '../define.ts';
import { applyPending, isEffective, pendingAs } from '../pending.ts';
import { readCirculation, readMissing, reportsLike } from './stored.ts';

interface Payload {
  readonly missingId: string;
  readonly at: string;
}
type Refusal = 'NotFound' | 'NotAllowed' | undefined;

/**
 * A step by the rules that HQ has (contracts/domain/missing-steps.ts). `words`: what the outbox calls it, before the name. `breaks`: why what
 * was decided cannot be. `more`: what of the deed only HQ knows for sure.
 */
const step = <Given extends Payload>(
  act: MissingAct,
  words: string,
  {
    breaks = () => false,
    more = () => ({}),
  }: {
    readonly breaks?: (payload: Given, report: Missing | undefined) => boolean;
    readonly more?: (payload: Given, report: Missing) => object;
  } = {},
) =>
  ({
    baseVersion: (db, { itemId }) =>
      readMissing(db, itemId)?.version ?? (isCrewAct(act) ? readCirculation(db, itemId)?.version : undefined),
    refuses(db, { itemId, payload, officer }) {
      const report = reportNow(db, itemId, officer);
      const mayAsCrew = isCrewAct(act) && circulationNow(db, itemId, officer)?.running === true;
      if (report === undefined && !mayAsCrew) return 'NotFound';
      if (report !== undefined && whyNotMissing(report, act, officer) !== undefined) return 'NotAllowed';
      return breaks(payload, report) ? 'NotAllowed' : undefined;
    },
    summary: (db, { itemId, payload }) => `${words}: ${nameOf(db, itemId)}${textOf(payload)}`,
    apply(report, payload, officer, decision) {
      // HQ's line has the outbox's id: it came before the answer. What HQ has decided otherwise since is not undone on screen.
      if (report.lines.some(({ id }) => id === decision) || whyNotMissing(report, act, officer) !== undefined) return report;
      const { missingId: _, at, ...fields } = payload;
      // Act and fields are paired by the contract of the command; their sum can only be seen as such.
      const deed = { act, ...fields, ...more(payload, report) } as unknown as MissingDeed;
      return missingAfter(report, deed, { id: decision, at, by: formalName(officer), officer });
    },
  }) satisfies ChangeDefinition<Given, Missing>;

/** What officers may do with reports of missing persons. */
export const missingCommands: CommandDefinitions<'missing'> = {
  'missing.create': {
    refuses: (db, { payload, officer }) =>
      missingFindings(payload, { now: payload.at, today: calendarDay(new Date(payload.at)) }).length > 0 || isMissing(db, payload, officer)
        ? 'NotAllowed'
        : undefined,
    summary: (_, { payload }) => `New missing-person report: ${payload.name}`,
    provisional: ({ at: _, ...payload }, { id, at, author }) => ({
      ...newMissing(payload, { id, at, by: formalName(author), officer: author }, { team: '', earlier: [] }),
      ...{ id, version: 0 },
    }),
  },
  'missing.risk': step('risk', 'Risk', {
    breaks: (risk, report) => report !== undefined && riskFindings(risk, report, calendarDay(new Date(risk.at))).length > 0,
  }),
  'missing.review': step('review', 'Review'),
  'missing.askReview': step('askReview', 'Review asked for'),
  'missing.knowReview': step('knowReview', 'Review known'),
  'missing.sighting': step('sighting', 'Sighting', { breaks: ({ seenAt, at }) => seenAt > at }),
  'missing.enquiry': step('enquiry', 'Enquiry'),
  'missing.note': step('note', 'Note'),
  'missing.linkLog': step('linkLog', 'Log'),
  'missing.circulate': step('circulate', 'Circulate'),
  'missing.endCirculation': step('endCirculation', 'End circulation'),
  'missing.acknowledge': {
    refuses: (db, { itemId, officer }) => unlessRunning(circulationNow(db, itemId, officer)),
    isSo(db, { itemId, officer }) {
      const told = circulationNow(db, itemId, officer);
      return told !== undefined && isAcknowledgedBy(told, officer.collarNumber);
    },
    summary: (db, { itemId }) => `Seen: ${nameOf(db, itemId)}`,
    apply(told, { at }, officer) {
      if (!told.running || isAcknowledgedBy(told, officer.collarNumber)) return told;
      const { collarNumber, callSign } = officer;
      const said = { at, by: formalName(officer), collarNumber, ...(callSign === undefined ? {} : { callSign }) };
      return { ...told, acknowledgements: [...told.acknowledgements, said] };
    },
  },
  'missing.found': step('found', 'Found', {
    breaks: ({ when, at }, report) => when > at || (report !== undefined && isBeforeLastSeen(when, report.lastSeen)),
  }),
  'missing.notFound': step('notFound', 'It was not them'),
  'missing.wellBeing': step('wellBeing', 'Well-being check'),
  'missing.death': step('death', 'Found dead, closed'),
  'missing.handOver': step('handOver', 'Hand-over', { more: ({ to }, { team }) => ({ team, toName: to }) }),
};

/** Whether there is an open report of the same person here, once what the officer decided is in force. */
const isMissing = (db: ReadableDb, person: Pick<Missing, 'personId' | 'name' | 'born' | 'age'>, officer: Officer): boolean =>
  reportsLike(db, person).some(({ id }) => reportNow(db, id, officer)?.state !== 'closed');

/** The report once what the officer decided about it is in force; undefined when it is not on this laptop. */
export const reportNow = (db: ReadableDb, id: string, officer: Officer): Missing | undefined => {
  const report = readMissing(db, id)?.body;
  return report && applyPending({ system: 'missing', definitions: ofReports, pending: pendingOf(db, 'missing'), officer }, id, report);
};

/** What crews are told once what the officer decided is in force: of a report that is here, by its own rule. Undefined when it is not on this laptop. */
export const circulationNow = (db: ReadableDb, id: string, officer: Officer): Circulation | undefined => {
  const pending = pendingOf(db, 'missing').filter(({ itemId }) => itemId === id);
  const stored = readCirculation(db, id)?.body;
  const report = pending.length === 0 ? undefined : reportNow(db, id, officer);
  const derived = report && circulationOf(report, stored?.acknowledgements ?? [], calendarDay(new Date()));
  const told = derived === undefined ? stored : { ...derived, version: stored?.version ?? 0 };
  if (told === undefined) return undefined;
  const known = new Set(told.sightings.map((sighting) => sighting.id));
  const seen = pendingAs(pending, 'missing', 'missing.sighting').flatMap((item) => {
    const { text, sure, seenAt, where, at } = item.payload;
    return known.has(item.id) || !isEffective(item) ? [] : [{ id: item.id, at, text, sure, seenAt, where }];
  });
  // Whoever was found is looked for no more, also before HQ has ended it.
  const isFound = report === undefined && pendingAs(pending, 'missing', 'missing.found').some(isEffective);
  const withSeen = { ...told, running: told.running && !isFound, sightings: [...told.sightings, ...seen] };
  return applyPending({ system: 'missing', definitions: ofCirculations, pending, officer }, id, withSeen);
};

// A report and what crews are told of it have one number: each is changed by its own commands alone.
const { 'missing.acknowledge': acknowledged, ...ofReports } = missingCommands;
const ofCirculations = { 'missing.acknowledge': acknowledged };

const unlessRunning = (told: Circulation | undefined): Refusal => {
  if (told === undefined) return 'NotFound';
  return told.running ? undefined : 'NotAllowed';
};

const nameOf = (db: ReadableDb, id: string): string => (readMissing(db, id) ?? readCirculation(db, id))?.body.name ?? id;
const textOf = (payload: object): string =>
  'text' in payload && typeof payload.text === 'string' && payload.text !== '' ? `. ${payload.text}` : '';
