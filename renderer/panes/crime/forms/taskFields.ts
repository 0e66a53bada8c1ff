import { addDays, forceDay } from '../../../../contracts/domain/force-calendar.ts';
import type { TodayView } from '../../../../contracts/ipc/today.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, longFault, oneOf, textFault, whenFault, whenOf, written } from '../../../workspace/form/values.ts';
import { isMissingReport } from '../numbers.ts';

type Payload = Given<'crime', 'task.create'>;

/** A new task as its form has it. `who`: what was typed to find its owner, a collar number; `crimeId`, `missingId`: none is "". */
export interface TaskFields {
  readonly what: string;
  readonly text: string;
  readonly who: string;
  readonly owner: string;
  readonly priority: Payload['priority'];
  readonly due: When;
  readonly crimeId: string;
  readonly missingId: string;
}

const { task: w, wrong } = strings.forms;
/** When a supervisor who has no next duty wants it done: the end of an early duty, a day from now. */
const NO_DUTY_ENDS = '15:00';

/** Due by the end of the supervisor's next duty. `about`: the report that it is set on, or "". */
export const newTask = (shift: TodayView['shift'] | undefined, about: string, now: Date): TaskFields => {
  const end = shift?.known ? shift.value.nextDuty?.end : undefined;
  const due = end === undefined ? { day: typedDay(addDays(forceDay(now), 1)), time: NO_DUTY_ENDS } : whenOf(end);
  return {
    what: '',
    text: '',
    who: '',
    owner: '',
    priority: 'normal',
    due,
    ...(isMissingReport(about) ? { crimeId: '', missingId: about } : { crimeId: about, missingId: '' }),
  };
};

/** A task that HQ did not take, to be changed. */
export const taskOf = (payload: Readonly<Record<string, unknown>>, otherwise: TaskFields): TaskFields => {
  const given = fitted({ title: '', text: '', owner: '', priority: '', dueAt: '', crimeId: '', missingId: '' }, payload);
  return {
    ...{ what: given.title, text: given.text, who: given.owner, owner: given.owner, crimeId: given.crimeId, missingId: given.missingId },
    priority: oneOf(w.priorities, given.priority, 'normal'),
    due: given.dueAt === '' ? otherwise.due : whenOf(given.dueAt),
  };
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept (main/sync/outbox-decisions.ts). */
export const readTask = (kept: Readonly<Record<string, unknown>>, otherwise: TaskFields): TaskFields => {
  if (!('what' in kept) && 'title' in kept) return taskOf(kept, otherwise);
  const read = fitted(otherwise, kept);
  return { ...read, priority: oneOf(w.priorities, read.priority, 'normal') };
};

export const taskFaults = ({ what, text, owner, due }: TaskFields, now: Date): Faults =>
  faultsOf({
    what: textFault(what, w.none.what),
    text: longFault(text, w.none.text),
    owner: owner === '' ? w.noOwner : undefined,
    due: whenFault(due) ?? ((instantOf(due, 'coming') ?? '') <= now.toISOString() ? wrong.past : undefined),
  });

/** The command of a form without faults. */
export const taskPayload = ({ what, text, owner, priority, due, crimeId, missingId }: TaskFields): Payload => ({
  ...{ title: written(what), text: written(text), owner, priority, dueAt: instantOf(due, 'coming') ?? '' },
  ...(crimeId === '' ? {} : { crimeId }),
  ...(missingId === '' ? {} : { missingId }),
});
