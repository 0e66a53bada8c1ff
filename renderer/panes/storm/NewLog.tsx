import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { useRef } from 'react';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { FormPart } from '../../ui/FormPage.tsx';
import { Check, ChoiceField, TextField } from '../../ui/fields.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { CodeFinder } from '../../workspace/form/CodeFinder.tsx';
import { CommandForm } from '../../workspace/form/CommandForm.tsx';
import { type MendingForm, mendedPayload } from '../../workspace/form/mendedPayload.ts';
import { bind } from '../../workspace/form/useForm.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { useNewKey } from '../../workspace/useNewKey.ts';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { type LogFields, logFaults, logFieldOf, logOf, logPayload, newLog, readLog } from './logFields.ts';
import s from './newLog.module.css';

const { create: w } = strings.storm.actions;
/** Who opens a log from the car is there. */
const atScene = 6;

/** Begins a log. `over`: where the officer is. */
export const NewLogButton = ({ over }: { readonly over: LocationOf<'storm'> }) => {
  const openForm = useOpenForm();
  return (
    <Button icon={<Add20Regular />} aria-keyshortcuts="Control+N" onClick={() => openForm('incident.create', undefined, over)}>
      {w.open}
    </Button>
  );
};

/** Ctrl+N begins one. */
export const useNewLogKey = (over: LocationOf<'storm'>): void => {
  const openForm = useOpenForm();
  useNewKey(() => openForm('incident.create', undefined, over));
};

/** A new log, as short as it can be written at the roadside; once the command that is changed in it is here. */
export const NewLog = ({ form, back }: { readonly form: BegunForm; readonly back: LocationOf<'storm'> }) => (
  <AskState
    ask={useAsk(['storm.form', form.draft], () => mendedPayload(form.mend), { fresh: true })}
    words={strings.errors.codes}
    where="storm.form"
    loading={strings.forms.loading}
  >
    {(mended) => <Fields form={{ ...form, ...mended }} back={back} />}
  </AskState>
);

const Fields = ({ form, back }: { readonly form: MendingForm; readonly back: LocationOf<'storm'> }) => {
  const { officer, unit, link, codes, assign } = useWorkspace();
  const initial = useRef<LogFields>(undefined);
  initial.current ??= newLog(officer);
  const fresh = initial.current;
  const grades = codes.of('grade') ?? [];
  return (
    <CommandForm
      open={form}
      system="storm"
      command="incident.create"
      back={back}
      initial={form.payload === undefined ? fresh : logOf(form.payload, fresh)}
      read={(kept) => readLog(kept, fresh)}
      title={({ title }) => title}
      check={logFaults}
      payload={logPayload}
      fieldOf={logFieldOf}
      summary={({ title }) => w.summary(title)}
      madeLocation={(id, { attach }) => {
        if (attach && unit !== null && unit !== undefined) assign({ id, mine: false, open: true }, atScene);
        return { pane: 'storm', id, write: true };
      }}
      words={() => ({
        title: w.title,
        lead: `${w.lead} ${strings.forms.lead}`,
        send: link?.link === 'offline' ? w.keep : w.send,
      })}
    >
      {(fields, change, faults) => {
        const field = bind({ ...w, title: w.title_ }, fields, faults, change);
        return (
          <>
            <FormPart>
              <CodeFinder
                name="openingCode"
                label={w.code}
                codes={codes.of('openingCode') ?? []}
                chosen={fields.openingCode}
                wrong={faults['openingCode']}
                choose={(openingCode) => change({ openingCode })}
              />
              <ChoiceField
                name="grade"
                label={w.grade}
                choices={Object.fromEntries(grades.map(({ code, label }) => [code, `${code} ${label}`]))}
                wrong={faults['grade']}
                value={fields.grade}
                change={(grade) => change({ grade })}
              />
              <TextField {...field('title')} hint={w.titleHint} />
              <TextField long {...field('text')} hint={w.textHint} />
            </FormPart>
            <FormPart>
              <div className={s.two}>
                <TextField {...field('place')} hint={w.placeHint(fields.area)} />
                <TextField {...field('postcode')} />
              </div>
              <div className={s.two}>
                <TextField {...field('callerName')} hint={w.callerHint} />
                <TextField {...field('telephone')} />
              </div>
              <ChoiceField
                name="marking"
                label={strings.forms.crime.marking}
                choices={strings.forms.crime.markings}
                value={fields.marking}
                change={(marking) => change({ marking })}
              />
              {unit !== null && unit !== undefined && form.mend === undefined && (
                <Check label={w.attach(unit.callSign)} lead={w.attachWhy} on={fields.attach} change={(attach) => change({ attach })} />
              )}
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
