import { Add20Regular } from '@fluentui/react-icons/svg/add';
import type { ReactNode } from 'react';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { newPerson, newProperty, type PersonFields, type PropertyFields } from './crimeFields.ts';
import s from './forms.module.css';

const { crime: w } = strings.forms;

/** Records of one kind, none at first: each can be changed and taken out, and another added. */
const Rows = <Row,>({
  title,
  add,
  label,
  rows,
  fresh,
  change,
  children,
}: {
  readonly title: string;
  readonly add: string;
  readonly label: (number: number) => string;
  readonly rows: readonly Row[];
  readonly fresh: Row;
  readonly change: (rows: readonly Row[]) => void;
  readonly children: (row: Row, at: number, change: (some: Partial<Row>) => void) => ReactNode;
}) => (
  <FormPart title={title}>
    {rows.map((row, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
      <fieldset key={at} className={s.row} aria-label={label(at + 1)}>
        {children(row, at, (some) => change(rows.with(at, { ...row, ...some })))}
        <Button appearance="subtle" onClick={() => change(rows.toSpliced(at, 1))}>
          {w.remove(label(at + 1))}
        </Button>
      </fieldset>
    ))}
    <div>
      <Button icon={<Add20Regular />} onClick={() => change([...rows, fresh])}>
        {add}
      </Button>
    </div>
  </FormPart>
);

export const PersonRows = ({
  people,
  faults,
  change,
}: {
  readonly people: readonly PersonFields[];
  readonly faults: Faults;
  readonly change: (people: readonly PersonFields[]) => void;
}) => (
  <Rows title={w.people} add={w.addPerson} label={w.person} rows={people} fresh={newPerson} change={change}>
    {(person, at, set) => (
      <>
        <TextField
          name={`person-${at}-name`}
          label={w.name}
          value={person.name}
          wrong={faults[`person-${at}-name`]}
          change={(name) => set({ name })}
        />
        <TextField
          name={`person-${at}-contact`}
          label={w.contact}
          value={person.contact}
          wrong={faults[`person-${at}-contact`]}
          change={(contact) => set({ contact })}
        />
        <ChoiceField
          name={`person-${at}-role`}
          label={w.role}
          choices={strings.crime.roles}
          value={person.role}
          change={(role) => set({ role })}
        />
      </>
    )}
  </Rows>
);

export const PropertyRows = ({
  property,
  faults,
  change,
}: {
  readonly property: readonly PropertyFields[];
  readonly faults: Faults;
  readonly change: (property: readonly PropertyFields[]) => void;
}) => (
  <Rows title={w.property} add={w.addItem} label={w.item} rows={property} fresh={newProperty} change={change}>
    {(item, at, set) => (
      <>
        <TextField
          name={`item-${at}-text`}
          label={w.itemText}
          value={item.text}
          wrong={faults[`item-${at}-text`]}
          change={(text) => set({ text })}
        />
        <TextField
          name={`item-${at}-value`}
          label={w.value}
          value={item.value}
          wrong={faults[`item-${at}-value`]}
          change={(value) => set({ value })}
        />
        <ChoiceField
          name={`item-${at}-kind`}
          label={w.itemKind}
          choices={strings.crime.propertyKinds}
          value={item.kind}
          change={(kind) => set({ kind })}
        />
      </>
    )}
  </Rows>
);
