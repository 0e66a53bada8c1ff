import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { api } from '../../api.ts';
import type { TypedSlip } from '../../format/pinRules.ts';
import type { Message } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Keypad } from '../../ui/Keypad.tsx';
import { PinBox } from '../../ui/PinBox.tsx';
import { usePin } from '../../ui/usePin.ts';
import s from './entry.module.css';
import { Tries } from './Tries.tsx';

type PinState = Extract<SessionState, { readonly kind: 'pin' }>;
/** What was typed and cannot be right; `time` tells one from the same again. */
export interface Slip {
  readonly message: Message;
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
      await api.session.signIn({ pin: bytes });
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
        message={slip?.message ?? (refusal && strings.signin.pinRefusals[refusal])}
        time={slip?.time}
        hint={rules.pinPad ? strings.signin.pin.padHint : strings.signin.pin.hint(rules)}
      />
    </div>
  );
  return (
    <form className={s.pin} onSubmit={(event) => void open(event)} autoComplete="off">
      <div className={s.left}>
        {rules.pinPad ? (
          <>
            <p className={s.pad}>{strings.signin.pin.pad}</p>
            {below}
          </>
        ) : (
          <PinBox label={strings.signin.pin.label} box={box} pin={pin} bad={slip !== undefined || refusal !== undefined}>
            {below}
          </PinBox>
        )}
        <Button type="submit" appearance="primary" className={s.open ?? ''} disabledFocusable={sending}>
          {sending ? strings.signin.pin.checking : strings.signin.pin.open}
        </Button>
      </div>
      {!rules.pinPad && <Keypad pin={pin} />}
    </form>
  );
};
