import { useRef } from 'react';
import type { Code } from '../../../../contracts/domain/code-list.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField, WhenField } from '../../../ui/fields.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { codesOf, useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { OffenceFinder } from '../OffenceFinder.tsx';
import { type CrimeFields, crimeFaults, crimeOf, crimePayload, newCrime, noOffence, readCrime } from './crimeFields.ts';
import s from './forms.module.css';
import { PersonRows, PropertyRows } from './rows.tsx';

const { crime: w } = strings.forms;

/** The force's areas, and the one that is written already: a log may be of an area next door. */
const choicesOf = (areas: readonly Code[], written: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...areas.map(({ label }) => label), ...(written === '' ? [] : [written])].map((area) => [area, area]));

/** A new report, as short as it can be written in the car. `log`: the log it comes from, which fills what it knows. */
export const NewCrime = ({ open, log }: { readonly open: OpenForm; readonly log: ShownIncident | undefined }) => {
  const { officer, link, codeLists } = useWorkspace();
  const areas = codesOf(codeLists, 'area', officer.staffId);
  const initial = useRef<CrimeFields>(undefined);
  initial.current ??= newCrime(officer, log);
  const fresh = initial.current;
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.create"
      back={backFrom('crime.create', open.about)}
      initial={open.payload === undefined ? fresh : crimeOf(open.payload, fresh)}
      read={(kept) => readCrime(kept, fresh)}
      title={({ what }) => what}
      check={(fields) => crimeFaults(fields, new Date())}
      carries
      payload={crimePayload}
      summary={({ what }) => w.summary(what)}
      madeLocation={(id) => ({ pane: 'crime', scope: 'mine', id })}
      words={({ incidentId }) => ({
        title: w.title,
        lead: `${incidentId === '' ? w.numberFollows : w.fromLog(serialOf(incidentId))} ${strings.forms.lead}`,
        send: link?.link === 'offline' ? w.keep : w.send,
      })}
      mark={({ marking }) => <Marking marking={marking} />}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <div className={s.report}>
                <h2>{w.offence}</h2>
                <OffenceFinder
                  chosen={fields.offence.code === '' ? undefined : { ...fields.offence, group: fields.offence.category }}
                  placeholder={w.offencePlaceholder}
                  choose={(offence) => change({ offence: offence === undefined ? noOffence : pick(offence) })}
                />
                <p>{w.offenceHint}</p>
              </div>
              <TextField {...field('what')} hint={w.whatHint} />
              <TextField long {...field('method')} hint={w.methodHint} />
              <WhenField {...field('from')} />
              <WhenField {...field('to')} hint={w.toHint} />
            </FormPart>
            <FormPart>
              {fields.incidentId !== '' && (
                <p className={s.log}>
                  {strings.crime.log(serialOf(fields.incidentId))}
                  <span>{w.takenFromLog}</span>
                </p>
              )}
              <TextField {...field('place')} hint={w.placeHint} />
              <div className={s.two}>
                {areas === undefined && <TextField {...field('area')} />}
                <TextField {...field('postcode')} />
              </div>
              {areas !== undefined && <ChoiceField {...field('area')} choices={choicesOf(areas, fields.area)} />}
              <PersonRows people={fields.people} faults={faults} change={(people) => change({ people })} />
              <PropertyRows property={fields.property} faults={faults} change={(property) => change({ property })} />
              <ChoiceField
                name="marking"
                label={w.marking}
                choices={w.markings}
                value={fields.marking}
                change={(marking) => change({ marking })}
              />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};

const pick = ({ code, category, text }: CrimeFields['offence']): CrimeFields['offence'] => ({ code, category, text });
