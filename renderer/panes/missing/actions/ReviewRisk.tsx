import type { Missing } from '../../../../contracts/domain/missing.ts';
import { gradeOf } from '../../../../contracts/domain/missing-steps.ts';
import { LONG_TEXT_LENGTH } from '../../../../contracts/domain/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField, type When, WhenField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, noWhen, textFault, whenFault, whenOf, written } from '../../../workspace/form/values.ts';
import type { ActionProps } from './kinds.ts';

const { review: w } = strings.forms.missingPerson;

interface Fields {
  readonly text: string;
  /** Sooner than the grade asks for; none is empty. */
  readonly next: When;
}
const nothing: Fields = { text: '', next: noWhen };
const read = (kept: Readonly<Record<string, unknown>>): Fields => {
  const { nextDue, ...fields } = fitted({ ...nothing, nextDue: '' }, kept);
  return nextDue === '' ? fields : { ...fields, next: whenOf(nextDue) };
};

/** A supervisor has looked at the risk, and leaves it as it is. */
export const ReviewRisk = ({ report, open, close }: ActionProps) => {
  const { name, risks } = report;
  return (
    <ActionSheet<'missing', 'missing.review', Fields>
      open={open}
      system="missing"
      command="missing.review"
      initial={open.payload === undefined ? nothing : read(open.payload)}
      read={read}
      title={({ text }) => text}
      check={({ text, next }) =>
        faultsOf({
          text: textFault(text, w.noText, LONG_TEXT_LENGTH),
          next:
            next.day === '' && next.time === ''
              ? undefined
              : (whenFault(next) ?? ((instantOf(next, 'coming') ?? '') <= new Date().toISOString() ? strings.forms.wrong.past : undefined)),
        })
      }
      payload={({ text, next }) => {
        const nextDue = instantOf(next, 'coming');
        return { missingId: report.id, text: written(text), ...(nextDue === undefined ? {} : { nextDue }) };
      }}
      summary={() => w.summary(name)}
      words={() => ({
        ...{ title: w.title(name), note: w.note, leave: w.leave, send: w.send },
        lead: w.lead(strings.missing.risk(gradeOf(report as Missing)), risks.at(-1)?.whyNotLower ?? ''),
      })}
      close={() => close()}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <TextField long {...field('text')} />
            <WhenField {...field('next')} hint={w.nextHint} />
          </>
        );
      }}
    </ActionSheet>
  );
};
