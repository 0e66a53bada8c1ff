/** Where in a report the officer is. `field`: the name of the one that has the focus. */
export interface StepPlace<Step extends string> {
  readonly step: Step;
  readonly field: string | undefined;
}

/** Goes to a question, there to a field by its name, else to the first. */
export type GoTo<Step extends string> = (step: Step, field?: string) => void;

/** The question `by` further on, or back; at either end, that one. */
export const stepBy = <Step extends string>(steps: readonly Step[], step: Step, by: number): Step =>
  steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(step) + by))] ?? step;

/** "how/method": such a place as it is remembered, and back. */
export const rememberPlace = ({ step, field }: StepPlace<string>): string => (field === undefined ? step : `${step}/${field}`);
export const placeRemembered = <Step extends string>(steps: readonly Step[], at: string): StepPlace<Step> | undefined => {
  const [name, field] = at.split('/');
  const step = steps.find((one) => one === name);
  return step && { step, field };
};
