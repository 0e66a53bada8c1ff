import { strings } from '../../../../strings/index.ts';
import { PlaceFields } from '../../../../workspace/form/PlaceFields.tsx';
import type { StepProps } from './step.ts';

export const Where = ({ fields, change, faults }: StepProps) => (
  <PlaceFields fields={fields} change={change} faults={faults} hint={strings.forms.crime.placeHint} />
);
