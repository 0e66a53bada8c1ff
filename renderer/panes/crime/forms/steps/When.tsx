import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField, WhenField } from '../../../../ui/fields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { crimeDoubts } from '../crimeFaults.ts';
import type { StepProps } from './step.ts';

const { crime: w } = strings.forms;

/** One time, or from when to when; and why so late, where that is long ago. */
export const When = ({ fields, change, faults }: StepProps) => {
  const { codes } = useWorkspace();
  const now = useNow();
  const field = bind(w, fields, faults, change);
  const isLongAgo = crimeDoubts(fields, { areas: codes.of('area'), postcodeAreas: undefined }, now).some(
    ({ doubt }) => doubt === 'longAgo',
  );
  return (
    <>
      <ChoiceField
        name="whenKind"
        label={w.whenKind}
        choices={w.whenKinds}
        value={fields.whenKind}
        change={(whenKind) => change({ whenKind })}
      />
      <WhenField {...field('from')} label={fields.whenKind === 'at' ? w.at : w.from} />
      {fields.whenKind === 'between' && <WhenField {...field('to')} />}
      {(isLongAgo || fields.lateReason !== '') && <TextField long {...field('lateReason')} hint={w.lateReasonHint} />}
    </>
  );
};
