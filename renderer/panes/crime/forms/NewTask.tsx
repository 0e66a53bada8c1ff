import { useRef } from 'react';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField, WhenField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { OfficerField } from './OfficerField.tsx';
import { ReportField } from './ReportField.tsx';
import { newTask, readTask, type TaskFields, taskFaults, taskOf, taskPayload } from './taskFields.ts';

const { task: w } = strings.forms;

/** A supervisor sets an officer a task: on a report, or alone. */
export const NewTask = ({ open }: { readonly open: OpenForm }) => {
  const { today, link } = useWorkspace();
  const shift = today.state.kind === 'ready' ? today.state.value.shift : undefined;
  // As it was when the form was opened: what is suggested does not change under the typing hand.
  const initial = useRef<TaskFields>(undefined);
  initial.current ??= newTask(shift, open.about ?? '', new Date());
  const fresh = initial.current;
  return (
    <CommandForm
      open={open}
      system="crime"
      command="task.create"
      back={backFrom('task.create', open.about)}
      initial={open.payload === undefined ? fresh : taskOf(open.payload, fresh)}
      read={(kept) => readTask(kept, fresh)}
      title={({ what }) => what}
      check={(fields) => taskFaults(fields, new Date())}
      carries
      payload={taskPayload}
      fieldOf={([name = '']) => ({ title: 'what', dueAt: 'due' })[name] ?? name}
      summary={({ owner, what }) => w.summary(owner, what)}
      madeLocation={(id) => ({ pane: 'crime', scope: 'tasks', id })}
      words={() => ({ title: w.title, lead: strings.forms.lead, send: link?.link === 'offline' ? w.keep : w.send })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <TextField {...field('what')} hint={w.whatHint} />
              <TextField long {...field('text')} hint={w.textHint} />
              <ReportField crimeId={fields.crimeId} missingId={fields.missingId} change={change} />
            </FormPart>
            <FormPart>
              <OfficerField
                name="owner"
                typed={fields.who}
                chosen={fields.owner}
                wrong={faults['owner']}
                change={(who, owner) => change({ who, owner })}
              />
              <ChoiceField
                name="priority"
                label={w.priority}
                choices={w.priorities}
                value={fields.priority}
                change={(priority) => change({ priority })}
              />
              <WhenField {...field('due')} />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
