import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { collarNumber, instant } from '../domain/common.ts';
import { taskNumber, taskPriority } from '../domain/crime.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { missingNumber } from '../domain/missing-number.ts';
import { LONG_TEXT_LENGTH, maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const taskId = itemId(taskNumber);
const step = { item: 'task', itemField: 'taskId' } as const;
/** What is said with a step: a note, a result, a reason. */
const said = z.object({ taskId, text: writtenText(LONG_TEXT_LENGTH), at: instant });

/**
 * CaseMan tasks, by the rules of domain/task-steps.ts. What changes a task is a conflict (409) where somebody decided something about it since
 * baseVersion; notes that came since are none.
 */
export const taskCommands = {
  /** A supervisor sets an officer a task. */
  'task.create': {
    effect: 'create',
    item: 'task',
    references: { crimeId: { kind: 'crime' }, incidentId: { kind: 'incident' }, missingId: { kind: 'missing' } },
    payload: z.object({
      title: writtenText(200),
      text: writtenText(LONG_TEXT_LENGTH),
      crimeId: itemId(crimeNumber).optional(),
      incidentId: itemId(incidentNumber).optional(),
      missingId: itemId(missingNumber).optional(),
      owner: collarNumber,
      priority: taskPriority,
      dueAt: instant,
      attachments: attachments.optional(),
      at: instant,
    }),
    refusals: ['OnlySupervisorsSetTasks', 'OwnerUnknown'],
  },
  /** The owner of a new task takes it on. */
  'task.accept': {
    ...step,
    effect: 'change',
    payload: z.object({ taskId, at: instant }),
    refusals: ['OnlyTheOwnerAccepts', 'NotNewAnyMore', 'HistoryFull'],
  },
  /** How it goes, by its owner, who set it or a supervisor. The owner's makes it in progress. */
  'task.note': { ...step, effect: 'append', payload: said, refusals: ['NotYourTask', 'TaskClosed', 'HistoryFull'] },
  /** Its owner has done it: the text is its result. */
  'task.result': { ...step, effect: 'change', payload: said, refusals: ['NotYourTask', 'TaskNotWithYou', 'HistoryFull'] },
  /** Its owner gives it back undone, or a supervisor wants more of it: the text says why. */
  'task.return': { ...step, effect: 'change', payload: said, refusals: ['NotYourTask', 'TaskNotWithYou', 'HistoryFull'] },
  /** A supervisor, never its owner, takes what was done for done; it is closed. */
  'task.approve': {
    ...step,
    effect: 'change',
    payload: z.object({ taskId, text: maybeText(LONG_TEXT_LENGTH).optional(), at: instant }),
    refusals: ['OnlySupervisorsApprove', 'TaskNotWithYou', 'HistoryFull'],
  },
  /**
   * Its owner, or a supervisor, gives it to another officer, who has it new: an owner to one of the own team. A supervisor also gives more or
   * less time. The text says why, and what the next owner should know.
   */
  'task.change': {
    ...step,
    effect: 'change',
    payload: z
      .object({
        taskId,
        owner: collarNumber.optional(),
        dueAt: instant.optional(),
        text: maybeText(LONG_TEXT_LENGTH).optional(),
        at: instant,
      })
      .refine(({ owner, dueAt }) => owner !== undefined || dueAt !== undefined),
    refusals: ['NotYourTask', 'OnlySupervisorsChangeTasks', 'OwnerUnknown', 'NotOfYourTeam', 'TaskClosed', 'TaskNotWithYou', 'HistoryFull'],
  },
} as const satisfies SystemContract['commands'];
