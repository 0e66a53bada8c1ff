import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { dayClock } from '../../../../format/time.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Toggles } from '../../../../ui/Toggles.tsx';
import { AttachmentsField } from '../../../../workspace/attachments/AttachmentsField.tsx';
import type { FormAttachments } from '../../../../workspace/attachments/useFormAttachments.ts';
import { bind } from '../../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import s from '../forms.module.css';
import type { StepProps } from './step.ts';
import { wordsToChoose } from './wordsToChoose.ts';

const { crime: w } = strings.forms;
/** The newest lines of the log that are offered. */
const MOST_LINES = 6;
/** Lines in which somebody wrote what happened. */
const told = ['opened', 'update'];

/** What fits of the force's list, the story in words, the log's own words to take over, and photographs of a report that carries them. */
export const How = ({ fields, change, faults, from, attachments }: StepProps & { readonly attachments?: FormAttachments }) => {
  const { codes } = useWorkspace();
  const now = useNow();
  const features = wordsToChoose(codes.of('methodFeature'), fields.features);
  const lines = (from?.log.lines ?? []).filter(({ kind, text }) => told.includes(kind) && text.trim() !== '').slice(-MOST_LINES);
  return (
    <>
      {features.length > 0 && (
        <Toggles label={w.features} name="features" items={features} on={fields.features} change={(on) => change({ features: on })} />
      )}
      <TextField long {...bind(w, fields, faults, change)('method')} hint={w.methodHint} />
      {lines.length > 0 && (
        <section className={s.quotes} aria-label={w.quote}>
          <h3>{w.quote}</h3>
          <ul>
            {lines.map(({ id, at, operator, text }) => {
              const isUsed = fields.method.includes(text);
              return (
                <li key={id}>
                  <p>
                    <small>
                      {dayClock(at, now)} {operator}
                    </small>
                    {text}
                  </p>
                  <Button
                    disabledFocusable={isUsed}
                    {...(isUsed ? { icon: <Checkmark20Regular /> } : {})}
                    onClick={() => change({ method: fields.method.trim() === '' ? text : `${fields.method.trimEnd()}\n${text}` })}
                  >
                    {isUsed ? w.quoteUsed : w.quoteUse}
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {attachments !== undefined && <AttachmentsField attachments={attachments} wrong={faults['attachments']} />}
    </>
  );
};
