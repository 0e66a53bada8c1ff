import { type ReactNode, type RefObject, useId } from 'react';
import { classes } from '../format/text.ts';
import s from './pin.module.css';
import type { Pin } from './usePin.ts';

/** A box for a PIN, with its label and what stands under it. It shows how long the PIN is and never holds it (usePin). */
export const PinBox = ({
  label,
  box,
  pin,
  bad = false,
  onFocus,
  children,
}: {
  readonly label: string;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly pin: Pin;
  readonly bad?: boolean;
  readonly onFocus?: () => void;
  readonly children?: ReactNode;
}) => {
  const id = useId();
  return (
    <div>
      <label className={s.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={box}
        id={id}
        className={classes(s.box, bad && s.bad)}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={bad}
        aria-describedby={children === undefined ? undefined : `${id}-below`}
        value={pin.shown}
        onFocus={onFocus}
        // What is typed arrives by beforeinput; React only wants to know that the value is ours.
        onChange={() => {}}
      />
      {children !== undefined && <div id={`${id}-below`}>{children}</div>}
    </div>
  );
};
