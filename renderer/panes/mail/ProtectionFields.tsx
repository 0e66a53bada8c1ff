import { useEffect } from 'react';
import type { Message } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { SwitchField } from '../../ui/fields.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { PinBox } from '../../ui/PinBox.tsx';
import { useCardPin } from '../../workspace/useCardPin.ts';
import s from './letter.module.css';
import type { LetterFields } from './letterFields.ts';
import type { Protection } from './useProtection.ts';

const { sign: w, encrypt: e } = strings.letter;

/** Whether the message is signed and encrypted; the PIN while it is to be signed. `slip`: what was wrong with it; `bad`: the card did not take it. */
export const ProtectionFields = ({
  protection,
  change,
  wrong,
  slip,
  bad,
}: {
  readonly protection: Protection;
  readonly change: (some: Partial<LetterFields>) => void;
  /** With encrypting. */
  readonly wrong: string | undefined;
  readonly slip: Message | undefined;
  readonly bad: boolean;
}) => {
  const { sign, encrypt, hint } = protection;
  return (
    <div className={s.protection}>
      <SwitchField
        name="encrypt"
        label={e.label}
        hint={hint}
        wrong={wrong}
        on={encrypt}
        change={(on) => change({ encrypt: on ? 'yes' : 'no' })}
      />
      <SwitchField name="sign" label={w.label} hint={w.hint} on={sign} change={(on) => change({ sign: on ? 'yes' : 'no' })} />
      {sign && <SignaturePin protection={protection} slip={slip} bad={bad} />}
    </div>
  );
};

const SignaturePin = ({
  protection: { card },
  slip,
  bad,
}: {
  readonly protection: Protection;
  readonly slip: Message | undefined;
  readonly bad: boolean;
}) => {
  const typed = useCardPin();
  useEffect(() => {
    card.current = typed;
    return () => {
      card.current = undefined;
    };
  });
  return (
    <>
      {slip !== undefined && <NotDone message={slip} />}
      <PinBox label={w.pin} box={typed.box} pin={typed.pin} bad={bad || slip !== undefined}>
        <p className={s.pinHint}>{w.pinHint}</p>
      </PinBox>
    </>
  );
};
