import { useEffect, useRef, useState } from 'react';
import { exhibitKinds } from '../../../../contracts/domain/exhibit-words.ts';
import { api } from '../../../api.ts';
import { useDebounced } from '../../../hooks/useDebounced.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { ChoiceField, TextField, WhenField } from '../../../ui/fields.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { AttachmentsField } from '../../../workspace/attachments/AttachmentsField.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import { bind, type Form } from '../../../workspace/form/useForm.ts';
import type { Location } from '../../../workspace/location.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { FileOf } from './FileOf.tsx';
import { type About, type ExhibitFields, exhibitFaults, exhibitPayload, initialsIn, newExhibit, readExhibit } from './fields.ts';

const { exhibits: x } = strings;
const { form: w } = x;
/** A name is typed letter by letter, and its initials asked for once. */
const TYPING_MS = 300;

interface References {
  readonly taken: readonly string[];
  readonly next: string;
}

/** Something is taken as an exhibit: what it is, its reference, its file, where and when. */
export const NewExhibit = ({ open, about }: { readonly open: MendingForm; readonly about: About }) => {
  const { link, officer } = useWorkspace();
  // As it was when the form was opened: what is suggested does not change under the typing hand.
  const initial = useRef<ExhibitFields>(undefined);
  initial.current ??= newExhibit(about, new Date());
  const fresh = initial.current;
  const [references, setReferences] = useState<References>({ taken: [], next: '' });
  const { crimeId, incidentId, statementId } = about;
  const name = strings.app.numberOf(crimeId ?? incidentId ?? '');
  const back: Location =
    statementId !== undefined
      ? { pane: 'statements', id: statementId }
      : crimeId !== undefined
        ? { pane: 'crime', id: crimeId }
        : { pane: 'storm', id: incidentId };
  // Its own reference is not given to another while it is changed.
  const own = open.payload?.['reference'];
  return (
    <CommandForm<'exhibits', 'exhibit.create', ExhibitFields>
      open={open}
      system="exhibits"
      command="exhibit.create"
      back={back}
      left={{ pane: 'exhibits' }}
      initial={open.payload === undefined ? fresh : readExhibit(open.payload, fresh)}
      read={(kept) => readExhibit(kept, fresh)}
      title={({ reference, text }) => `${reference} ${text}`.trim()}
      check={(fields, files) =>
        exhibitFaults(fields, {
          files: files.length,
          taken: open.refusal === undefined ? references.taken.filter((one) => one !== own) : references.taken,
          next: references.next,
          now: new Date(),
        })
      }
      payload={(fields) => exhibitPayload(fields, about, officer)}
      fieldOf={([field = '']) => ({ happenedAt: 'happened', producer: 'witness', original: 'attachments' })[field] ?? field}
      summary={({ reference, text }) => w.summary(reference, text)}
      madeLocation={(id) => ({ pane: 'exhibits', id })}
      words={() => ({
        title: w.title,
        lead: w.lead(crimeId === undefined ? x.log(name) : x.crime(name)),
        send: link?.link === 'offline' ? w.keep : w.send,
      })}
      mark={() => <Marking marking={about.marking} />}
    >
      {(fields, change, faults, form) => (
        <Questions
          form={form}
          mending={open.payload !== undefined}
          about={about}
          setReferences={setReferences}
          field={bind(w, fields, faults, change)}
          faults={faults}
        />
      )}
    </CommandForm>
  );
};

const Questions = ({
  form,
  mending,
  about: { crimeId, incidentId },
  setReferences,
  field,
  faults,
}: {
  readonly form: Form<ExhibitFields>;
  readonly mending: boolean;
  readonly about: About;
  readonly setReferences: (known: References) => void;
  readonly field: ReturnType<typeof bind<ExhibitFields>>;
  readonly faults: Readonly<Record<string, string>>;
}) => {
  const { officer } = useWorkspace();
  const { fields } = form.draft;
  const initials = useDebounced(initialsIn(fields, officer), TYPING_MS);
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    let gone = false;
    void api.exhibits.references({ initials, crimeId, incidentId }).then((answer) => {
      if (gone || !answer.ok) return;
      const { taken, next = '' } = answer.value;
      setReferences({ taken, next });
      const { draft, change } = latest.current;
      // What somebody wrote on a label stays; what is of other initials was suggested for another.
      if (!draft.fields.reference.toUpperCase().startsWith(`${initials}/`)) change({ reference: next });
    });
    return () => {
      gone = true;
    };
  }, [initials, crimeId, incidentId, setReferences]);
  return (
    <>
      {!mending && <AttachmentsField attachments={form.attachments} wrong={faults['attachments']} />}
      <FormPart>
        <ChoiceField
          name="kind"
          label={w.kind}
          choices={x.kinds}
          of={exhibitKinds}
          value={exhibitKinds.find((one) => one === fields.kind)}
          wrong={faults['kind']}
          change={(kind) => form.change({ kind })}
        />
        <TextField {...field('text')} hint={w.textHint} />
        <FileOf form={form} mending={mending} />
      </FormPart>
      <FormPart>
        <ChoiceField
          name="producedBy"
          label={w.producedBy}
          choices={w.producers}
          value={fields.producedBy === 'witness' ? 'witness' : 'officer'}
          change={(producedBy) => form.change({ producedBy })}
        />
        {fields.producedBy === 'witness' && <TextField {...field('witness')} />}
        <TextField {...field('reference')} hint={w.referenceHint} />
      </FormPart>
      <FormPart>
        <TextField {...field('place')} />
        <WhenField {...field('happened')} />
        <TextField {...field('seal')} hint={w.sealHint} />
        <TextField grows {...field('note')} hint={w.noteHint} />
      </FormPart>
    </>
  );
};
