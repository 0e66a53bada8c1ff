import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { collarNumber, day, instant } from '../domain/common.ts';
import { taskNumber } from '../domain/crime.ts';
import { dutyId } from '../domain/duty.ts';
import { expenseNumber } from '../domain/expense.ts';
import { expenseKinds, MOST_PENCE } from '../domain/expense-rules.ts';
import { MOST_SWAP_DAYS } from '../domain/hr-limits.ts';
import {
  askedDay,
  compensatedAs,
  leaveKind,
  leaveNumber,
  MOST_LEAVE_DAYS,
  overtimeNumber,
  REQUEST_TEXT_LENGTH,
} from '../domain/hr-request.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { askedDetails, detailsNumber } from '../domain/own-details.ts';
import { certificateKinds, sicknessNumber } from '../domain/sickness.ts';
import { swapDay, swapNumber } from '../domain/swap.ts';
import { maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const leaveId = itemId(leaveNumber);
const overtimeId = itemId(overtimeNumber);
const expenseId = itemId(expenseNumber);
const detailsId = itemId(detailsNumber);
const decision = z.enum(['approve', 'return']);
const answer = maybeText(REQUEST_TEXT_LENGTH).optional();
const anyRefusal = ['RequestNotOpen'] as const;
const swapId = itemId(swapNumber);
const swapRefusals = [
  ...['PartnerUnknown', 'DayNotPublished', 'DayPassed', 'DayAskedFor', 'NotToBeSwapped', 'OtherRank', 'NothingToSwap'],
  ...['RosterChanged', 'RestTooShort'],
] as const;
const sicknessId = itemId(sicknessNumber);
const sicknessRefusals = ['NotYourSickness', 'NotSick'] as const;
const anyDecision = ['OnlyTheTeamsSupervisor', 'ReturnNeedsAReason', ...anyRefusal] as const;
const decideRefusals = [...anyDecision, 'RosterChanged', 'BalanceMissing'] as const;

/**
 * What officers ask of HR and their supervisors decide, by the rules of domain/hr-steps.ts. A request carries what it costs as the officer
 * saw it: HQ works it out again by its own roster, and does not take one that costs something else by now.
 */
export const peopleCommands = {
  'leave.request': {
    effect: 'create',
    item: 'leave',
    payload: z.object({
      kind: leaveKind,
      days: z.array(askedDay).min(1).max(MOST_LEAVE_DAYS),
      text: maybeText(REQUEST_TEXT_LENGTH).optional(),
      at: instant,
    }),
    refusals: [
      ...['DayNotPublished', 'PartNotTaken', 'RosterChanged', 'BalanceMissing', 'NotEnoughLeft', 'LeaveYearNotOpened'],
      ...['CostsNothing', 'DayAskedFor', 'DayPassed'],
    ] as const,
  },
  /** By the officer whose it is, while nobody has decided. */
  'leave.withdraw': {
    effect: 'change',
    item: 'leave',
    itemField: 'leaveId',
    payload: z.object({ leaveId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** Approved it is taken off the balance and changes the roster; a return says why. OfficerUnknown: no longer in the force. */
  'leave.decide': {
    effect: 'change',
    item: 'leave',
    itemField: 'leaveId',
    payload: z.object({ leaveId, decision, text: answer, at: instant }),
    refusals: [...decideRefusals, 'NotEnoughLeft', 'LeaveYearNotOpened', 'OfficerUnknown'],
  },
  /** Its officer has looked at the answer. Done once; said again it changes nothing. */
  'leave.seen': {
    effect: 'append',
    item: 'leave',
    itemField: 'leaveId',
    payload: z.object({ leaveId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** Of a log or a task. */
  'overtime.claim': {
    effect: 'create',
    item: 'overtime',
    references: { incidentId: { kind: 'incident' }, taskId: { kind: 'task' } },
    payload: z.object({
      incidentId: itemId(incidentNumber).optional(),
      taskId: itemId(taskNumber).optional(),
      from: instant,
      to: instant,
      toldAt: instant.optional(),
      travelMinutes: z.number().int().min(0).max(360).optional(),
      text: writtenText(REQUEST_TEXT_LENGTH),
      as: compensatedAs,
      /** The sum as the officer saw it, in minutes. */
      counted: z.number().int().min(0),
      timeOff: z.number().int().min(0),
      at: instant,
    }),
    refusals: [
      ...['NoOvertimeRank', 'ClaimNamesNothing', 'NothingToClaim', 'SumChanged', 'TimeClaimed', 'NotWorkedYet'],
      ...['EndsBeforeItBegins', 'LongerThanADay', 'DayNotPublished', 'WithinTheTour', 'NotOvertime', 'NoRuleForDay'],
    ] as const,
  },
  'overtime.withdraw': {
    effect: 'change',
    item: 'overtime',
    itemField: 'overtimeId',
    payload: z.object({ overtimeId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** Approved as time off it is added to the balance. */
  'overtime.decide': {
    effect: 'change',
    item: 'overtime',
    itemField: 'overtimeId',
    payload: z.object({ overtimeId, decision, text: answer, at: instant }),
    refusals: decideRefusals,
  },
  'overtime.seen': {
    effect: 'append',
    item: 'overtime',
    itemField: 'overtimeId',
    payload: z.object({ overtimeId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** What was laid out on duty, with its receipt. */
  'expense.claim': {
    effect: 'create',
    item: 'expense',
    payload: z.object({
      kind: z.enum(expenseKinds),
      day,
      pence: z.number().int().min(1).max(MOST_PENCE),
      text: writtenText(REQUEST_TEXT_LENGTH),
      attachments: attachments.optional(),
      at: instant,
    }),
    refusals: ['StillToCome', 'TooLongAgo'],
  },
  'expense.withdraw': {
    effect: 'change',
    item: 'expense',
    itemField: 'expenseId',
    payload: z.object({ expenseId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** Approved it goes to pay. */
  'expense.decide': {
    effect: 'change',
    item: 'expense',
    itemField: 'expenseId',
    payload: z.object({ expenseId, decision, text: answer, at: instant }),
    refusals: anyDecision,
  },
  'expense.seen': {
    effect: 'append',
    item: 'expense',
    itemField: 'expenseId',
    payload: z.object({ expenseId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** The officer's own telephone number, next of kin or address, as it is to be. */
  'details.change': {
    effect: 'create',
    item: 'details',
    payload: z
      .object({ ...askedDetails, at: instant })
      .refine(({ telephone, nextOfKin, address }) => [telephone, nextOfKin, address].some((one) => one !== undefined)),
    refusals: [],
  },
  'details.withdraw': {
    effect: 'change',
    item: 'details',
    itemField: 'detailsId',
    payload: z.object({ detailsId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** Approved it stands in HR's record, and a telephone number in the directory. OfficerUnknown: no longer in the force. */
  'details.decide': {
    effect: 'change',
    item: 'details',
    itemField: 'detailsId',
    payload: z.object({ detailsId, decision, text: answer, at: instant }),
    refusals: [...anyDecision, 'OfficerUnknown'],
  },
  'details.seen': {
    effect: 'append',
    item: 'details',
    itemField: 'detailsId',
    payload: z.object({ detailsId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** With a colleague of the team, each day as the officer saw both rosters. */
  'swap.ask': {
    effect: 'create',
    item: 'swap',
    payload: z.object({
      partner: collarNumber,
      days: z.array(swapDay).min(1).max(MOST_SWAP_DAYS),
      text: maybeText(REQUEST_TEXT_LENGTH).optional(),
      at: instant,
    }),
    refusals: swapRefusals,
  },
  'swap.withdraw': {
    effect: 'change',
    item: 'swap',
    itemField: 'swapId',
    payload: z.object({ swapId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** By the colleague whom it is asked of. */
  'swap.answer': {
    effect: 'change',
    item: 'swap',
    itemField: 'swapId',
    payload: z.object({ swapId, decision: z.enum(['agree', 'decline']), text: answer, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** Approved each works what the other was rostered for; both rosters are judged again. */
  'swap.decide': {
    effect: 'change',
    item: 'swap',
    itemField: 'swapId',
    payload: z.object({ swapId, decision, text: answer, at: instant }),
    refusals: [...anyDecision, ...swapRefusals],
  },
  'swap.seen': {
    effect: 'append',
    item: 'swap',
    itemField: 'swapId',
    payload: z.object({ swapId, at: instant }),
    refusals: ['NotYourRequest', ...anyRefusal],
  },
  /** The officer is off sick from that day on: the roster and the team's cover say so. */
  'sickness.report': {
    effect: 'create',
    item: 'sickness',
    payload: z.object({ firstDay: day, text: maybeText(REQUEST_TEXT_LENGTH).optional(), at: instant }),
    refusals: ['SickAlready', 'FirstDayTooFar'],
  },
  /** It was reported by mistake: the roster is as it was. */
  'sickness.withdraw': {
    effect: 'change',
    item: 'sickness',
    itemField: 'sicknessId',
    payload: z.object({ sicknessId, at: instant }),
    refusals: sicknessRefusals,
  },
  /** Fit for duty from that day on: the roster is again as it was from there. */
  'sickness.fit': {
    effect: 'change',
    item: 'sickness',
    itemField: 'sicknessId',
    payload: z.object({ sicknessId, backOn: day, at: instant }),
    refusals: [...sicknessRefusals, 'BackTooEarly', 'BackTooFar'],
  },
  /** The officer's own certificate, or a doctor's fit note with its picture. */
  'sickness.certify': {
    effect: 'append',
    item: 'sickness',
    itemField: 'sicknessId',
    payload: z.object({
      sicknessId,
      ...{ kind: z.enum(certificateKinds), from: day, to: day },
      text: maybeText(REQUEST_TEXT_LENGTH).optional(),
      attachments: attachments.optional(),
      at: instant,
    }),
    refusals: [
      ...sicknessRefusals,
      ...['EndsBeforeItBegins', 'OutsideTheSickness', 'SelfCertificateTooLong', 'FitNoteTooLong', 'CertificatesFull'],
    ] as const,
  },
  /** The officer has seen what the roster desk changed, at that time: of what it changed again since, nothing is said. */
  'duty.acknowledge': {
    effect: 'append',
    item: 'duty',
    itemField: 'dutyId',
    payload: z.object({ dutyId, changedAt: instant, at: instant }),
    refusals: [],
  },
} as const satisfies SystemContract['commands'];
