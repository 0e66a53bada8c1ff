import { type ThingType, thingTypes } from '../../../../contracts/domain/thing-type.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, some, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { readThingId, thingId } from '../location.ts';
import { SourceFields } from '../persons/forms/SourceFields.tsx';
import { freshSource, gradingFault, readSource, type SourceOf, sourcePayload } from '../persons/forms/sourceFields.ts';

const { create: w, ...thing } = strings.records.thing;
/** As long as the contract takes a description. */
const LONGEST = 1000;

interface ThingFields extends SourceOf {
  readonly type: ThingType;
  readonly name: string;
  readonly description: string;
  readonly identifier: string;
}
const fresh: ThingFields = { type: 'vehicle', name: '', description: '', identifier: '', ...freshSource, source: 'officer' };

/** Of a draft, or of a command that HQ did not take: both have these names. */
const read = (kept: Readonly<Record<string, unknown>>): ThingFields => {
  const { type, name, description, identifier, ...source } = fitted(
    { type: '', name: '', description: '', identifier: '', source: '', grading: '' },
    kept,
  );
  return { type: thingTypes.find((one) => one === type) ?? 'vehicle', name, description, identifier, ...readSource(source) };
};

/** The record of a vehicle, a place, a telephone number or an object; of one that logs or crimes tell of, its name is typed already. */
export const NewThing = ({ open }: { readonly open: MendingForm }) => {
  const { link } = useWorkspace();
  const about = open.about === undefined ? undefined : readThingId(open.about);
  const begun = about === undefined ? fresh : { ...fresh, type: about.type, name: about.id };
  return (
    <CommandForm
      open={open}
      system="records"
      command="thing.create"
      back={{ pane: 'people', view: 'things', id: open.about }}
      initial={open.payload === undefined ? begun : read(open.payload)}
      read={read}
      title={({ name }) => name}
      check={(fields: ThingFields) =>
        faultsOf({
          name: textFault(fields.name, thing.nameOf[fields.type]),
          description: textFault(fields.description, undefined, LONGEST),
          identifier: textFault(fields.identifier, undefined, LONGEST),
          grading: gradingFault(fields),
        })
      }
      payload={({ type, name, description, identifier, ...source }) => ({
        ...{ type, name: written(name), ...some('description', description), ...some('identifier', identifier) },
        ...sourcePayload(source),
        marking: 'OFFICIAL-SENSITIVE',
      })}
      summary={({ name }) => w.summary(name)}
      madeLocation={(id, { type }) => ({ pane: 'people', view: 'things', id: thingId(type, id) })}
      words={() => ({ title: w.title, lead: strings.forms.lead, send: link?.link === 'offline' ? w.keep : w.send })}
    >
      {(fields, change, faults) => {
        const field = bind({ ...w }, fields, faults, change);
        return (
          <>
            <FormPart>
              <ChoiceField {...field('type')} choices={thing.types} />
              <TextField {...field('name')} label={thing.names[fields.type]} />
              <TextField long {...field('description')} />
              <TextField {...field('identifier')} hint={w.identifierHint} />
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
