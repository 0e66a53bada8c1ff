import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import type { MissingFields } from '../missingFields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w, crime } = strings.forms;

/** How they can be reached and get about, and where they may be. */
export const Means = ({ fields, change, faults }: StepProps) => {
  const field = bind(w, fields, faults, change);
  return (
    <div className={s.part}>
      <TextField long {...field('means')} hint={w.meansHint} />
      <TextField long {...field('places')} hint={w.placesHint} />
      <ChoiceField
        name="marking"
        label={w.marking}
        choices={crime.markings}
        value={fields.marking as keyof typeof crime.markings}
        change={(marking) => change({ marking: marking as MissingFields['marking'] })}
      />
    </div>
  );
};
