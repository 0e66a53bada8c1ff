import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import type { SearchReason } from '../../contracts/hq/search.ts';
import type { EnquiryWork } from '../../contracts/ipc/enquiry.ts';
import { serialOf } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Kbd } from '../ui/marks.tsx';
import radio from '../ui/radio.module.css';
import s from './enquiry.module.css';

const said = strings.enquiry;
const ELSE = 'else';
const LONGEST = 300;
/** As contracts/hq/search.ts has it, which carries schemas that the page does without. */
const SHORTEST = 10;

/** Asks for which work HQ is searched, and what for. */
export const EnquiryReason = ({
  work,
  asksWhy,
  ask,
  back,
}: {
  readonly work: readonly EnquiryWork[];
  readonly asksWhy: boolean;
  readonly ask: (reason: SearchReason | undefined) => void;
  readonly back: () => void;
}) => {
  const name = useId();
  const [chosen, setChosen] = useState<string>(work[0]?.id ?? ELSE);
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const about = work.find(({ id }) => id === chosen);
  const send = (): void => {
    const missing = asksWhy && about === undefined && words.trim().length < SHORTEST;
    setWrong(missing);
    if (missing) return;
    const reason = { words: words.trim(), ...(about === undefined ? {} : { about: { kind: about.kind, id: about.id } }) };
    ask(about === undefined && reason.words === '' ? undefined : reason);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form className={s.reason} onSubmit={submit} onKeyDown={key} noValidate>
      <p className={s.lead}>{said.sources}</p>
      <div className={s.columns}>
        <fieldset className={s.work}>
          <legend>{said.work}</legend>
          {work.map((one, index) => (
            <label key={one.id}>
              <input
                type="radio"
                className={radio.radio}
                name={name}
                checked={chosen === one.id}
                onChange={() => setChosen(one.id)}
                // biome-ignore lint/a11y/noAutofocus: the dialog was opened to be answered, and its first question is this
                autoFocus={index === 0}
              />
              <span>
                <b>{said.workOf[one.kind](one.kind === 'incident' ? serialOf(one.id) : strings.app.numberOf(one.id), one.title)}</b>
                <small>{one.detail}</small>
              </span>
            </label>
          ))}
          <label>
            <input
              type="radio"
              className={radio.radio}
              name={name}
              checked={chosen === ELSE}
              onChange={() => setChosen(ELSE)}
              // biome-ignore lint/a11y/noAutofocus: as above, where there is no work of the officer's
              autoFocus={work.length === 0}
            />
            <span>
              <b>{said.else}</b>
              <small>{said.elseLead}</small>
            </span>
          </label>
        </fieldset>
        <div className={s.words}>
          <TextField label={said.words} value={words} change={setWords} long longest={LONGEST} wrong={wrong ? said.missing : undefined} />
          <p>{said.kept}</p>
        </div>
      </div>
      <footer className={s.foot}>
        <p>{said.free}</p>
        <Button appearance="subtle" type="button" onClick={back}>
          {said.back} <Kbd>Esc</Kbd>
        </Button>
        <Button appearance="primary" type="submit">
          {said.ask} <Kbd>Ctrl Enter</Kbd>
        </Button>
      </footer>
    </form>
  );
};
