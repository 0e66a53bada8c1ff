import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import type { Attachment } from '../../../../../contracts/domain/blob.ts';
import type { ErrorCode } from '../../../../strings/en/errors.ts';
import { strings } from '../../../../strings/index.ts';
import { lineOf } from '../../../../strings/told.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Keypad } from '../../../../ui/Keypad.tsx';
import { PinBox } from '../../../../ui/PinBox.tsx';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import { type CardPin, useCardPin } from '../../../../workspace/useCardPin.ts';
import type { StatementFields } from '../fields.ts';
import s from './signing.module.css';
import { WhatIsSigned } from './WhatIsSigned.tsx';

const { signing: w } = strings.statements;
const ofPin: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PinIncorrect', 'PinFinalTry', 'PinBlocked', 'PinLength']);

/** The officer's card signs all of it: one PIN, which also brings the work back. */
export const OfficerSigns = ({
  fields,
  attached,
  card,
  busy,
  refused,
  told,
  seal,
  lock,
  again,
}: {
  readonly fields: StatementFields;
  readonly attached: readonly Attachment[];
  readonly card: RefObject<CardPin | undefined>;
  readonly busy: boolean;
  readonly refused: ErrorCode | undefined;
  readonly told: string | undefined;
  readonly seal: () => void;
  readonly lock: () => void;
  readonly again: () => void;
}) => {
  const pin = useCardPin();
  const { box } = pin;
  const [slip, setSlip] = useState<string>();
  useEffect(() => {
    card.current = pin;
    return () => {
      card.current = undefined;
    };
  });
  useEffect(() => box.current?.focus(), [box]);
  useEffect(() => {
    if (refused !== undefined && !busy) box.current?.focus();
  }, [refused, busy, box]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    const wrong = pin.slip();
    setSlip(wrong && lineOf(wrong));
    if (wrong === undefined) seal();
  };
  const said = slip ?? (busy ? undefined : told);
  return (
    <form className={s.form} onSubmit={submit} autoComplete="off" aria-label={w.officer}>
      <header className={s.head}>
        <h1 tabIndex={-1}>{w.officer}</h1>
        <Button icon={<LockClosed20Regular />} onClick={lock}>
          {w.lock}
        </Button>
      </header>
      <ScrollRegion className={s.card} label={w.officer}>
        <section>
          <h2>{w.what}</h2>
          <WhatIsSigned fields={fields} attached={attached} />
        </section>
        <section className={s.pin}>
          <PinBox label={w.pin} box={box} pin={pin.pin} bad={slip !== undefined || (refused !== undefined && ofPin.has(refused))}>
            <p>{w.pinHint}</p>
          </PinBox>
          {said !== undefined && (
            <p role="alert" className={s.wrong}>
              {said}
            </p>
          )}
          <Keypad pin={pin.pin} />
        </section>
      </ScrollRegion>
      <footer className={s.foot}>
        <span />
        <Button disabledFocusable={busy} onClick={() => !busy && again()}>
          {w.signsAgain}
        </Button>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {busy ? w.sealing : w.seal}
        </Button>
      </footer>
    </form>
  );
};
