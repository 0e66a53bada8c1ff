import { useState } from 'react';
import type { Form } from '../form/useForm.ts';
import type { Place } from './Questions.tsx';
import { type GoTo, placeRemembered } from './steps.ts';

/** Where in a form of questions the officer is, and the questions that were left. */
export interface Steps<Step extends string> {
  /** In their order; the last is whether it is right. */
  readonly steps: readonly [Step, ...Step[]];
  readonly last: Step;
  readonly looked: readonly Step[];
  /** `first`: where it begins, there in the field `field`. */
  readonly placeFrom: (first: Step, field?: string) => Place<Step>;
  /** What was left is looked at, and what is wrong in it is said; before the last, of all of it. */
  readonly goFrom: (form: Pick<Form<object>, 'formRef' | 'leave'>, first: Step) => GoTo<Step>;
}

/** `at`: where the officer was in it when the work was locked, or the pane was left for another; `refused`: the field that HQ named. */
export const useSteps = <Step extends string>(
  steps: readonly [Step, ...Step[]],
  stepOf: (name: string) => Step,
  { at, refused }: { readonly at: string | undefined; readonly refused: string | undefined },
): Steps<Step> => {
  const last = steps.at(-1) ?? steps[0];
  const [gone, setGone] = useState<Place<Step> | undefined>(() => {
    const left = placeRemembered(steps, at ?? '');
    if (left !== undefined) return { ...left, turn: 0 };
    return refused === undefined ? undefined : { step: stepOf(refused), field: refused, turn: 0 };
  });
  const [looked, setLooked] = useState<readonly Step[]>([]);
  const placeFrom = (first: Step, field?: string): Place<Step> => gone ?? { step: first, field, turn: 0 };
  return {
    ...{ steps, last, looked, placeFrom },
    goFrom:
      ({ formRef, leave }, first) =>
      (step, field) => {
        const here = placeFrom(first);
        leave(step === last ? formRef.current : (formRef.current?.querySelector<HTMLElement>(`[data-step="${here.step}"]`) ?? null));
        setLooked((before) => (before.includes(here.step) || here.step === step ? before : [...before, here.step]));
        setGone({ step, field, turn: here.turn + 1 });
      },
  };
};
