import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { useRef } from 'react';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { Faults, Form } from '../../../workspace/form/useForm.ts';
import { codesOf, useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { crimeDoubts, crimeFaults } from './crimeFaults.ts';
import { type CrimeFields, type FromLog, newCrime } from './crimeFields.ts';
import { crimeOf, readCrime } from './crimeKept.ts';
import { crimePayload } from './crimePayload.ts';
import { Check } from './steps/Check.tsx';
import { How } from './steps/How.tsx';
import { Known } from './steps/Known.tsx';
import { type Place, Questions } from './steps/Questions.tsx';
import { Rail } from './steps/Rail.tsx';
import { Recorded } from './steps/Recorded.tsx';
import type { GoTo } from './steps/step.ts';
import { headingOf, stepShown } from './steps/stepsShown.ts';
import { useSteps } from './steps/useSteps.ts';
import { firstUnseen, reportFieldOf, stepBy } from './steps.ts';

const { crime: w } = strings.forms;

/** A new report, asked question by question. `from`: the log it comes from, which answers what it knows. */
export const NewCrime = ({ open, from }: { readonly open: OpenForm; readonly from: FromLog | undefined }) => {
  const { officer, link, codeLists } = useWorkspace();
  const now = useNow();
  const lists = {
    areas: codesOf(codeLists, 'area', officer.staffId),
    postcodeAreas: codesOf(codeLists, 'postcodeArea', officer.staffId),
  };
  const initial = useRef<CrimeFields>(undefined);
  initial.current ??= newCrime(officer, from);
  const fresh = initial.current;
  const { looked, placeFrom, goFrom, note } = useSteps(open, open.refusal && reportFieldOf(open.refusal.field));
  const placeIn = ({ seen }: CrimeFields): Place => placeFrom(firstUnseen(seen));
  const seenIn = ({ seen }: CrimeFields): readonly string[] => [...new Set([...seen, ...looked])];
  const goToIn = (form: Form<CrimeFields>): GoTo => goFrom(form, firstUnseen(form.draft.fields.seen));
  const faultsOf = ({ draft, attachments: { fault } }: Form<CrimeFields>): Faults => ({
    ...crimeFaults(draft.fields, lists, now),
    ...(fault === undefined ? {} : { attachments: fault }),
  });
  const guide = (form: Form<CrimeFields>) => {
    const { fields } = form.draft;
    const { step } = placeIn(fields);
    const all = faultsOf(form);
    const wrong = Object.keys(all).length;
    const goTo = goToIn(form);
    const [back, on] = [stepBy(step, -1), stepBy(step, 1)];
    const isLast = step === 'check';
    return {
      rail: <Rail at={step} shown={(one) => stepShown(one, fields, fresh, all, seenIn(fields))} goTo={goTo} />,
      known: from !== undefined && !isLast && <Known {...from} />,
      before: back !== step && (
        <Button icon={<ArrowLeft20Regular />} aria-keyshortcuts="Control+PageUp" onClick={() => goTo(back)}>
          {w.steps[back]}
        </Button>
      ),
      send: isLast ? (wrong > 0 ? w.rightFirst(wrong) : link?.link === 'offline' ? w.keep : w.send) : w.steps[on],
      sendIcon: isLast ? <Send20Filled /> : <ArrowRight20Regular />,
      toRight: isLast ? wrong : 0,
      busy: form.busy || (isLast && wrong > 0),
      submit: () => (isLast && wrong === 0 ? form.submit() : goTo(on)),
    };
  };
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.create"
      back={backFrom('crime.create', open.about)}
      left={{ pane: 'crime', scope: 'mine' }}
      initial={open.payload === undefined ? fresh : crimeOf(open.payload, fresh)}
      read={(kept) => readCrime(kept, fresh)}
      title={({ what, place }) => what || place}
      check={(fields) => crimeFaults(fields, lists, new Date())}
      payload={crimePayload}
      fieldOf={reportFieldOf}
      summary={({ what }) => w.summary(what)}
      madeLocation={(id) => ({ pane: 'crime', scope: 'mine', id })}
      words={(fields) => ({ ...headingOf(fields), send: w.send })}
      mark={({ marking }) => <Marking marking={marking} />}
      guide={guide}
    >
      {(fields, change, faults, form) => {
        const typed = (some: Partial<CrimeFields>): void => change({ ...some, seen: seenIn(fields) });
        const props = { fields, change: typed, faults, from };
        const goTo = goToIn(form);
        return (
          <>
            {from !== undefined && <Recorded crimes={from.log.crimes} />}
            <Questions
              {...props}
              place={placeIn(fields)}
              goTo={goTo}
              note={note}
              formRef={form.formRef}
              how={<How {...props} attachments={form.attachments} />}
              check={<Check fields={fields} change={typed} all={faultsOf(form)} doubts={crimeDoubts(fields, lists, now)} goTo={goTo} />}
            />
          </>
        );
      }}
    </CommandForm>
  );
};
