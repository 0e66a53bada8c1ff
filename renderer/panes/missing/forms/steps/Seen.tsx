import { strings } from '../../../../strings/index.ts';
import { TextField, WhenField } from '../../../../ui/fields.tsx';
import { PlaceFields } from '../../../../workspace/form/PlaceFields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;

/** When and where they were last seen, and who says so. */
export const Seen = ({ fields, change, faults }: StepProps) => {
  const field = bind(w, fields, faults, change);
  return (
    <div className={s.part}>
      <WhenField {...field('seenAt')} />
      <PlaceFields fields={fields} change={change} faults={faults} hint={w.placeHint} />
      <TextField grows {...field('seenText')} hint={w.seenTextHint} />
      <div className={s.two}>
        <TextField {...field('reporter')} hint={w.reporterHint} />
        <TextField {...field('relation')} hint={w.relationHint} />
      </div>
      <div className={s.two}>
        <TextField {...field('reporterTelephone')} />
        <TextField {...field('reporterNote')} />
      </div>
    </div>
  );
};
