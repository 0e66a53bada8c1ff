import { readerDeclarationOf } from '../../../../../contracts/domain/statement-words.ts';
import { strings } from '../../../../strings/index.ts';
import { TextField } from '../../../../ui/fields.tsx';
import { RadioCards } from '../../../../ui/RadioCards.tsx';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { form: w } = strings.statements;
const readers = ['witness', 'officer', 'interpreter'] as const;

/** Who reads it over, and what they declare. */
export const ReadSide = ({ fields, faults, edit }: StepProps) => {
  const field = bind(w, fields, faults, edit);
  const kind = readers.find((one) => one === fields.reader);
  const declared = kind && readerDeclarationOf({ kind, language: fields.language });
  return (
    <ScrollRegion className={s.side} label={w.reader} region>
      <RadioCards
        name="reader"
        label={w.reader}
        cards={readers.map((value) => ({ value, label: w.readers[value] }))}
        chosen={fields.reader}
        choose={(reader) => edit({ reader })}
      />
      {kind === 'officer' && <TextField {...field('readReason')} />}
      {kind === 'interpreter' && (
        <>
          <TextField {...field('interpreter')} />
          <TextField {...field('language')} />
        </>
      )}
      {declared !== undefined && (
        <>
          <h2>{w.declaration}</h2>
          <p className={s.declared}>{declared}</p>
        </>
      )}
      <h2>{w.wantsChange}</h2>
      <p className={s.lead}>{w.wantsChangeLead}</p>
    </ScrollRegion>
  );
};
