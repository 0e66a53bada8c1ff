import { cutShort } from '../../../../../contracts/domain/text.ts';
import { strings } from '../../../../strings/index.ts';
import { TextField } from '../../../../ui/fields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { SHORT_TEXT_LENGTH } from '../../../../workspace/form/values.ts';
import { OffenceFinder } from '../../OffenceFinder.tsx';
import { noOffence, type ReportFields } from '../crimeFields.ts';
import s from '../forms.module.css';
import type { StepProps } from './step.ts';
import { Templates } from './Templates.tsx';

const { crime: w } = strings.forms;

/** The offence in plain words, and what the report is called: the offence's own words until somebody writes others. */
export const What = ({ fields, change, faults }: StepProps) => {
  const { offence, what } = fields;
  const choose = (chosen: ReportFields['offence'] | undefined): void => {
    const next = chosen === undefined ? noOffence : pick(chosen);
    const unwritten = what === '' || what === nameOf(offence);
    change({ offence: next, ...(unwritten ? { what: nameOf(next) } : {}) });
  };
  return (
    <>
      {offence.code === '' && <Templates fields={fields} change={change} />}
      <div className={s.report} data-first={offence.code === '' ? true : undefined}>
        <h3>{w.offence}</h3>
        <OffenceFinder
          chosen={offence.code === '' ? undefined : { ...offence, group: offence.category }}
          placeholder={w.offencePlaceholder}
          choose={choose}
        />
        <p>{w.offenceHint}</p>
      </div>
      <TextField {...bind(w, fields, faults, change)('what')} hint={w.whatHint} />
    </>
  );
};

const pick = ({ code, category, text }: ReportFields['offence']): ReportFields['offence'] => ({ code, category, text });
const nameOf = ({ text }: ReportFields['offence']): string => cutShort(text, SHORT_TEXT_LENGTH);
