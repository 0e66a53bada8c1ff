import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { office } from '../../office.ts';
import { Keypad } from '../../ui/Keypad.tsx';
import { PinBox } from '../../ui/PinBox.tsx';
import { Tap } from '../../ui/Tap.tsx';
import { usePin } from '../../ui/usePin.ts';
import { words } from '../../words/index.ts';
import s from './entry.module.css';
import { Tries } from './Tries.tsx';

type PinState = Extract<SessionState, { readonly kind: 'pin' }>;

/** The PIN: typed, tapped, or entered on the reader's own keys. It goes to main as bytes, once, and is forgotten here. */
export const PinEntry = ({ tries, rules, refusal }: Pick<PinState, 'tries' | 'rules' | 'refusal'>) => {
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

  const below = (
    <div className={s.below}>
      <Tries
        tries={tries}
        refusal={short ? 'PinLength' : refusal}
        hint={rules.pinPad ? words.signin.pin.padHint : words.signin.pin.hint(rules.minLength, rules.digitsOnly)}
      />
    </div>
  );
  return (
    <form className={s.pin} onSubmit={(event) => void open(event)} autoComplete="off">
      <div className={s.left}>
        {rules.pinPad ? (
          <>
            <p className={s.pad}>{words.signin.pin.pad}</p>
            {below}
          </>
        ) : (
          <PinBox label={words.signin.pin.label} box={box} pin={pin} bad={refusal !== undefined}>
            {below}
          </PinBox>
        )}
        <Tap type="submit" appearance="primary" className={s.open ?? ''} disabledFocusable={sending}>
          {sending ? words.signin.pin.checking : words.signin.pin.open}
        </Tap>
      </div>
      {!rules.pinPad && <Keypad pin={pin} />}
    </form>
  );
};
