import type { LeaveKind } from '../../../../contracts/domain/leave-cost.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import type { Location } from '../../../workspace/location.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { type Before, CameBack } from './CameBack.tsx';
import { LeaveDays } from './LeaveDays.tsx';
import { LeaveLeft } from './LeaveLeft.tsx';
import { askedDays, freshLeave, type LeaveFields, leaveFaults, leaveOf, leavePayload, readLeave, totalOf } from './leaveFields.ts';
import type { HrFacts } from './useHrFacts.ts';

const { leave: w, amount } = strings.hr;

/** Leave, day by day, with what each costs and what is left of it. */
export const LeaveForm = ({
  open,
  back,
  facts,
}: {
  readonly open: BegunForm & Before;
  readonly back: Location;
  readonly facts: HrFacts;
}) => {
  const { link, today } = useWorkspace();
  const shift = today.state.kind === 'ready' ? today.state.value.shift : undefined;
  const supervisor = shift?.known ? shift.value.supervisor : undefined;
  const offline = link?.link === 'offline';
  const send = (fields: LeaveFields): string => {
    const total = totalOf(askedDays(fields, facts));
    if (total === 0) return w.nothing;
    return (offline ? w.keep : w.send)(amount(fields.kind, total));
  };
  return (
    <CommandForm
      open={open}
      system="people"
      command="leave.request"
      back={back}
      initial={open.payload === undefined ? freshLeave : leaveOf(open.payload)}
      read={readLeave}
      title={({ first, last }) => (first === '' ? '' : `${w.title}: ${first} to ${last}`)}
      check={(fields: LeaveFields) => leaveFaults(fields, facts, new Date())}
      payload={(fields) => leavePayload(fields, facts)}
      summary={({ first, last }) => `${w.title}: ${first} to ${last}`}
      madeLocation={(id) => ({ pane: 'people', view: 'requests', id })}
      words={(fields) => ({
        title: w.title,
        lead: supervisor === undefined ? w.lead : w.leads(`${supervisor.rank} ${supervisor.collarNumber} ${supervisor.name}`),
        send: send(fields),
      })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <CameBack reason={open.cameBack} />
              <ChoiceField<LeaveKind>
                {...field('kind')}
                choices={w.kinds}
                change={(kind) => change({ kind, ...(kind === fields.kind ? {} : { parts: [] }) })}
              />
              <TextField {...field('first')} hint={w.firstHint} />
              <TextField {...field('last')} hint={w.lastHint} />
              <LeaveDays fields={fields} facts={facts} change={change} />
              <TextField long {...field('text')} hint={w.textHint} />
            </FormPart>
            <FormPart title={w.left}>
              <LeaveLeft fields={fields} facts={facts} />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
