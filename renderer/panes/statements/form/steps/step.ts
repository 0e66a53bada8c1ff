import type { Faults } from '../../../../workspace/form/useForm.ts';
import type { StatementFields } from '../fields.ts';

/** What each step of a statement is given. */
export interface StepProps {
  readonly fields: StatementFields;
  readonly faults: Faults;
  /** Changes what no signature is over: the back of the form, the ticks. */
  readonly change: (some: Partial<StatementFields>) => void;
  /** Changes what is signed: what was signed before is given again. */
  readonly edit: (some: Partial<StatementFields>) => void;
}
