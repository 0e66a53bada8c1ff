import type { DetailKind } from '../../../../../contracts/domain/record.ts';
import { dayTyped } from '../../../../format/typedTime.ts';
import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import type { MendingForm } from '../../../../workspace/form/mendedPayload.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../../../workspace/form/values.ts';
import { type AnyRecord, isThing } from '../traits.ts';
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

/** Kinds of what is known of a thing; of a person all but what a thing is known by. */
const ofThing: readonly DetailKind[] = ['description', 'identifier', 'alias', 'note'];
const ofPerson = (Object.keys(details) as DetailKind[]).filter((kind) => kind !== 'identifier');

/** One more thing that is known of a record; what was known before stays. */
export const DetailForm = ({ open, record }: { readonly open: MendingForm; readonly record: AnyRecord }) => {
  const form = { open, record, fresh, read, words: w, check: faultsIn, title: ({ text }: DetailFields) => text };
  const learned = ({ kind, text, ...source }: DetailFields) => ({
    ...{ kind, text: kind === 'born' ? (dayTyped(text) ?? '') : written(text) },
    ...sourcePayload(source),
  });
  const said = { summary: ({ text }: DetailFields) => w.summary(text), children: detailFields(isThing(record) ? ofThing : ofPerson) };
  return isThing(record) ? (
    <RecordForm {...form} {...said} command="thing.add" payload={(fields) => ({ thingId: record.id, ...learned(fields) })} />
  ) : (
    <RecordForm {...form} {...said} command="person.add" payload={(fields) => ({ personId: record.id, ...learned(fields) })} />
  );
};

const detailFields =
  (kinds: readonly DetailKind[]): Parameters<typeof RecordForm<'person.add', DetailFields>>[0]['children'] =>
  (field, fields, change, faults) => (
    <>
      <FormPart>
        <ChoiceField {...field('kind')} choices={details} of={kinds} />
        <TextField long {...field('text')} {...(fields.kind === 'born' ? { hint: person.bornHint } : {})} />
      </FormPart>
      <FormPart>
        <SourceFields fields={fields} change={change} faults={faults} />
      </FormPart>
    </>
  );
