import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { office } from '../../office.ts';
import { Keypad } from '../../ui/Keypad.tsx';
import { PinBox } from '../../ui/PinBox.tsx';
import type { TypedSlip } from '../../ui/pinRules.ts';
import { Tap } from '../../ui/Tap.tsx';
import { usePin } from '../../ui/usePin.ts';
import type { Telling } from '../../words/en/errors.ts';
import { words } from '../../words/index.ts';
import s from './entry.module.css';
import { Tries } from './Tries.tsx';

type PinState = Extract<SessionState, { readonly kind: 'pin' }>;
/** What was typed and cannot be right; `time` tells one from the same again. */
export interface Slip {
  readonly telling: Telling;
  readonly time: number;
}

/**
 * The PIN: typed, tapped, or entered on the reader's own keys. It goes to main as bytes, once, and is forgotten here. What cannot be
 * right is emptied and not sent, so that no try is used; `slipped` is told why, and that it is over.
 */
export const PinEntry = ({
  tries,
  rules,
  refusal,
  slip,
  slipped,
}: Pick<PinState, 'tries' | 'rules' | 'refusal'> & {
  readonly slip: Slip | undefined;
  readonly slipped: (slip: TypedSlip | undefined) => void;
}) => {
  const box = useRef<HTMLInputElement>(null);
  const pin = usePin(box);
  const [sending, setSending] = useState(false);
  useEffect(() => box.current?.focus(), []);

  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    const found = rules.pinPad ? undefined : pin.refuse(rules);
    slipped(found);
    if (found !== undefined) return;
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
        wrong={slip === undefined && (refusal === 'PinIncorrect' || refusal === 'PinFinalTry')}
        telling={slip?.telling ?? (refusal && words.signin.pinRefusals[refusal])}
        time={slip?.time}
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
          <PinBox label={words.signin.pin.label} box={box} pin={pin} bad={slip !== undefined || refusal !== undefined}>
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
