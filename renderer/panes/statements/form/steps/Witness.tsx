import type { ShownCrime } from '../../../../../contracts/ipc/crime.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { mayWitness, nameOf, ofWitness } from '../fields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { form: w } = strings.statements;

/** Who the witness is: picked of the crime's people before typed. */
export const Witness = ({ fields, faults, edit, crime }: StepProps & { readonly crime: ShownCrime | undefined }) => {
  const field = bind(w, fields, faults, edit);
  const people = crime?.people.filter((one) => mayWitness(one) && one.name !== nameOf(fields)) ?? [];
  return (
    <div className={s.part}>
      <h2>{w.questions.witness}</h2>
      {people.length > 0 && (
        <fieldset className={s.pick}>
          <legend>{w.pick}</legend>
          {people.map((person) => (
            <Button key={`${person.name} ${person.roles.join()}`} onClick={() => edit(ofWitness(person))}>
              {person.name}
            </Button>
          ))}
        </fieldset>
      )}
      <div className={s.two}>
        <TextField {...field('forenames')} />
        <TextField {...field('surname')} />
      </div>
      <div className={s.two}>
        <TextField {...field('occupation')} />
        <TextField {...field('age')} />
      </div>
      <TextField {...field('place')} />
    </div>
  );
};
