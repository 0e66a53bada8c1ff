import { useState } from 'react';
import { isReviewer } from '../../../../contracts/domain/task-steps.ts';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { TextField, type When, WhenField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, longFault, some, whenFault, whenOf } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { useCalled } from '../useCalled.ts';
import { OfficerField } from './OfficerField.tsx';

const { change: w } = strings.tasks;
const { wrong, task } = strings.forms;

/** `who`: what was typed to find the owner, a collar number. */
interface Fields {
  readonly who: string;
  readonly owner: string;
  readonly due: When;
  readonly text: string;
}

/** Of a draft, or of a command that HQ did not take. */
const readFields = (kept: Readonly<Record<string, unknown>>, fresh: Fields): Fields => {
  if ('due' in kept) return fitted(fresh, kept);
  const { owner, dueAt, text } = fitted({ owner: fresh.owner, dueAt: '', text: '' }, kept);
  return { who: owner, owner, due: dueAt === '' ? fresh.due : whenOf(dueAt), text };
};

/** What the form says otherwise than the task. The time of day is typed in minutes: seconds are no change. */
const changeOf = ({ owner, due }: Fields, { owner: was, dueAt }: ShownTask) => {
  const isDue = JSON.stringify(due) !== JSON.stringify(whenOf(dueAt)) ? instantOf(due, 'coming') : undefined;
  return { ...(owner === was ? {} : { owner }), ...(isDue === undefined ? {} : { dueAt: isDue }) };
};

/** Its owner gives a task to another officer of the team; a supervisor to anybody, or more or less time. */
export const ChangeTask = ({ open, task: shown }: { readonly open: OpenForm; readonly task: ShownTask }) => {
  const { link, officer } = useWorkspace();
  const setsDue = isReviewer(shown, officer);
  const called = useCalled();
  const [fresh] = useState<Fields>(() => ({ who: shown.owner, owner: shown.owner, due: whenOf(shown.dueAt), text: '' }));
  const back = backFrom('task.change', shown.id);
  const check = (fields: Fields) => {
    const change = changeOf(fields, shown);
    const due = whenFault(fields.due);
    return faultsOf({
      owner:
        fields.owner === ''
          ? task.noOwner
          : due === undefined && Object.keys(change).length === 0
            ? setsDue
              ? w.nothing
              : task.noOwner
            : undefined,
      due: due ?? (change.dueAt !== undefined && change.dueAt <= new Date().toISOString() ? wrong.past : undefined),
      text: fields.text === '' ? undefined : longFault(fields.text),
    });
  };
  return (
    <CommandForm
      open={{ ...open, about: shown.id }}
      system="crime"
      command="task.change"
      back={back}
      initial={open.payload === undefined ? fresh : readFields(open.payload, fresh)}
      read={(kept) => readFields(kept, fresh)}
      title={({ text }) => text}
      check={check}
      payload={(fields) => ({ taskId: shown.id, ...changeOf(fields, shown), ...some('text', fields.text) })}
      fieldOf={([name = '']) => (name === 'dueAt' ? 'due' : name)}
      summary={() => w.summary(shown.title)}
      madeLocation={() => back}
      words={() => ({
        title: setsDue ? w.title : w.handOver,
        about: `${strings.app.numberOf(shown.id)}. ${shown.title}`,
        lead: setsDue ? w.lead(called(shown.owner)) : w.leadOwn,
        send: link?.link === 'offline' ? w.keep : setsDue ? w.send : w.handOver,
      })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <FormPart>
            <OfficerField
              name="owner"
              anybody={officer.roles.includes('supervisor')}
              typed={fields.who}
              chosen={fields.owner}
              wrong={faults['owner']}
              change={(who, owner) => change({ who, owner })}
            />
            {setsDue && <WhenField {...field('due')} />}
            <TextField long {...field('text')} hint={w.textHint} />
          </FormPart>
        );
      }}
    </CommandForm>
  );
};
