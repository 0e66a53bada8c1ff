import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { CommandForm } from '../../../../workspace/form/CommandForm.tsx';
import type { MendingForm } from '../../../../workspace/form/mendedPayload.ts';
import { bind } from '../../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { freshPerson, type PersonFields, personFaults, personFieldOf, personOf, personPayload, readPerson } from './personFields.ts';
import { SourceFields } from './SourceFields.tsx';

const { person: w } = strings.records;

/** A record of somebody whom the force may not know yet. */
export const NewPerson = ({ open }: { readonly open: MendingForm }) => {
  const { link } = useWorkspace();
  return (
    <CommandForm
      open={open}
      system="records"
      command="person.create"
      back={{ pane: 'people', view: 'persons' }}
      initial={open.payload === undefined ? freshPerson : personOf(open.payload)}
      read={readPerson}
      title={({ name }) => name}
      check={(fields: PersonFields) => personFaults(fields, new Date())}
      payload={personPayload}
      fieldOf={personFieldOf}
      summary={({ name }) => w.summary(name)}
      madeLocation={(id) => ({ pane: 'people', view: 'persons', id })}
      words={() => ({ title: w.title, lead: strings.forms.lead, send: link?.link === 'offline' ? w.keep : w.send })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <TextField {...field('name')} hint={w.nameHint} />
              <TextField {...field('alias')} hint={w.aliasHint} />
              <TextField {...field('bornDay')} hint={w.bornHint} />
              <TextField {...field('age')} hint={w.ageHint} />
              <ChoiceField {...field('sex')} choices={w.sexes} />
            </FormPart>
            <FormPart>
              <TextField {...field('address')} hint={w.addressHint} />
              <TextField {...field('telephone')} hint={w.telephoneHint} />
              <TextField long {...field('description')} />
            </FormPart>
            <FormPart>
              <SourceFields fields={fields} change={change} faults={faults} />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
