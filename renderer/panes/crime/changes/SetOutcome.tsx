import type { Code } from '../../../../contracts/domain/code-list.ts';
import { isMetByReport, needsOf, unmetNeeds } from '../../../../contracts/domain/crime-steps.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { CodeFinder } from '../../../workspace/form/CodeFinder.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { faultsOf, fitted, longFault, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { aboutVictims } from './aboutCrime.ts';
import s from './outcome.module.css';

const w = strings.changes.outcome;
/** As long as the contract takes it (contracts/domain/history.ts, which the page does not carry). */
const ANSWER_LENGTH = 1000;

/** `code`: as the list has it, or "". `answers`: to the needs of that list, also of an outcome that was chosen before. */
interface Fields {
  readonly code: string;
  readonly text: string;
  readonly answers: readonly { readonly need: string; readonly text: string }[];
}
const nothing: Fields = { code: '', text: '', answers: [] };
const readFields = (kept: Readonly<Record<string, unknown>>): Fields => ({
  ...fitted({ ...nothing, answers: [{ need: '', text: '' }] }, kept),
  code: String(kept['code'] ?? ''),
});
const answerTo = ({ answers }: Fields, need: Code): string => answers.find((answer) => answer.need === need.code)?.text ?? '';

/** An answer's field is called as its need. */
const outcomeFieldOf = ([name, at]: readonly string[], payload: OpenForm['payload']): string | undefined =>
  name === 'answers' ? readFields(payload ?? {}).answers[Number(at)]?.need : name;

/** How an investigation ended: what the outcome asks for is said, and asked, before the report is filed with it. */
export const SetOutcome = ({ open, crime }: { readonly open: OpenForm; readonly crime: ShownCrime }) => {
  const { codes } = useWorkspace();
  const outcomes = codes.of('outcome');
  const needs = codes.of('outcomeNeed');
  const neededBy = ({ code }: Fields): readonly Code[] => (code === '' ? [] : needsOf(needs, Number(code)));
  const asked = (fields: Fields): readonly Code[] => neededBy(fields).filter((need) => isMetByReport(need, crime) === undefined);
  const unmet = (fields: Fields): readonly Code[] =>
    unmetNeeds(neededBy(fields), crime, fields.answers).filter((need) => isMetByReport(need, crime) === false);
  const back = backFrom('crime.outcome', crime.id);
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.outcome"
      back={back}
      initial={open.payload === undefined ? nothing : readFields(open.payload)}
      read={readFields}
      title={({ text }) => text}
      check={(fields) =>
        faultsOf({
          code: fields.code === '' ? w.noCode : unmet(fields)[0] === undefined ? undefined : w.unmet(unmet(fields)[0]?.label ?? ''),
          ...Object.fromEntries(asked(fields).map((need) => [need.code, textFault(answerTo(fields, need), w.noAnswer, ANSWER_LENGTH)])),
          text: longFault(fields.text),
        })
      }
      payload={(fields) => ({
        crimeId: crime.id,
        code: Number(fields.code),
        words: outcomes?.find(({ code }) => code === fields.code)?.label ?? fields.code,
        answers: asked(fields).map((need) => ({ need: need.code, label: need.label, text: written(answerTo(fields, need)) })),
        text: written(fields.text),
      })}
      fieldOf={(field) => outcomeFieldOf(field, open.payload)}
      summary={({ code }) => w.summary(code)}
      madeLocation={() => back}
      words={() => ({ title: w.title, about: aboutVictims(crime), lead: w.lead, send: w.send })}
    >
      {(fields, change, faults) => (
        <>
          <FormPart>
            {outcomes === undefined && <p role="status">{w.noCodes}</p>}
            <CodeFinder
              name="code"
              label={w.code}
              codes={outcomes ?? []}
              chosen={fields.code}
              hint={w.codeHint}
              wrong={faults['code']}
              choose={(code) => change({ code })}
            />
            <TextField long name="text" label={w.text} value={fields.text} wrong={faults['text']} change={(text) => change({ text })} />
          </FormPart>
          {fields.code !== '' && (
            <FormPart title={w.needs(Number(fields.code))}>
              {neededBy(fields).length === 0 && <p>{w.noNeeds}</p>}
              {neededBy(fields).map((need) => {
                const met = isMetByReport(need, crime);
                if (met !== undefined)
                  return (
                    <p key={need.code} className={met ? undefined : s.unmet}>
                      {met ? w.met(need.label) : w.unmet(need.label)}
                    </p>
                  );
                return (
                  <TextField
                    key={need.code}
                    long
                    name={need.code}
                    label={need.label}
                    value={answerTo(fields, need)}
                    wrong={faults[need.code]}
                    change={(text) =>
                      change({ answers: [...fields.answers.filter((answer) => answer.need !== need.code), { need: need.code, text }] })
                    }
                  />
                );
              })}
            </FormPart>
          )}
        </>
      )}
    </CommandForm>
  );
};
