import { useRef } from 'react';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField, WhenField } from '../../../ui/fields.tsx';
import { Toggles } from '../../../ui/Toggles.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { codesOf, useWorkspace } from '../../../workspace/workspace.ts';
import { OfficerField } from '../forms/OfficerField.tsx';
import { wordsToChoose } from '../forms/steps/wordsToChoose.ts';
import { backFrom, type OpenForm } from '../location.ts';
import {
  type ChangeFields,
  changedValues,
  changeFaults,
  changeOf,
  changePayload,
  isLongAgo,
  newChange,
  readChange,
} from './changeFields.ts';

const { update: w, fields: names } = strings.changes;
const labels = { ...names, from: names.committedFrom, to: names.committedTo, postcode: w.postcode };

/** Changes a report: only what is changed goes to HQ, with what was seen. */
export const ChangeReport = ({ open, crime }: { readonly open: OpenForm; readonly crime: ShownCrime }) => {
  const { officer, link, codeLists } = useWorkspace();
  // As it was when the form was opened: HQ is told what was changed from what.
  const initial = useRef<ChangeFields>(undefined);
  initial.current ??= newChange(crime);
  const fresh = initial.current;
  const back = backFrom('crime.update', crime.id);
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.update"
      back={back}
      initial={open.payload === undefined ? fresh : changeOf(open.payload, fresh)}
      read={(kept) => readChange(kept, fresh)}
      title={({ title }) => title}
      check={(fields) => changeFaults(fields, new Date())}
      payload={(fields) => changePayload(crime.id, fields)}
      summary={(fields) => w.summary(Object.keys(changedValues(fields).changes).length)}
      madeLocation={() => back}
      words={() => ({ title: w.title(strings.app.numberOf(crime.id)), lead: w.lead, send: link?.link === 'offline' ? w.keep : w.send })}
    >
      {(fields, change, faults) => {
        const field = bind(labels, fields, faults, change);
        const features = wordsToChoose(codesOf(codeLists, 'methodFeature', officer.staffId), fields.features);
        return (
          <>
            <FormPart>
              <TextField {...field('title')} />
              <WhenField {...field('from')} />
              <WhenField {...field('to')} />
              {(fields.lateReason !== '' || crime.lateReason !== undefined || isLongAgo(fields, new Date())) && (
                <TextField long {...field('lateReason')} />
              )}
              <TextField {...field('place')} />
              <TextField {...field('postcode')} />
            </FormPart>
            <FormPart>
              {features.length > 0 && (
                <Toggles
                  label={names.features}
                  name="features"
                  items={features}
                  on={fields.features}
                  change={(on) => change({ features: on })}
                />
              )}
              <TextField long {...field('method')} />
              <ChoiceField {...field('marking')} choices={strings.forms.crime.markings} />
              {officer.roles.includes('supervisor') && (
                <OfficerField
                  name="officer"
                  label={names.officerInCase}
                  typed={fields.who}
                  chosen={fields.officer}
                  wrong={faults['officer']}
                  change={(who, chosen) => change({ who, officer: chosen })}
                />
              )}
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
