import type { Form } from '../../../../workspace/form/useForm.ts';
import type { FromLog, ReportFields } from '../crimeFields.ts';
import type { Step } from '../steps.ts';

/** What each question's part of the form is given. `from`: the log that the report comes from, where it is on this laptop. */
export interface StepProps {
  readonly fields: ReportFields;
  readonly change: (some: Partial<ReportFields>) => void;
  readonly faults: Form<ReportFields>['faults'];
  readonly from: FromLog | undefined;
}

/** Goes to a question, there to a field by its name, else to the first. */
export type GoTo = (step: Step, field?: string) => void;
