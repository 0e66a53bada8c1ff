import { Backspace24Regular } from '@fluentui/react-icons/svg/backspace';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { classes } from '../../format/text.ts';
import { office } from '../../office.ts';
import { Tap } from '../../ui/Tap.tsx';
import { words } from '../../words/index.ts';
import s from './pin.module.css';
import { Tries } from './Tries.tsx';
import { usePin } from './usePin.ts';

type PinState = Extract<SessionState, { readonly kind: 'pin' }>;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The PIN: typed, tapped, or entered on the reader's own keys. It goes to main as bytes, once, and is forgotten here. */
export const PinEntry = ({ tries, rules, refusal }: Pick<PinState, 'tries' | 'rules' | 'refusal'>) => {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const pin = usePin(box, rules.maxLength, rules.digitsOnly);
  const [sending, setSending] = useState(false);
  // Too short: said here, so that the card is not asked and no try is used.
  const [short, setShort] = useState(false);
  const ready = rules.pinPad || pin.length >= rules.minLength;
  useEffect(() => box.current?.focus(), []);

  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setShort(!ready);
    if (!ready) box.current?.focus();
    if (!ready || sending) return;
    setSending(true);
    const bytes = pin.take();
    try {
      await office.session.signIn({ pin: bytes });
    } finally {
      bytes.fill(0);
      setSending(false);
      box.current?.focus();
    }
  };

  return (
    <form className={s.pin} onSubmit={(event) => void open(event)} autoComplete="off">
      <div className={s.left}>
        {rules.pinPad ? (
          <p className={s.label}>{words.signin.pin.pad}</p>
        ) : (
          <>
            <label className={s.label} htmlFor={id}>
              {words.signin.pin.label}
            </label>
            <input
              ref={box}
              id={id}
              className={classes(s.box, refusal !== undefined && s.bad)}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              aria-invalid={refusal !== undefined}
              aria-describedby={`${id}-hint`}
              value={pin.shown}
              // What is typed arrives by beforeinput; React only wants to know that the value is ours.
              onChange={() => {}}
            />
          </>
        )}
        <div id={`${id}-hint`} className={s.below}>
          <Tries
            tries={tries}
            refusal={short ? 'PinLength' : refusal}
            hint={rules.pinPad ? words.signin.pin.padHint : words.signin.pin.hint(rules.minLength, rules.digitsOnly)}
          />
        </div>
        <Tap type="submit" appearance="primary" className={s.open} disabledFocusable={sending}>
          {sending ? words.signin.pin.checking : words.signin.pin.open}
        </Tap>
      </div>
      {!rules.pinPad && (
        <fieldset className={s.keys} aria-label={words.signin.pin.keypad}>
          {digits.map((digit) => (
            <button key={digit} type="button" onClick={() => pin.add(digit)}>
              {digit}
            </button>
          ))}
          <button type="button" className={s.clear} onClick={pin.clear}>
            {words.signin.pin.clear}
          </button>
          <button type="button" onClick={() => pin.add('0')}>
            0
          </button>
          <button type="button" aria-label={words.signin.pin.erase} onClick={pin.erase}>
            <Backspace24Regular />
          </button>
        </fieldset>
      )}
    </form>
  );
};
