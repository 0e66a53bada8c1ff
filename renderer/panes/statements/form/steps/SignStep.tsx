import type { Attachment } from '../../../../../contracts/domain/blob.ts';
import { clock } from '../../../../format/time.ts';
import { strings } from '../../../../strings/index.ts';
import type { StatementFields } from '../fields.ts';
import { WhatIsSigned } from '../signing/WhatIsSigned.tsx';
import { correctionsOf } from '../written.ts';
import s from './steps.module.css';

const { form: w } = strings.statements;

/** Before the laptop is turned to the witness: what will be signed. */
export const SignStep = ({
  fields,
  attached,
  agreed,
}: {
  readonly fields: StatementFields;
  readonly attached: readonly Attachment[];
  readonly agreed: boolean;
}) => {
  const corrections = correctionsOf(fields).length;
  return (
    <div className={s.part}>
      <h2>{w.questions.sign}</h2>
      <p>{w.signLead}</p>
      {agreed && <p className={s.lead}>{w.agreedAt(clock(fields.readAt))}</p>}
      {corrections > 0 && <p className={s.lead}>{w.corrected(corrections)}</p>}
      <WhatIsSigned fields={fields} attached={attached} />
    </div>
  );
};
