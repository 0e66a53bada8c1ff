import type { Code } from '../../../../../contracts/domain/code-list.ts';
import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { codesOf, useWorkspace } from '../../../../workspace/workspace.ts';
import s from '../forms.module.css';
import type { StepProps } from './step.ts';

const { crime: w } = strings.forms;

/** The force's areas, and the one that is written already: a log may be of an area next door. */
const choicesOf = (areas: readonly Code[], written: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...areas.map(({ label }) => label), ...(written === '' ? [] : [written])].map((area) => [area, area]));

export const Where = ({ fields, change, faults }: StepProps) => {
  const { officer, codeLists } = useWorkspace();
  const areas = codesOf(codeLists, 'area', officer.staffId);
  const field = bind(w, fields, faults, change);
  return (
    <>
      <TextField {...field('place')} hint={w.placeHint} />
      <div className={s.two}>
        {areas === undefined && <TextField {...field('area')} />}
        <TextField {...field('postcode')} />
      </div>
      {areas !== undefined && <ChoiceField {...field('area')} choices={choicesOf(areas, fields.area)} />}
    </>
  );
};
