import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { Tidied } from '../format/enrolment.ts';
import s from './tidybox.module.css';

/** A box that puts what is typed or pasted into its form at once, and keeps the cursor where it was. */
export const MaskedInput = ({
  label,
  hint,
  text,
  tidy,
  change,
  focus = false,
}: {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly tidy: (typed: string, caret: number) => Tidied;
  readonly change: (text: string, typed: string) => void;
  /** Takes the focus when it appears. */
  readonly focus?: boolean;
}) => {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  // React puts the cursor at the end when the value is not what was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the text
  useLayoutEffect(() => {
    if (caret !== undefined && document.activeElement === box.current) box.current?.setSelectionRange(caret, caret);
  }, [caret, text]);
  useLayoutEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  return (
    <div>
      <label className={s.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={box}
        id={id}
        className={s.box}
        type="text"
        value={text}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const tidied = tidy(target.value, target.selectionStart ?? target.value.length);
          setCaret(tidied.caret);
          change(tidied.text, target.value);
        }}
      />
      <p id={`${id}-hint`} className={s.hint}>
        {hint}
      </p>
    </div>
  );
};
