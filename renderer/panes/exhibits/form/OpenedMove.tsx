import { useRef } from 'react';
import { heldNow, nextActs } from '../../../../contracts/domain/exhibit-continuity.ts';
import { type ContinuityAct, continuityActs } from '../../../../contracts/domain/exhibit-words.ts';
import type { ShownExhibit } from '../../../../contracts/ipc/exhibits.ts';
import { wordOf } from '../../../format/text.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { TextField, WhenField } from '../../../ui/fields.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { type MendingForm, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import { bind } from '../../../workspace/form/useForm.ts';
import type { LocationOf } from '../../../workspace/location.ts';
import s from '../exhibits.module.css';
import { continuityDraft } from '../location.ts';
import { type MoveFields, moveFaults, movePayload, newMove, readMove } from './moveFields.ts';

const { move: w, acts } = strings.exhibits;

interface MoveProps {
  readonly exhibit: ShownExhibit;
  readonly close: () => void;
}

/** The form of what happened to an exhibit, once the command that is changed in it is here. `called`: by what the exhibit was opened. */
export const OpenedMove = ({
  action,
  called,
  exhibit,
  close,
}: MoveProps & { readonly action: NonNullable<LocationOf<'exhibits'>['action']>; readonly called: string }) => {
  const draft = continuityDraft(action, called);
  return (
    <AskState
      ask={useAsk(['exhibits.move', draft], () => mendedPayload(action.mend), { fresh: true })}
      words={strings.errors.codes}
      where="exhibits.move"
      loading={strings.forms.loading}
    >
      {(mended) => <Move exhibit={exhibit} open={{ draft, about: exhibit.id, mend: action.mend, ...mended }} close={close} />}
    </AskState>
  );
};

const Move = ({ exhibit, open, close }: MoveProps & { readonly open: MendingForm }) => {
  // As it was when the form was opened.
  const initial = useRef<MoveFields>(undefined);
  initial.current ??= newMove(new Date());
  const fresh = initial.current;
  const may = nextActs(exhibit);
  const cards = continuityActs.filter((act) => may.includes(act)).map((value) => ({ value, label: acts[value] }));
  return (
    <ActionSheet<'exhibits', 'exhibit.continue', MoveFields>
      open={open}
      system="exhibits"
      command="exhibit.continue"
      initial={open.payload === undefined ? fresh : readMove(open.payload, fresh)}
      read={(kept) => readMove(kept, fresh)}
      title={({ holder }) => holder}
      check={(fields) => moveFaults(fields, may, new Date())}
      payload={(fields) => movePayload(fields, exhibit)}
      fieldOf={([name = '']) => ({ happenedAt: 'happened', note: 'text' })[name] ?? name}
      summary={({ act }) => strings.exhibits.summary(wordOf(acts, act), exhibit.reference)}
      words={() => ({ ...w, title: w.title(exhibit.reference), note: w.moved(wordOf(acts, heldNow(exhibit)?.act ?? '')) })}
      close={close}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <div className={s.fields}>
            <RadioCards<ContinuityAct>
              label={w.act}
              name="act"
              layout="pairs"
              cards={cards}
              chosen={fields.act}
              choose={(act) => change({ act })}
              wrong={faults['act']}
            />
            {fields.act !== 'corrected' && (
              <>
                <TextField {...field('holder')} hint={w.holderHint} />
                <TextField {...field('place')} />
              </>
            )}
            <WhenField {...field('happened')} />
            {fields.act !== 'corrected' && <TextField {...field('seal')} />}
            <TextField grows {...field('text')} hint={w.textHint} />
          </div>
        );
      }}
    </ActionSheet>
  );
};
