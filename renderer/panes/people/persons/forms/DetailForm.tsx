import type { DetailKind } from '../../../../../contracts/domain/person.ts';
import type { ShownRecord } from '../../../../../contracts/ipc/records.ts';
import { dayTyped } from '../../../../format/typedTime.ts';
import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import type { MendingForm } from '../../../../workspace/form/mendedPayload.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../../../workspace/form/values.ts';
import { RecordForm } from './RecordForm.tsx';
import { SourceFields } from './SourceFields.tsx';
import { freshSource, gradingFault, readSource, type SourceOf, sourcePayload } from './sourceFields.ts';

const { detail: w, details, person } = strings.records;
/** As long as the contract takes it. */
const LONGEST = 1000;

interface DetailFields extends SourceOf {
  readonly kind: DetailKind;
  readonly text: string;
}
const fresh: DetailFields = { kind: 'note', text: '', ...freshSource };

/** Of a draft, or of a command that HQ did not take: both have these names. */
const read = (kept: Readonly<Record<string, unknown>>): DetailFields => {
  const { kind, text, ...source } = fitted({ kind: '', text: '', source: '', grading: '' }, kept);
  return { kind: oneOf(details, kind, 'note'), text, ...readSource(source) };
};

const faultsIn = (fields: DetailFields): Faults =>
  faultsOf({
    text:
      textFault(fields.text, w.none.text, LONGEST) ??
      (fields.kind === 'born' && dayTyped(fields.text) === undefined ? person.wrong.born : undefined),
    grading: gradingFault(fields),
  });

/** One more thing that is known of a person; what was known before stays. */
export const DetailForm = ({ open, record }: { readonly open: MendingForm; readonly record: ShownRecord }) => (
  <RecordForm
    {...{ open, record, fresh, read, words: w, command: 'person.add', check: faultsIn }}
    title={({ text }) => text}
    payload={({ kind, text, ...source }) => ({
      ...{ personId: record.id, kind, text: kind === 'born' ? (dayTyped(text) ?? '') : written(text) },
      ...sourcePayload(source),
    })}
    summary={({ text }) => w.summary(text)}
  >
    {(field, fields, change, faults) => (
      <>
        <FormPart>
          <ChoiceField {...field('kind')} choices={details} />
          <TextField long {...field('text')} {...(fields.kind === 'born' ? { hint: person.bornHint } : {})} />
        </FormPart>
        <FormPart>
          <SourceFields fields={fields} change={change} faults={faults} />
        </FormPart>
      </>
    )}
  </RecordForm>
);
