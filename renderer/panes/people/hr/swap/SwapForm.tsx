import { areOfOneRank } from '../../../../../contracts/domain/swap-rules.ts';
import { api } from '../../../../api.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { CommandForm } from '../../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import type { Location } from '../../../../workspace/location.ts';
import type { BegunForm } from '../../../../workspace/pane.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { type Before, CameBack } from '../CameBack.tsx';
import s from '../hr.module.css';
import type { HrFacts } from '../useHrFacts.ts';
import { useRequestForm } from '../useRequestForm.ts';
import { SwapTable } from './SwapBody.tsx';
import {
  colleagues,
  freshSwap,
  readSwap,
  type SwapFields,
  type SwapKnown,
  swapDays,
  swapFaults,
  swapPayload,
  swapRefusal,
} from './swapFields.ts';

const { swap: w } = strings.hr;

/** A swap of one day or two with a colleague of the team, with what either works then and whether the rest between duties is kept. */
export const SwapForm = ({
  open,
  back,
  facts: held,
}: {
  readonly open: BegunForm & Before;
  readonly back: Location;
  readonly facts: HrFacts;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const { state } = useFetched(['people.team'], () => api.people.team(null), { topics: ['people'] });
  const team = state.kind === 'ready' ? state.value : [];
  const facts: SwapKnown = {
    ...held,
    otherRank: new Set(team.filter((one) => !areOfOneRank(one, officer)).map(({ collarNumber }) => collarNumber)),
  };
  return (
    <CommandForm
      open={open}
      system="people"
      command="swap.ask"
      back={back}
      initial={open.payload === undefined ? freshSwap : readSwap(open.payload)}
      read={readSwap}
      title={({ first }) => (first === '' ? '' : `${w.title}: ${first}`)}
      check={(fields: SwapFields) => swapFaults(fields, facts, new Date())}
      payload={(fields) => swapPayload(fields, facts)}
      summary={({ first }) => `${w.title}: ${first}`}
      {...useRequestForm(w)}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        const choices = colleagues(fields, facts, officer.collarNumber, now);
        const days = swapDays(fields, facts);
        const refusal = swapRefusal(fields, facts, now);
        return (
          <>
            <FormPart>
              <CameBack reason={open.cameBack} />
              <TextField {...field('first')} hint={w.firstHint} />
              {Object.keys(choices).length === 0 ? <p>{w.noColleagues}</p> : <ChoiceField {...field('partner')} choices={choices} />}
              <TextField {...field('second')} hint={w.secondHint} />
              <TextField long {...field('text')} hint={w.textHint} />
            </FormPart>
            <FormPart title={w.what}>
              {days.length === 0 || fields.partner === '' ? (
                <p>{w.nothingYet}</p>
              ) : (
                <>
                  <SwapTable days={days} own={w.you} theirs={choices[fields.partner]?.split(':')[0] ?? fields.partner} />
                  <p role="status" className={refusal === undefined ? undefined : s.changed}>
                    {refusal === undefined ? w.restKept : w.refusals[refusal]}
                  </p>
                </>
              )}
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
