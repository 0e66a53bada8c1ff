import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { taskNumber } from '../domain/crime.ts';
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
import { maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const leaveId = itemId(leaveNumber);
const overtimeId = itemId(overtimeNumber);
const decision = z.enum(['approve', 'return']);
const answer = maybeText(REQUEST_TEXT_LENGTH).optional();
const anyRefusal = ['RequestNotOpen'] as const;
const decideRefusals = ['OnlyTheTeamsSupervisor', 'ReturnNeedsAReason', 'RosterChanged', 'BalanceMissing', ...anyRefusal] as const;

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
} as const satisfies SystemContract['commands'];
