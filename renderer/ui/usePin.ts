import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { TypedRules } from '../../contracts/ipc/session.ts';
import { NO_CODE, type TypedSlip, typedSlip } from '../format/pinRules.ts';

/** What stands in the box for each character: the box itself never holds the PIN. */
const mask = '•';
/** One more than main takes (contracts: session): what is typed past a rule's end must be seen to be too long, and never be cut in silence. */
const most = 65;

export interface Pin {
  /** How many characters were typed; all that React ever knows of it. */
  readonly length: number;
  readonly shown: string;
  readonly add: (text: string) => void;
  readonly erase: () => void;
  readonly clear: () => void;
  /** Why what was typed cannot be right: then it is forgotten at once, and the box is empty and has the focus. Undefined when it may be. */
  readonly refuse: (rules: TypedRules) => TypedSlip | undefined;
  /** Hands out a copy as bytes (UTF-8); whoever takes it zeroes it. */
  readonly copy: () => Uint8Array<ArrayBuffer>;
  /** The same, and forgets it. */
  readonly take: () => Uint8Array<ArrayBuffer>;
}

const isWholeSelected = (box: HTMLInputElement): boolean =>
  box.value !== '' && box.selectionStart === 0 && box.selectionEnd === box.value.length;

/**
 * A PIN as codes of characters in an array of our own, that can be zeroed, as a string cannot: it is in no state, no
 * property and no attribute. The box is fed from `beforeinput`, so that what is typed never becomes its value. Every key counts: one that
 * no PIN has shows as a dot like the others, and `refuse` says so, where a PIN that leaves it out would use a try.
 */
export const usePin = (box: RefObject<HTMLInputElement | null>): Pin => {
  const codes = useRef<number[]>([]);
  const [length, setLength] = useState(0);

  const clear = useCallback((): void => {
    codes.current.fill(0);
    codes.current.length = 0;
    setLength(0);
  }, []);
  const erase = useCallback((): void => {
    const last = codes.current.length - 1;
    if (last < 0) return;
    codes.current[last] = 0;
    codes.current.length = last;
    setLength(last);
  }, []);
  const add = useCallback((text: string): void => {
    for (const character of text) {
      const code = character.charCodeAt(0);
      if (codes.current.length < most) codes.current.push(code >= 0x20 && code <= 0x7e ? code : NO_CODE);
    }
    setLength(codes.current.length);
  }, []);
  const refuse = useCallback(
    (rules: TypedRules): TypedSlip | undefined => {
      const slip = typedSlip(codes.current, rules);
      if (slip !== undefined) {
        clear();
        box.current?.focus();
      }
      return slip;
    },
    [box, clear],
  );
  const copy = useCallback((): Uint8Array<ArrayBuffer> => Uint8Array.from(codes.current), []);
  const take = useCallback((): Uint8Array<ArrayBuffer> => {
    const pin = copy();
    clear();
    return pin;
  }, [copy, clear]);

  useEffect(() => {
    const input = box.current;
    if (input === null) return;
    const before = (event: InputEvent): void => {
      // Enter announces itself as a line break: it must go on and send the form.
      if (event.inputType === 'insertLineBreak') return;
      event.preventDefault();
      const whole = isWholeSelected(input);
      if (event.inputType.startsWith('delete')) {
        if (whole) clear();
        else erase();
        return;
      }
      if (whole) clear();
      add(event.data ?? event.dataTransfer?.getData('text/plain') ?? '');
    };
    input.addEventListener('beforeinput', before);
    return () => {
      input.removeEventListener('beforeinput', before);
      clear();
    };
  }, [box, add, erase, clear]);

  return { length, shown: mask.repeat(length), add, erase, clear, refuse, copy, take };
};
