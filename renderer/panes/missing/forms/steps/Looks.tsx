import { strings } from '../../../../strings/index.ts';
import { TextField } from '../../../../ui/fields.tsx';
import { AttachmentsField } from '../../../../workspace/attachments/AttachmentsField.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;

/** Looks and clothing in words, and the photograph. */
export const Looks = ({ fields, change, faults, attachments }: StepProps) => (
  <div className={s.part}>
    <TextField long {...bind(w, fields, faults, change)('description')} hint={w.descriptionHint} />
    <AttachmentsField attachments={attachments} wrong={faults['attachments']} />
  </div>
);
