import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Check, TextField } from '../../../../ui/fields.tsx';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import { AttachmentsField } from '../../../../workspace/attachments/AttachmentsField.tsx';
import type { FormAttachments } from '../../../../workspace/attachments/useFormAttachments.ts';
import { Paper } from '../../Paper.tsx';
import { advokate, attachedReference } from '../fields.ts';
import { paragraphBeginnings } from '../paragraphs.ts';
import { pagesWritten, wordsIn } from '../written.ts';
import { PickExhibits } from './PickExhibits.tsx';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { form: w } = strings.statements;

interface WithFiles extends StepProps {
  readonly attachments: FormAttachments;
}

/** The form itself, to be written in; its exhibits' files under it. */
export const Write = ({ fields, faults, edit, attachments }: WithFiles) => {
  const pages = pagesWritten(fields.text).length;
  const age = /^\d+$/.test(fields.age.trim()) ? Number(fields.age) : undefined;
  return (
    <div className={s.write}>
      <Paper witness={{ ...fields, age }} at={fields.begunAt} pages={pages}>
        <div className={s.text}>
          <TextField
            long
            name="text"
            label={w.text}
            hint={w.textHint}
            value={fields.text}
            wrong={faults['text']}
            change={(text) => edit({ text })}
          />
        </div>
        <p className={s.counted}>{w.counted(Math.max(1, pages), wordsIn(fields.text))}</p>
      </Paper>
      <AttachmentsField attachments={attachments} wrong={faults['exhibits']} />
      {attachments.attached.map(({ hash, name }, index) => {
        const said = fields.exhibits.find((one) => one.hash === hash);
        const reference = attachedReference(fields, index);
        const others = fields.exhibits.filter((one) => one.hash !== hash);
        return (
          <TextField
            key={hash}
            name={`exhibit-${index}`}
            label={w.exhibitReference(reference)}
            hint={name}
            value={said?.text ?? ''}
            longest={200}
            change={(text) => edit({ exhibits: [...others, { hash, reference, text }] })}
          />
        );
      })}
    </div>
  );
};

/** What a court asks of an identification, as ticks; the crime's exhibits; and how paragraphs begin. */
export const Identification = ({ fields, change, edit, attachments }: WithFiles) => (
  <ScrollRegion className={s.side} label={w.identification} region>
    <h2>{w.identification}</h2>
    <p className={s.lead}>{w.identificationLead}</p>
    {advokate.map((one) => (
      <Check
        key={one}
        label={w.advokate[one]}
        on={fields.advokate.includes(one)}
        change={(on) => change({ advokate: on ? [...fields.advokate, one] : fields.advokate.filter((other) => other !== one) })}
      />
    ))}
    <PickExhibits fields={fields} attached={attachments.attached.length} edit={edit} />
    <h2>{w.paragraphs}</h2>
    <div className={s.beginnings}>
      {paragraphBeginnings.map(({ name, text }) => (
        <Button key={name} onClick={() => edit({ text: fields.text.trim() === '' ? text : `${fields.text.trimEnd()}\n\n${text}` })}>
          {name}
        </Button>
      ))}
    </div>
  </ScrollRegion>
);
