import type { Form } from '../../../../workspace/form/useForm.ts';
import type { CrimeFields, FromLog } from '../crimeFields.ts';
import type { Step } from '../steps.ts';

/** What each question's part of the form is given. `from`: the log that the report comes from, where it is on this laptop. */
export interface StepProps {
  readonly fields: CrimeFields;
  readonly change: (some: Partial<CrimeFields>) => void;
  readonly faults: Form<CrimeFields>['faults'];
  readonly from: FromLog | undefined;
}

/** Goes to a question, there to a field by its name, else to the first. */
export type GoTo = (step: Step, field?: string) => void;
