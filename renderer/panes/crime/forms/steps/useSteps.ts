import { useState } from 'react';
import type { Form } from '../../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import type { OpenForm } from '../../location.ts';
import { placeRemembered, rememberPlace, type Step, type StepPlace, stepOf } from '../steps.ts';
import type { Place } from './Questions.tsx';
import type { GoTo } from './step.ts';

/** Where in a form of questions the officer is, remembered with the form, and the questions that were left. `refused`: the field that HQ named. */
export const useSteps = (open: OpenForm, refused: string | undefined) => {
  const { rename } = useWorkspace();
  const [gone, setGone] = useState<Place | undefined>(() => placeLeft(open.at) ?? placeOf(refused));
  const [looked, setLooked] = useState<readonly Step[]>([]);
  const { payload: _, refusal: __, ...opened } = open;
  const placeFrom = (first: Step, field?: string): Place => gone ?? { step: first, field, turn: 0 };
  return {
    looked,
    /** `first`: where it begins, there in the field `field`. */
    placeFrom,
    /** What was left is looked at, and what is wrong in it is said; before the check, of all of it. */
    goFrom:
      ({ formRef, leave }: Pick<Form<object>, 'formRef' | 'leave'>, first: Step): GoTo =>
      (step, field) => {
        const at = placeFrom(first);
        leave(step === 'check' ? formRef.current : (formRef.current?.querySelector<HTMLElement>(`[data-step="${at.step}"]`) ?? null));
        setLooked((before) => (before.includes(at.step) || at.step === step ? before : [...before, at.step]));
        setGone({ step, field, turn: at.turn + 1 });
      },
    note: (at: StepPlace): void => rename({ pane: 'crime', form: { ...opened, at: rememberPlace(at) } }),
  };
};

/** Where the officer was in it when the work was locked, or the pane was left for another. */
const placeLeft = (at: string | undefined): Place | undefined => {
  const left = placeRemembered(at ?? '');
  return left && { ...left, turn: 0 };
};
const placeOf = (field: string | undefined): Place | undefined =>
  field === undefined ? undefined : { step: stepOf(field), field, turn: 0 };
