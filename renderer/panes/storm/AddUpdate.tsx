import { Save20Filled } from '@fluentui/react-icons/svg/save';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { DRAFT_LENGTH, isBlank, LONG_TEXT_LENGTH, mendText } from '../../../contracts/domain/text.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './add.module.css';

/** How long what was typed may stand unsaved, also while the typing goes on: a card pulled out costs less than a word or two. */
const unsavedMs = 400;
/** From here on the box says how much room is left. */
const sayFrom = 3600;

const number = new Intl.NumberFormat('en-GB');

/** Saves a draft, whole, while it is typed, and at once when its box is left or goes away. One that is too long leaves the last one as it is. */
const useDraft = (id: string, first: string) => {
  const [text, setText] = useState(first);
  const [saved, setSaved] = useState(true);
  const unsaved = useRef<string | undefined>(undefined);
  const newest = useRef(first);
  const save = useRef((): void => {
    const next = unsaved.current;
    if (next === undefined) return;
    unsaved.current = undefined;
    void api.storm.saveDraft({ incidentId: id, text: next }).then((answer) => {
      setSaved(answer.ok);
      if (!answer.ok && newest.current === next) unsaved.current = next;
    });
  });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const leave = save.current;
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      clearTimeout(timer.current);
      leave();
    };
  }, []);
  const type = (next: string): void => {
    setText(next);
    newest.current = next;
    unsaved.current = next.length <= DRAFT_LENGTH ? next : undefined;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      save.current();
    }, unsavedMs);
  };
  /** The words are on their way: there is no draft any more. */
  const sent = (): void => {
    unsaved.current = undefined;
    newest.current = '';
    setText('');
  };
  return { text, type, sent, saved, save: save.current } as const;
};

/** The box for an update: sent, or kept without signal; either way it is on this laptop before the box is empty. */
export const AddUpdate = ({ id, draft, write }: { readonly id: string; readonly draft: string; readonly write: boolean }) => {
  const { link } = useWorkspace();
  const offline = link?.link === 'offline';
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, type, sent, saved, save } = useDraft(id, draft);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    if (write) box.current?.focus();
  }, [write]);

  // What goes out: HQ and the laptop store no other text.
  const written = mendText(text).trim();
  const left = LONG_TEXT_LENGTH - written.length;
  const fits = left >= 0;
  const send = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (isBlank(written)) box.current?.focus();
    if (isBlank(written) || !fits || busy) return;
    setBusy(true);
    const answer = await give('storm', 'incident.addLine', { incidentId: id, text: written });
    setBusy(false);
    setRefused(!answer.ok);
    if (!answer.ok) return;
    sent();
    void api.storm.saveDraft({ incidentId: id, text: '' });
    box.current?.focus();
  };

  const trouble = text.length > DRAFT_LENGTH ? strings.storm.add.notKept : saved ? undefined : strings.storm.add.notSaved;
  return (
    <form className={s.add} onSubmit={(event) => void send(event)}>
      <div className={s.over}>
        <label htmlFor={field}>{strings.storm.add.label}</label>
        <span className={fits ? '' : s.tooLong} role="status">
          {!fits && `${strings.storm.add.over(number.format(-left))}. ${strings.storm.add.overWhy(number.format(LONG_TEXT_LENGTH))}`}
          {fits && written.length > sayFrom && strings.storm.add.left(left)}
        </span>
      </div>
      {trouble !== undefined && (
        <p className={s.refused} role="alert">
          {trouble}
        </p>
      )}
      {refused && (
        <p className={s.refused} role="alert">
          {strings.storm.add.refused}
        </p>
      )}
      <div className={s.row}>
        <textarea
          ref={box}
          id={field}
          value={text}
          aria-invalid={!fits}
          placeholder={offline ? strings.storm.add.placeholderOffline : strings.storm.add.placeholder}
          onChange={(event) => type(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.ctrlKey) return;
            event.preventDefault();
            void send();
          }}
        />
        <Button
          type="submit"
          appearance="primary"
          className={s.send ?? ''}
          icon={offline ? <Save20Filled /> : <Send20Filled />}
          disabledFocusable={!fits || busy}
          aria-keyshortcuts="Control+Enter"
        >
          {offline ? strings.storm.add.keep : strings.storm.add.send}
        </Button>
      </div>
    </form>
  );
};
