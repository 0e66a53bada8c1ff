import { rememberPlace, type StepPlace } from '../../../../workspace/guide/steps.ts';
import { type Steps, useSteps } from '../../../../workspace/guide/useSteps.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import type { OpenForm } from '../../location.ts';
import { type Step, stepOf, steps } from '../steps.ts';

/** Where in a form of a report the officer is, remembered with the form. `refused`: the field that HQ named. */
export const useCrimeSteps = (
  open: OpenForm,
  refused: string | undefined,
): Steps<Step> & { readonly note: (at: StepPlace<Step>) => void } => {
  const { rename } = useWorkspace();
  const { payload: _, refusal: __, ...opened } = open;
  return {
    ...useSteps(steps, stepOf, { at: open.at, refused }),
    note: (at) => rename({ pane: 'crime', form: { ...opened, at: rememberPlace(at) } }),
  };
};
