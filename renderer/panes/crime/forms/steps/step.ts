import type { Form } from '../../../../workspace/form/useForm.ts';
import type { FromLog, ReportFields } from '../crimeFields.ts';

/** What each question's part of the form is given. `from`: the log that the report comes from, where it is on this laptop. */
export interface StepProps {
  readonly fields: ReportFields;
  readonly change: (some: Partial<ReportFields>) => void;
  readonly faults: Form<ReportFields>['faults'];
  readonly from: FromLog | undefined;
}
