import { type ExpenseKind, MOST_PENCE, whyNotExpense } from '../../../../contracts/domain/expense-rules.ts';
import { forceDay } from '../../../../contracts/domain/force-calendar.ts';
import { dayTyped, typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../../workspace/form/values.ts';
import type { Location } from '../../../workspace/location.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import { type Before, CameBack } from './CameBack.tsx';
import { money } from './requestWords.ts';
import { useRequestForm } from './useRequestForm.ts';

const { expense: w } = strings.hr;
const LONGEST_TEXT = 500;

/** An expenses claim as it is typed. */
interface Fields {
  readonly kind: ExpenseKind;
  readonly day: string;
  readonly sum: string;
  readonly text: string;
}
const fresh = (now: Date): Fields => ({ kind: 'meal', day: typedDay(forceDay(now)), sum: '', text: '' });

/** Of a draft, of a claim that was sent back, or of a command that HQ did not take. */
const readFields = (kept: Readonly<Record<string, unknown>>): Fields => {
  const { day, ...fields } = fitted(fresh(new Date()), kept);
  return {
    ...fields,
    kind: oneOf(w.kinds, fields.kind, 'other'),
    day: /^\d{4}-/.test(day) ? typedDay(day) : day,
    sum: typeof kept['pence'] === 'number' ? money(kept['pence']).slice(1) : fields.sum,
  };
};

/** "12.40", "£12.4", "12": in pence; undefined for anything else. */
const penceOf = (typed: string): number | undefined => {
  const [, pounds, pence = ''] = /^£?\s*(\d{1,5})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  return pounds === undefined ? undefined : Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
};

const faults = ({ day, sum, text }: Fields, now: Date): Faults => {
  const on = dayTyped(day);
  const refusal = on === undefined ? undefined : whyNotExpense({ day: on }, now);
  const pence = penceOf(sum);
  return faultsOf({
    day: on === undefined ? w.wrongDay : refusal && w.refusals[refusal],
    sum: pence === undefined || pence === 0 ? w.wrongSum : pence > MOST_PENCE ? w.tooMuch(money(MOST_PENCE)) : undefined,
    text: textFault(text, w.noText, LONGEST_TEXT),
  });
};

/** What the officer laid out on duty, with a photograph of its receipt. */
export const ExpenseForm = ({ open, back }: { readonly open: BegunForm & Before; readonly back: Location }) => {
  const request = useRequestForm(w);
  return (
    <CommandForm
      open={open}
      system="people"
      command="expense.claim"
      back={back}
      initial={open.payload === undefined ? fresh(new Date()) : readFields(open.payload)}
      read={readFields}
      title={({ text }) => text || w.title}
      check={(fields: Fields) => faults(fields, new Date())}
      payload={({ kind, day, sum, text }) => ({ kind, day: dayTyped(day) ?? '', pence: penceOf(sum) ?? 0, text: written(text) })}
      fieldOf={([name = '']) => (name === 'pence' ? 'sum' : name)}
      summary={({ text }) => `${w.title}: ${text}`}
      {...request}
    >
      {(fields, change, wrong) => {
        const field = bind(w, fields, wrong, change);
        return (
          <FormPart>
            <CameBack reason={open.cameBack} />
            <ChoiceField {...field('kind')} choices={w.kinds} />
            <TextField {...field('day')} hint={w.dayHint} />
            <TextField {...field('sum')} hint={w.sumHint} />
            <TextField long {...field('text')} hint={w.textHint} />
          </FormPart>
        );
      }}
    </CommandForm>
  );
};
