import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import type { BackFields } from '../fields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { form: w } = strings.statements;
const lines = ['homeAddress', 'telephone', 'email', 'contact'] as const;
const asked = ['medicalConsent', 'disclosureConsent', 'supportConsent', 'specialMeasures'] as const;
const answers = { yes: w.yes, no: w.no } as const;

/** The back of the form: kept apart, and never disclosed. */
export const Back = ({ fields: { back }, change }: StepProps) => {
  const set = (some: Partial<BackFields>): void => change({ back: { ...back, ...some } });
  return (
    <div className={s.part}>
      <h2>{w.questions.back}</h2>
      <p className={s.lead}>{w.back.lead}</p>
      <div className={s.two}>
        {lines.map((one) => (
          <TextField key={one} name={one} label={w.back[one]} value={back[one]} longest={200} change={(value) => set({ [one]: value })} />
        ))}
      </div>
      <TextField
        grows
        name="datesToAvoid"
        label={w.back.datesToAvoid}
        value={back.datesToAvoid}
        longest={1000}
        change={(datesToAvoid) => set({ datesToAvoid })}
      />
      <TextField grows name="needs" label={w.back.needs} value={back.needs} longest={1000} change={(needs) => set({ needs })} />
      {asked.map((one) => (
        <ChoiceField<string>
          key={one}
          name={one}
          label={w.back[one]}
          choices={answers}
          value={back[one]}
          change={(value) => set({ [one]: value })}
        />
      ))}
      {back.specialMeasures === 'yes' && (
        <TextField
          grows
          name="specialMeasuresText"
          label={w.back.specialMeasuresText}
          value={back.specialMeasuresText}
          longest={1000}
          change={(specialMeasuresText) => set({ specialMeasuresText })}
        />
      )}
      <ChoiceField<string>
        name="personalStatement"
        label={w.back.personalStatement}
        choices={w.back.personalStatements}
        value={back.personalStatement}
        change={(personalStatement) => set({ personalStatement })}
      />
    </div>
  );
};
