import { useRef } from 'react';
import { briefedTours } from '../../../../contracts/domain/briefing-words.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { TextField, WhenField } from '../../../ui/fields.tsx';
import { Toggles } from '../../../ui/Toggles.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { type MendingForm, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import { bind } from '../../../workspace/form/useForm.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './briefing.module.css';
import { type ItemFields, itemFaults, itemOf, itemPayload, newItem, readItem } from './itemFields.ts';

const { form: w } = strings.briefing;

/** The form of a new item, once what it begins with is here. */
export const OpenedForm = ({ form }: { readonly form: BegunForm }) => (
  <AskState
    ask={useAsk(['briefing.form', form.draft], () => mendedPayload(form.mend), { fresh: true })}
    words={strings.errors.codes}
    where="briefing.form"
    loading={strings.forms.loading}
  >
    {(mended) => <NewItem open={{ ...form, ...mended }} />}
  </AskState>
);

const NewItem = ({ open }: { readonly open: MendingForm }) => {
  const { link } = useWorkspace();
  // As it was when the form was opened: what is suggested does not change under the typing hand.
  const initial = useRef<ItemFields>(undefined);
  initial.current ??= newItem(new Date());
  const fresh = initial.current;
  return (
    <CommandForm
      open={open}
      system="briefing"
      command="briefing.create"
      back={{ pane: 'today', view: 'briefing' }}
      initial={open.payload === undefined ? fresh : itemOf(open.payload, fresh)}
      read={(kept) => readItem(kept, fresh)}
      title={({ name }) => name}
      check={(fields) => itemFaults(fields, new Date())}
      carries
      payload={itemPayload}
      fieldOf={([name = '']) => (name === 'title' ? 'name' : name)}
      summary={({ name }) => w.summary(name)}
      madeLocation={(id) => ({ pane: 'today', view: 'briefing', id })}
      words={() => ({ title: w.title, lead: w.lead, send: link?.link === 'offline' ? w.keep : w.send })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <TextField {...field('name')} hint={w.nameHint} />
              <TextField long {...field('text')} hint={w.textHint} />
              <TextField grows {...field('why')} hint={w.whyHint} />
            </FormPart>
            <FormPart>
              <Toggles
                label={w.tours}
                name="tours"
                items={briefedTours.map((code) => ({ code, label: w.tourNames[code] }))}
                on={fields.tours}
                change={(tours) => change({ tours })}
              />
              {faults['tours'] !== undefined && <p className={s.wrong}>{faults['tours']}</p>}
              <WhenField {...field('from')} />
              <WhenField {...field('until')} />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
