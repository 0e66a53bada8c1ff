import { Backspace24Regular } from '@fluentui/react-icons/svg/backspace';
import { strings } from '../strings/index.ts';
import s from './pin.module.css';
import type { Pin } from './usePin.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Keys for a gloved finger; they write where the PIN is being typed. */
export const Keypad = ({ pin }: { readonly pin: Pick<Pin, 'add' | 'erase' | 'clear'> }) => (
  <fieldset className={s.keys} aria-label={strings.pin.keypad}>
    {digits.map((digit) => (
      <button key={digit} type="button" onClick={() => pin.add(digit)}>
        {digit}
      </button>
    ))}
    <button type="button" className={s.clear} onClick={pin.clear}>
      {strings.pin.clear}
    </button>
    <button type="button" onClick={() => pin.add('0')}>
      0
    </button>
    <button type="button" aria-label={strings.pin.erase} onClick={pin.erase}>
      <Backspace24Regular />
    </button>
  </fieldset>
);
