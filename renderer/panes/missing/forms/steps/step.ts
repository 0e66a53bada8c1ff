import type { MissingQuestion } from '../../../../../contracts/domain/missing-questions.ts';
import type { FormAttachments } from '../../../../workspace/attachments/useFormAttachments.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import type { FromLog } from '../../../crime/forms/crimeFields.ts';
import type { MissingFields } from '../missingFields.ts';

/** What each question's part of the form is given. `from`: the log that the report comes from, where it is on this laptop. */
export interface StepProps {
  readonly fields: MissingFields;
  readonly change: (some: Partial<MissingFields>) => void;
  readonly faults: Faults;
  /** The force's first questions. */
  readonly questions: readonly MissingQuestion[];
  readonly from: FromLog | undefined;
  readonly attachments: FormAttachments;
}
