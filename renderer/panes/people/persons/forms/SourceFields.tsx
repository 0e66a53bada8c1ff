import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import type { SourceOf } from './sourceFields.ts';

const { person: w, detailSources } = strings.records;

/** From where it is known, and how far that can be trusted. */
export const SourceFields = ({
  fields,
  change,
  faults,
}: {
  readonly fields: SourceOf;
  readonly change: (some: Partial<SourceOf>) => void;
  readonly faults: Faults;
}) => (
  <>
    <ChoiceField
      name="source"
      label={w.source}
      choices={detailSources}
      value={fields.source}
      change={(source) => change({ source })}
      wrong={faults['source']}
    />
    <TextField
      name="grading"
      label={w.grading}
      hint={w.gradingHint}
      value={fields.grading}
      change={(grading) => change({ grading })}
      wrong={faults['grading']}
    />
  </>
);
