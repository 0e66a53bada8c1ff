import { useRef } from 'react';
import type { MissingRow } from '../../../../../contracts/ipc/missing.ts';
import { ok } from '../../../../../contracts/result.ts';
import { api } from '../../../../api.ts';
import { serialOf } from '../../../../format/text.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { useFocusIn } from '../../../../workspace/guide/useFocusIn.ts';
import { PersonWarnings } from '../../../../workspace/personsOfLog.tsx';
import { useOpenForm } from '../../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { PersonFinder } from '../../../crime/forms/steps/PersonFinder.tsx';
import { nobody, ofPerson } from '../missingFields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;

/** Who is missing: picked before typed, of the log or of the force's records; and whether there is an open report of them. */
export const Who = ({ fields, change, faults, from }: StepProps) => {
  const { unit } = useWorkspace();
  const openForm = useOpenForm();
  const part = useRef<HTMLDivElement>(null);
  const focusIn = useFocusIn(part);
  const field = bind(w, fields, faults, change);
  const { personId } = fields;
  const picked = fields.name !== '' || personId !== '';
  const incidentId = unit?.incidentId;
  return (
    <div ref={part} className={s.part}>
      {from === undefined && fields.incidentId === '' && incidentId !== undefined && !picked && (
        <div>
          <Button onClick={() => openForm('missing.create', incidentId)}>{w.fromLog(serialOf(incidentId))}</Button>
        </div>
      )}
      {!picked && (
        <PersonFinder
          people={noOne}
          from={from}
          label={w.find}
          placeholder={w.findPlaceholder}
          found={() => undefined}
          set={() => undefined}
          add={(person) => {
            change(ofPerson(person));
            focusIn(person.born === '' ? '[name="born"]' : '[name="sex"]');
          }}
        />
      )}
      <PersonWarnings persons={(from?.persons ?? []).filter(({ id }) => id === personId)} />
      {personId !== '' && <Episodes id={personId} />}
      <div className={s.two}>
        <TextField {...field('name')} hint={personId === '' ? w.nameHint : w.record(personId)} />
        {picked && (
          <div className={s.end}>
            <Button
              appearance="subtle"
              onClick={() => {
                change(nobody);
                focusIn('[name="people"]');
              }}
            >
              {w.somebodyElse}
            </Button>
          </div>
        )}
      </div>
      <div className={s.two}>
        <TextField {...field('born')} hint={w.bornHint} />
        <TextField {...field('age')} />
      </div>
      <ChoiceField
        name="sex"
        label={w.sex}
        choices={w.sexes as Readonly<Record<string, string>>}
        value={fields.sex}
        change={(sex) => change({ sex })}
      />
      <div className={s.two}>
        <TextField {...field('homeAddress')} />
        <TextField {...field('telephone')} />
      </div>
      {from !== undefined && fields.homeAddress === '' && (
        <div>
          <Button
            className={s.words ?? ''}
            onClick={() => {
              change({ homeAddress: from.log.place.text });
              // The key goes with the press.
              focusIn('[name="homeAddress"]');
            }}
          >
            {w.homeIs(from.log.place.text)}
          </Button>
        </div>
      )}
    </div>
  );
};

const noOne = [] as const;
const none: MissingRow[] = [];

/** An open report of the same person stands in the way of another; those that ended are told. */
const Episodes = ({ id }: { readonly id: string }) => {
  const { go } = useWorkspace();
  const { state } = useFetched(
    ['missing.ofPerson', id],
    () => (id === '' ? Promise.resolve(ok({ known: true, value: none })) : api.missing.ofPerson({ id })),
    {
      topics: ['missing', 'outbox'],
    },
  );
  const rows = state.kind === 'ready' ? state.value : [];
  const open = rows.find((row) => row.state !== 'closed');
  const earlier = rows.filter((row) => row.state === 'closed').length;
  return (
    <>
      {open !== undefined && (
        <div className={s.warn} role="note">
          <p>{w.open_(strings.app.numberOf(open.id))}</p>
          <Button onClick={() => go({ pane: 'missing', id: open.id })}>{w.openIt(strings.app.numberOf(open.id))}</Button>
        </div>
      )}
      {earlier > 0 && <p role="note">{w.earlier(earlier)}</p>}
    </>
  );
};
