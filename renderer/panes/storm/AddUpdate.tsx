import { Save20Filled } from '@fluentui/react-icons/svg/save';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useDesk } from '../../app/desk.ts';
import { office } from '../../office.ts';
import { Tap } from '../../ui/Tap.tsx';
import { words } from '../../words/index.ts';
import s from './add.module.css';

/** How long what was typed may stand unsaved, also while the typing goes on: a card pulled out costs less than a word or two. */
const unsavedMs = 400;
/** The longest line that Storm takes (contracts: longText). */
const longest = 4000;
/** From here on the box says how much room is left. */
const sayFrom = 3600;

/** Saves a draft while it is typed, and at once when its box is left or goes away. */
const useDraft = (id: string, first: string) => {
  const [text, setText] = useState(first);
  const unsaved = useRef<string | undefined>(undefined);
  const save = useRef((): void => {
    if (unsaved.current === undefined) return;
    void office.storm.saveDraft({ incidentId: id, text: unsaved.current });
    unsaved.current = undefined;
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
    unsaved.current = next.slice(0, longest);
    setText(next);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      save.current();
    }, unsavedMs);
  };
  /** The words are on their way: there is no draft any more. */
  const sent = (): void => {
    unsaved.current = undefined;
    setText('');
  };
  return { text, type, sent, save: save.current } as const;
};

/** The box for an update: sent, or kept without signal; either way it is on this laptop before the box is empty. */
export const AddUpdate = ({ id, draft, write }: { readonly id: string; readonly draft: string; readonly write: boolean }) => {
  const { link } = useDesk();
  const offline = link?.link === 'offline';
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, type, sent, save } = useDraft(id, draft);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    if (write) box.current?.focus();
  }, [write]);

  const fits = text.length <= longest;
  const send = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (text.trim() === '') box.current?.focus();
    if (text.trim() === '' || !fits || busy) return;
    setBusy(true);
    const answer = await office.storm.addUpdate({ incidentId: id, text: text.trim() });
    setBusy(false);
    setRefused(!answer.ok);
    if (!answer.ok) return;
    sent();
    void office.storm.saveDraft({ incidentId: id, text: '' });
    box.current?.focus();
  };

  const left = longest - text.length;
  return (
    <form className={s.add} onSubmit={(event) => void send(event)}>
      <div className={s.over}>
        <label htmlFor={field}>{words.storm.add.label}</label>
        {text.length > sayFrom && <span role="status">{left < 0 ? words.storm.add.over(-left) : words.storm.add.left(left)}</span>}
      </div>
      {refused && (
        <p className={s.refused} role="alert">
          {words.storm.add.refused}
        </p>
      )}
      <div className={s.row}>
        <textarea
          ref={box}
          id={field}
          value={text}
          placeholder={offline ? words.storm.add.placeholderOffline : words.storm.add.placeholder}
          onChange={(event) => type(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.ctrlKey) return;
            event.preventDefault();
            void send();
          }}
        />
        <Tap
          type="submit"
          appearance="primary"
          className={s.send ?? ''}
          icon={offline ? <Save20Filled /> : <Send20Filled />}
          disabledFocusable={!fits || busy}
          aria-keyshortcuts="Control+Enter"
        >
          {offline ? words.storm.add.keep : words.storm.add.send}
        </Tap>
      </div>
    </form>
  );
};
