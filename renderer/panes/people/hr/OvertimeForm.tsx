import { useRef } from 'react';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../../contracts/ipc/storm.ts';
import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField, WhenField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import type { Location } from '../../../workspace/location.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { type Before, CameBack } from './CameBack.tsx';
import s from './hr.module.css';
import { OvertimeSumView } from './OvertimeSumView.tsx';
import { claimFaults, claimOf, claimPayload, newClaim, type OvertimeFields, readClaim, sumShown } from './overtimeFields.ts';
import type { HrFacts } from './useHrFacts.ts';

const { overtime: w } = strings.hr;

/** Overtime on one of the officer's own logs or tasks, which is chosen and not typed, with its arithmetic. */
export const OvertimeForm = ({
  open,
  back,
  facts,
  logs,
  tasks,
}: {
  readonly open: BegunForm & Before;
  readonly back: Location;
  readonly facts: HrFacts;
  readonly logs: readonly IncidentRow[];
  readonly tasks: readonly ShownTask[];
}) => {
  const { link, officer } = useWorkspace();
  // As it was when the form was opened: what is suggested does not change under the typing hand.
  const initial = useRef<OvertimeFields>(undefined);
  initial.current ??= open.payload === undefined ? newClaim(facts, new Date()) : claimOf(open.payload);
  const taskIds = new Set(tasks.map(({ id }) => id));
  const choices: Readonly<Record<string, string>> = Object.fromEntries([
    ...logs.map(({ id, title }) => [id, w.log(serialOf(id), title)]),
    ...tasks.map(({ id, title }) => [id, w.task(title)]),
  ]);
  const sumOf = (fields: OvertimeFields) => sumShown(fields, facts, officer.rank, taskIds, new Date());
  const send = (fields: OvertimeFields): string => {
    const sum = sumOf(fields);
    if (typeof sum !== 'object') return w.nothing;
    const minutes = fields.as === 'timeOff' ? sum.timeOff : sum.counted;
    return link?.link === 'offline' ? w.keep(minutes) : w.send(minutes);
  };
  return (
    <CommandForm
      open={open}
      system="people"
      command="overtime.claim"
      back={back}
      initial={initial.current}
      read={readClaim}
      title={({ text }) => text || w.title}
      check={(fields: OvertimeFields) => claimFaults(fields, facts, officer.rank, taskIds, new Date())}
      payload={(fields) => claimPayload(fields, facts, officer.rank, taskIds, new Date())}
      summary={({ text }) => `${w.title}: ${text}`}
      madeLocation={(id) => ({ pane: 'people', view: 'requests', id })}
      words={(fields) => ({ title: w.title, lead: w.lead, send: send(fields) })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <CameBack reason={open.cameBack} />
              <WhenField {...field('from')} />
              <WhenField {...field('to')} />
              <ChoiceField {...field('told')} choices={w.toldChoices} />
              {fields.told === 'yes' && <WhenField {...field('toldAt')} />}
              {Object.keys(choices).length === 0 ? <p>{w.noRecords}</p> : <ChoiceField {...field('record')} choices={choices} />}
              <TextField {...field('travel')} hint={w.travelHint} />
              <TextField long {...field('text')} />
              <ChoiceField {...field('as')} choices={w.asChoices as Readonly<Record<OvertimeFields['as'], string>>} />
            </FormPart>
            <div className={s.inSight}>
              <FormPart title={w.sum}>
                <OvertimeSumView sum={sumOf(fields)} />
              </FormPart>
            </div>
          </>
        );
      }}
    </CommandForm>
  );
};
