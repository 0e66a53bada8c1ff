import { useState } from 'react';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField, type When, WhenField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, longFault, noWhen, whenFault, whenOf, written } from '../../../workspace/form/values.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { aboutVictims } from './aboutCrime.ts';

const { form: w, how: ways } = strings.changes.victim;
const { wrong } = strings.forms;

interface Fields {
  readonly told: When;
  readonly how: string;
  readonly text: string;
  readonly next: When;
}
const readFields = (kept: Readonly<Record<string, unknown>>, fresh: Fields): Fields => {
  if (typeof kept['told'] !== 'string') return fitted(fresh, kept);
  const { told, how, text, nextDue } = fitted({ told: '', how: '', text: '', nextDue: '' }, kept);
  return { how, text, told: whenOf(told), next: nextDue === '' ? noWhen : whenOf(nextDue) };
};
const check = ({ told, how, text, next }: Fields, now: Date) =>
  faultsOf({
    told: whenFault(told) ?? ((instantOf(told) ?? '') > now.toISOString() ? wrong.future : undefined),
    how: how === '' ? w.noHow : undefined,
    text: longFault(text, w.noText),
    next:
      next.day === '' && next.time === ''
        ? undefined
        : (whenFault(next) ?? ((instantOf(next, 'coming') ?? '') <= now.toISOString() ? wrong.past : undefined)),
  });

/** Adds to a report what a victim was told, and when they are to hear next. */
export const TellVictim = ({ open, crime }: { readonly open: OpenForm; readonly crime: ShownCrime }) => {
  const [fresh] = useState<Fields>(() => ({ told: whenOf(new Date().toISOString()), how: '', text: '', next: noWhen }));
  const back = backFrom('crime.victimUpdate', crime.id);
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.victimUpdate"
      back={back}
      initial={open.payload === undefined ? fresh : readFields(open.payload, fresh)}
      read={(kept) => readFields(kept, fresh)}
      title={({ text }) => text}
      check={(fields) => check(fields, new Date())}
      payload={({ told, how, text, next }) => {
        const nextDue = instantOf(next, 'coming');
        return {
          ...{ crimeId: crime.id, told: instantOf(told) ?? '', how, text: written(text) },
          ...(nextDue === undefined ? {} : { nextDue }),
        };
      }}
      fieldOf={([name]) => (name === 'nextDue' ? 'next' : name)}
      summary={({ text }) => w.summary(text)}
      madeLocation={() => back}
      words={() => ({ title: w.title, about: aboutVictims(crime), lead: w.lead, send: w.send })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <FormPart>
              <WhenField {...field('told')} />
              <ChoiceField {...field('how')} choices={ways as Readonly<Record<string, string>>} />
              <WhenField {...field('next')} hint={w.nextHint} />
            </FormPart>
            <FormPart>
              <TextField long {...field('text')} />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
