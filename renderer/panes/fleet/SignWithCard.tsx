import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../contracts/result.ts';
import { PinBox } from '../../ui/PinBox.tsx';
import { Tap } from '../../ui/Tap.tsx';
import { usePin } from '../../ui/usePin.ts';
import type { FleetCode } from '../../words/en/fleet-faults.ts';
import { words } from '../../words/index.ts';
import { NotDone } from './Failed.tsx';
import s from './form.module.css';

/** The longest PIN that a card takes. How short one may be is the card's to say: it does so without using a try. */
const LONGEST_PIN = 16;

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
  const box = useRef<HTMLInputElement>(null);
  const pin = usePin(box, LONGEST_PIN, true);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FleetCode>();
  // The box and the button come into sight together, also when a refusal has pushed them down.
  const show = useCallback((): void => form.current?.scrollIntoView({ block: 'end' }), []);
  useEffect(() => {
    if (fault !== undefined) show();
  }, [fault, show]);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (unready !== undefined || busy) return;
    setBusy(true);
    const bytes = pin.take();
    try {
      const answer = await sign(bytes);
      if (answer.ok) {
        done(answer.value);
        return;
      }
      setFault(answer.code);
    } catch {
      setFault('Internal');
    } finally {
      bytes.fill(0);
      setBusy(false);
    }
    box.current?.focus();
  };
  return (
    <form ref={form} className={s.sign} onSubmit={(event) => void send(event)} autoComplete="off">
      {fault !== undefined && <NotDone code={fault} />}
      <PinBox label={words.fleet.pin.label} box={box} pin={pin} bad={fault === 'PinIncorrect' || fault === 'PinFinalTry'} onFocus={show}>
        <p className={s.hint}>{words.fleet.pin.hint}</p>
      </PinBox>
      <div className={s.acts}>
        {children}
        <Tap
          type="submit"
          appearance={destroys ? 'secondary' : 'primary'}
          className={destroys && unready === undefined ? s.destroys : undefined}
          disabledFocusable={busy || unready !== undefined}
        >
          {busy ? words.fleet.give.signing : (unready ?? label)}
        </Tap>
      </div>
    </form>
  );
};
