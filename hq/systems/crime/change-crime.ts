import type { z } from 'zod';
import { forceOf, wordsOfCode } from '../../../contracts/domain/code-list.ts';
import { type Crime, crime } from '../../../contracts/domain/crime.ts';
import { changedCrime, conflictingFields, type DecidedBy, mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import { brokenAt, newlyBroken } from '../../../contracts/domain/crime-rules.ts';
import {
  mayApproveCrime,
  mayReviewCrime,
  needsOf,
  reviewedCrime,
  unmetNeeds,
  withOutcome,
  withVictimUpdate,
} from '../../../contracts/domain/crime-steps.ts';
import { isDecidedSince } from '../../../contracts/domain/decided-since.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { MOST_VICTIM_UPDATES } from '../../../contracts/domain/history.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { findActive } from '../active-officer.ts';
import {
  type CommandCall,
  type CommandHandler,
  type CommandOutcome,
  type CommandRefusal,
  decidedAt,
  type Refused,
  refused,
} from '../command.ts';
import { findVisible, isVisible } from '../find.ts';
import { judgedBy } from '../judged-by.ts';
import { hasRoom, type LEFT_FREE } from '../room.ts';
import { findCodes } from '../storm/codes.ts';

type Changes = Commands['crime'];
type Handler<Command extends keyof Changes> = CommandHandler<z.infer<Changes[Command]>>;

/** crime crime.update: the changed fields; a conflict where somebody changed one of them to something else since. Breaks no rule. */
export const updateCrime: Handler<'crime.update'> = (call) =>
  onCrime(call, 'more', async (report, by) => {
    const { transaction, shift, payload } = call;
    const { officer } = shift;
    const { officerInCase } = payload.changes;
    if (!mayChangeCrime(report, officer)) return 'NotYourCrime';
    if (officerInCase !== undefined && !officer.roles.includes('supervisor'))
      return refused('OnlySupervisorsHandOver', 'changes', 'officerInCase');
    if (conflictingFields(report, payload).length > 0) return 'conflict';
    const after = changedCrime(report, payload, by);
    if (
      officerInCase !== report.officerInCase &&
      officerInCase !== undefined &&
      (await findActive(transaction, officerInCase)) === undefined
    )
      return refused('OfficerUnknown', 'changes', 'officerInCase');
    const unseen = await unseenPerson(call, report, after);
    if (unseen >= 0) return refused('NotFound', 'changes', 'people', unseen, 'personId');
    const judged = await judgedBy(call);
    const [broken] = newlyBroken(report, after, judged);
    if (broken === undefined) return after;
    const path = brokenAt(broken, after, judged);
    // Broken by another field than the one that is wrong by it: only the form knows which.
    return Object.hasOwn(payload.changes, path[0] ?? '') ? refused(broken.rule, 'changes', ...path) : refused(broken.rule);
  });

/** Of those who are in the report from now on, and were not, the first whose record the officer may not see, by the place in the list; else -1. */
const unseenPerson = async ({ transaction, shift }: CommandCall<unknown>, before: Crime, after: Crime): Promise<number> => {
  const known = new Set(before.people.map(({ personId }) => personId));
  for (const [at, { personId }] of after.people.entries()) {
    if (known.has(personId) || personId === undefined) continue;
    if (!(await isVisible(transaction, { system: 'records', kind: 'person', id: personId }, shift.officer))) return at;
  }
  return -1;
};

/** crime crime.outcome: filed with an outcome of the force's list, where what that asks for is met. */
export const setOutcome: Handler<'crime.outcome'> = (call) =>
  onCrime(call, 'outcome', async (report, by) => {
    const { transaction, shift, payload } = call;
    const { code, text, answers } = payload;
    if (!mayChangeCrime(report, shift.officer)) return 'NotYourCrime';
    if (isChangedSince(call, report)) return 'conflict';
    const force = forceOf(shift.officer.staffId);
    const words = wordsOfCode(await findCodes(transaction, 'outcome', force), String(code));
    if (words === undefined) return refused('CodeUnknown', 'code');
    const needs = needsOf(await findCodes(transaction, 'outcomeNeed', force), code);
    const [unmet] = unmetNeeds(needs, report, answers);
    if (unmet !== undefined) return refused('OutcomeNeedsMore', ...whereAnswered(answers, unmet.code));
    const said = answers.map((answer) => ({ text: answer.text, label: wordsOfCode(needs, answer.need) ?? answer.label }));
    return withOutcome(report, { code, words, text, answers: said }, by);
  });

/** The answer to a need; where there is none, the outcome that asks for it. */
const whereAnswered = (answers: readonly { readonly need: string }[], need: string) => {
  const at = answers.findIndex((answer) => answer.need === need);
  return at < 0 ? ['code'] : ['answers', at, 'text'];
};

/** crime crime.victimUpdate: one more thing that a victim was told. */
export const tellVictim: Handler<'crime.victimUpdate'> = (call) =>
  onCrime(call, 'more', (report, { at, by, collarNumber }) => {
    if (!mayChangeCrime(report, call.shift.officer)) return 'NotYourCrime';
    if ((report.victimUpdates?.length ?? 0) >= MOST_VICTIM_UPDATES) return 'HistoryFull';
    const { told, how, text, nextDue } = call.payload;
    const update = { at: decidedAt(told, call), by, collarNumber, how, text, ...(nextDue === undefined ? {} : { nextDue }) };
    return withVictimUpdate(report, update, { at, by, collarNumber });
  });

/** crime crime.review: a supervisor approves the report or returns it with reasons. */
export const reviewCrime: Handler<'crime.review'> = (call) =>
  onCrime(call, call.payload.state === 'returned' ? 'return' : 'close', (report, by) => {
    const { officer } = call.shift;
    if (!mayReviewCrime(report, officer)) return 'OnlySupervisorsReview';
    if (call.payload.state === 'approved' && !mayApproveCrime(report, officer)) return 'OwnOutcome';
    return isChangedSince(call, report) ? 'conflict' : reviewedCrime(report, call.payload, by);
  });

/** What victims were told since changes nothing of what was decided on. */
const isChangedSince = ({ baseVersion }: CommandCall<unknown>, report: Crime): boolean =>
  isDecidedSince(report, baseVersion, 'victimUpdate');

/** The report after a decision, or why there is none. */
type Decided = Crime | 'conflict' | CommandRefusal | Refused;

/** Carries out what an officer decides about a report that the officer may see, in the room that it leaves in it. */
const onCrime = async <Payload extends { readonly at: string }>(
  call: CommandCall<Payload>,
  free: keyof typeof LEFT_FREE,
  decide: (report: Crime, by: DecidedBy) => Promise<Decided> | Decided,
): Promise<CommandOutcome> => {
  const { transaction, shift, itemId, payload } = call;
  const { officer } = shift;
  const found = await findVisible(transaction, { system: 'crime', kind: 'crime', id: itemId }, crime, officer);
  if (found === undefined) return refused('NotFound');
  const { item } = found;
  const by = { at: decidedAt(payload.at, call), by: formalName(officer), collarNumber: officer.collarNumber };
  const report = { ...found.body, version: item.version };
  const after = await decide(report, by);
  if (after === report) return { kind: 'done', itemId, version: item.version };
  if (after === 'conflict') return { kind: 'conflict', itemKind: 'crime', itemId, version: item.version, data: item.body };
  if (typeof after === 'string') return refused(after);
  if ('kind' in after) return after;
  if (!hasRoom(after, free)) return refused('HistoryFull');
  const [version = 0] = await call.publish([{ kind: 'crime', id: itemId, body: after }]);
  return { kind: 'done', itemId, version };
};
