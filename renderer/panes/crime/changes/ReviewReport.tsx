import { mayApproveCrime } from '../../../../contracts/domain/crime-steps.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { faultsOf, fitted, longFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { useCalled } from '../useCalled.ts';
import { aboutReview } from './aboutCrime.ts';

const w = strings.changes.review;
const nothing = { state: '', text: '' };
const isState = (state: string): state is 'approved' | 'returned' => state === 'approved' || state === 'returned';

/** A supervisor approves a report or returns it with reasons; what either does is said before. */
export const ReviewReport = ({ open, crime }: { readonly open: OpenForm; readonly crime: ShownCrime }) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const called = useCalled();
  const back = backFrom('crime.review', crime.id);
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.review"
      back={back}
      initial={open.payload === undefined ? nothing : fitted(nothing, open.payload)}
      read={(kept) => fitted(nothing, kept)}
      title={({ text }) => text}
      check={({ state, text }) =>
        faultsOf({
          state: !isState(state) ? w.noState : state === 'approved' && !mayApproveCrime(crime, officer) ? w.own : undefined,
          text: longFault(text, state === 'returned' ? w.noText : undefined),
        })
      }
      payload={({ state, text }) => ({ crimeId: crime.id, state: isState(state) ? state : 'approved', text: written(text) })}
      summary={({ state }) => w.summary(state)}
      madeLocation={() => back}
      words={() => ({
        title: w.title(strings.app.numberOf(crime.id)),
        about: aboutReview(crime, now),
        lead: w.lead(crime.officerInCase && called(crime.officerInCase)),
        send: w.send,
      })}
    >
      {({ state, text }, change, faults) => (
        <FormPart>
          <ChoiceField
            name="state"
            label={w.state}
            choices={w.states as Readonly<Record<string, string>>}
            value={state}
            hint={state === 'returned' ? w.ifReturned : state === 'approved' ? w.ifApproved : undefined}
            wrong={faults['state']}
            change={(next) => change({ state: next })}
          />
          <TextField long name="text" label={w.text} value={text} wrong={faults['text']} change={(next) => change({ text: next })} />
        </FormPart>
      )}
    </CommandForm>
  );
};
