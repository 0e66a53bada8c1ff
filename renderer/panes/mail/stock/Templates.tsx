import { useState } from 'react';
import type { LetterWords } from '../../../../contracts/domain/letter-format.ts';
import { cutShort, isBlank } from '../../../../contracts/domain/text.ts';
import type { DraftRow } from '../../../../contracts/ipc/drafts.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { type LetterFields, readLetter } from '../letterFields.ts';
import s from './stock.module.css';

const { stock: w } = strings.letter;
/** Limit of a draft's title. */
const NAME_LENGTH = 200;

export interface Template extends LetterWords {
  readonly subject: string;
}

/** An officer's own templates: each can be put into the message, or deleted; the message can be kept as one more. */
export const Templates = ({ letter, put }: { readonly letter: LetterFields; readonly put: (template: Template) => void }) => {
  const ask = useAsk(['drafts.kept', 'mail.template'], () => api.drafts.kept({ kind: 'mail.template' }), { topics: ['drafts'] });
  const [failed, setFailed] = useState<ErrorCode>();
  const take = async ({ key }: DraftRow): Promise<void> => {
    const kept = await api.drafts.get({ key });
    if (!kept.ok) return setFailed(kept.code);
    if (kept.value === null) return ask.again();
    const { text, marks, subject } = readLetter(kept.value.fields);
    put({ text, marks, subject });
  };
  return (
    <section className={s.part} aria-label={w.templates}>
      <h3>{w.templates}</h3>
      <AskState ask={ask} words={strings.errors.codes} where="drafts.kept" loading={strings.forms.loading}>
        {({ drafts }) =>
          drafts.length === 0 ? (
            <p>{w.none}</p>
          ) : (
            <ul>
              {drafts.map((row) => (
                <Row key={row.key} row={row} put={() => void take(row)} gone={ask.again} />
              ))}
            </ul>
          )
        }
      </AskState>
      {failed !== undefined && <p role="alert">{toldOf(failed)}</p>}
      <Keep letter={letter} kept={ask.again} />
    </section>
  );
};

const Row = ({ row: { key, title }, put, gone }: { readonly row: DraftRow; readonly put: () => void; readonly gone: () => void }) => {
  const [asking, setAsking] = useState(false);
  const drop = async (): Promise<void> => {
    const answer = await api.drafts.discard({ key });
    setAsking(false);
    if (answer.ok) gone();
  };
  return (
    <li className={s.row}>
      {asking ? (
        <Confirm question={w.ask(title)} yes={w.yes} no={w.no} busy={false} onYes={() => void drop()} onNo={() => setAsking(false)} />
      ) : (
        <>
          <b>{title}</b>
          <Button aria-label={w.putLabel(title)} onClick={put}>
            {w.put}
          </Button>
          <Button aria-label={w.dropLabel(title)} onClick={() => setAsking(true)}>
            {w.drop}
          </Button>
        </>
      )}
    </li>
  );
};

const Keep = ({ letter: { text, marks, subject }, kept }: { readonly letter: LetterFields; readonly kept: () => void }) => {
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [told, setTold] = useState('');
  const keep = async (): Promise<void> => {
    const title = cutShort(name.trim(), NAME_LENGTH);
    const fault = isBlank(title) ? w.nameless : isBlank(text) ? w.nothing : undefined;
    setWrong(fault);
    if (fault !== undefined) return;
    const fields = { text, marks: marks.map((mark) => ({ ...mark })), subject };
    const answer = await api.drafts.save({
      ...{ key: `mail.template:${crypto.randomUUID()}`, kind: 'mail.template', system: 'mail', title, fields, blobs: [] },
    });
    if (!answer.ok) return setWrong(toldOf(answer.code));
    setName('');
    setTold(w.kept(title));
    kept();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter keeps the template
    <div
      className={s.keep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        void keep();
      }}
    >
      <TextField label={w.name} wrong={wrong} value={name} longest={NAME_LENGTH} change={setName} />
      <Button onClick={() => void keep()}>{w.keep}</Button>
      <p role="status">{told}</p>
    </div>
  );
};
