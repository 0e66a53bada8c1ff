import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../contracts/result.ts';
import type { Message } from '../../strings/en/errors.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { PinBox } from '../../ui/PinBox.tsx';
import { useCardPin } from '../../workspace/useCardPin.ts';
import s from './form.module.css';

/** Why it was not signed: what cannot be a PIN has no code, as nobody was asked. */
interface Fault {
  readonly code?: FleetCode;
  readonly message: Message;
}

/**
 * The end of a form that the card signs: the PIN, asked for this one signature, and the button. `unready` is why it cannot be signed yet.
 * The PIN goes to main as bytes, once, and is forgotten here.
 */
export const SignWithCard = <Value,>({
  label,
  destroys = false,
  unready,
  sign,
  done,
  children,
}: {
  readonly label: string;
  /** Red, for what cannot be undone. */
  readonly destroys?: boolean;
  readonly unready: string | undefined;
  readonly sign: (pin: Uint8Array<ArrayBuffer>) => Promise<Result<Value, FleetCode>>;
  readonly done: (value: Value) => void;
  /** Stands beside the button: the way back. */
  readonly children?: ReactNode;
}) => {
  const form = useRef<HTMLFormElement>(null);
  const { box, pin, slip, give } = useCardPin();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  // The box and the button come into sight together, also when a refusal has pushed them down.
  const show = useCallback((): void => form.current?.scrollIntoView({ block: 'end' }), []);
  useEffect(() => {
    if (fault !== undefined) show();
  }, [fault, show]);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (unready !== undefined || busy) return;
    const message = slip();
    if (message !== undefined) {
      setFault({ message });
      return;
    }
    setBusy(true);
    try {
      const answer = await give(sign);
      if (answer.ok) {
        done(answer.value);
        return;
      }
      setFault({ code: answer.code, message: strings.fleet.faults[answer.code] });
    } catch {
      setFault({ code: 'Internal', message: strings.fleet.faults.Internal });
    } finally {
      setBusy(false);
    }
    box.current?.focus();
  };
  return (
    <form ref={form} className={s.sign} onSubmit={(event) => void send(event)} autoComplete="off">
      {fault !== undefined && <NotDone message={fault.message} />}
      <PinBox
        label={strings.fleet.pin.label}
        box={box}
        pin={pin}
        bad={fault !== undefined && (fault.code === undefined || fault.code === 'PinIncorrect' || fault.code === 'PinFinalTry')}
        onFocus={show}
      >
        <p className={s.hint}>{strings.fleet.pin.hint}</p>
      </PinBox>
      <div className={s.acts}>
        {children}
        <Button
          type="submit"
          appearance={destroys ? 'secondary' : 'primary'}
          className={destroys && unready === undefined ? s.destroys : undefined}
          disabledFocusable={busy || unready !== undefined}
        >
          {busy ? strings.fleet.give.signing : (unready ?? label)}
        </Button>
      </div>
    </form>
  );
};
