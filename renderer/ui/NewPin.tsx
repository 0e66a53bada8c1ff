import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CommonCode } from '../../contracts/ipc/define.ts';
import type { PinChangeRefusal } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';
import { type PinRules, pukRules } from '../format/pinRules.ts';
import { classes } from '../format/text.ts';
import type { Message } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { Button } from './Button.tsx';
import { Keypad } from './Keypad.tsx';
import { isOver, type PinSlip, slipOf } from './newPin.ts';
import { PinBox } from './PinBox.tsx';
import s from './pin.module.css';
import { type Pin, usePin } from './usePin.ts';

type Field = 'known' | 'fresh' | 'again';
type Told = { readonly slip: PinSlip } | { readonly refusal: PinChangeRefusal };

/** What broke on the way leaves the same doubt as a card that stopped answering: which PIN holds now. */
const refusalOf = (code: PinChangeRefusal | CommonCode): PinChangeRefusal =>
  code === 'Locked' || code === 'BadRequest' || code === 'Internal' ? 'CardFault' : code;

const wordsOf = (told: Told, rules: PinRules, kind: 'change' | 'unblock'): readonly [string, string?] => {
  const message = 'slip' in told ? slipWords(told.slip, rules, kind) : strings.pin.refusals[told.refusal];
  return typeof message === 'string' ? [message] : [message.what, `${message.safe} ${message.todo}`];
};

const slipWords = (slip: PinSlip, rules: PinRules, kind: 'change' | 'unblock'): string | Message => {
  if (!('field' in slip)) return strings.pin[slip.why];
  const { subjects, slips } = strings.pin;
  if (slip.field === 'fresh') return slips[slip.why](subjects.fresh, rules);
  return slips[slip.why](subjects.known[kind], kind === 'change' ? rules : pukRules(rules));
};

/**
 * A new PIN, with the old one (`change`) or the card's unblocking code (`unblock`). The rules stand before the boxes, and what breaks
 * them is said before the card is asked. PINs go to main as bytes, once, and are forgotten here.
 */
export const NewPin = ({
  kind,
  rules,
  warning,
  done,
  back,
}: {
  readonly kind: 'change' | 'unblock';
  readonly rules: PinRules;
  /** Said before a try is used: that it is the last one. */
  readonly warning?: string | undefined;
  readonly done: () => void;
  readonly back: () => void;
}) => {
  const boxes = { known: useRef<HTMLInputElement>(null), fresh: useRef<HTMLInputElement>(null), again: useRef<HTMLInputElement>(null) };
  const pins: Readonly<Record<Field, Pin>> = {
    known: usePin(boxes.known),
    fresh: usePin(boxes.fresh),
    again: usePin(boxes.again),
  };
  const [at, setAt] = useState<Field>('known');
  const [sending, setSending] = useState(false);
  const [told, setTold] = useState<Told>();
  // The same words at another time are said again.
  const [times, setTimes] = useState(0);
  const ended = told !== undefined && 'refusal' in told && isOver(told.refusal);
  const first = boxes.known;
  useEffect(() => first.current?.focus(), [first]);

  const judge = (): PinSlip | undefined => {
    const typed = { known: pins.known.copy(), fresh: pins.fresh.copy(), again: pins.again.copy() };
    const slip = rules.pinPad ? undefined : slipOf(typed, rules, kind);
    for (const bytes of Object.values(typed)) bytes.fill(0);
    return slip;
  };
  /** What cannot be right is emptied, and typed again there. */
  const mend = (slip: PinSlip): void => {
    setTold({ slip });
    setTimes((before) => before + 1);
    const empties: readonly Field[] =
      slip.why === 'missing' ? [] : 'field' in slip && slip.field === 'known' ? ['known'] : ['fresh', 'again'];
    for (const field of empties) pins[field].clear();
    const first = empties[0] ?? (['known', 'fresh', 'again'] as const).find((field) => pins[field].length === 0) ?? 'known';
    boxes[first].current?.focus();
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (sending || ended) return;
    const slip = judge();
    if (slip !== undefined) {
      mend(slip);
      return;
    }
    setSending(true);
    setTold(undefined);
    const known = pins.known.take();
    const newPin = pins.fresh.take();
    pins.again.clear();
    try {
      const answer = await (kind === 'change'
        ? api.session.changePin({ oldPin: known, newPin })
        : api.session.unblockPin({ puk: known, newPin }));
      if (answer.ok) done();
      else setTold({ refusal: refusalOf(answer.code) });
    } catch {
      setTold({ refusal: 'CardFault' });
    } finally {
      known.fill(0);
      newPin.fill(0);
      setSending(false);
      first.current?.focus();
    }
  };

  const said = told === undefined ? (warning === undefined ? undefined : [warning]) : wordsOf(told, rules, kind);
  const box = (field: Field, label: string) => (
    <PinBox label={label} box={boxes[field]} pin={pins[field]} bad={told !== undefined} onFocus={() => setAt(field)} />
  );
  const rule = kind === 'change' ? strings.pin.rules : strings.pin.unblockRules;
  return (
    <form className={classes(s.form, rules.pinPad && s.padForm)} onSubmit={(event) => void send(event)} autoComplete="off">
      <p className={s.rules}>
        {rules.pinPad
          ? kind === 'change'
            ? strings.pin.padChange
            : strings.pin.padUnblock
          : rule(rules.minLength, rules.maxLength, rules.digitsOnly)}
      </p>
      {!rules.pinPad && (
        <>
          <div className={s.boxes}>
            {box('known', kind === 'change' ? strings.pin.old : strings.pin.puk)}
            {box('fresh', strings.pin.new)}
            {box('again', strings.pin.again)}
          </div>
          <Keypad pin={pins[at]} />
        </>
      )}
      {said !== undefined && (
        <p key={times} className={s.told} role="alert">
          {said[0]}
          {said[1] !== undefined && <small>{said[1]}</small>}
        </p>
      )}
      <div className={s.acts}>
        {!ended && (
          <Button type="submit" appearance="primary" disabledFocusable={sending}>
            {sending ? strings.pin.setting : strings.pin.set}
          </Button>
        )}
        <Button onClick={back} disabledFocusable={sending}>
          {strings.pin.back}
        </Button>
      </div>
    </form>
  );
};
