import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** What stands in the box for each character: the box itself never holds the PIN. */
const mask = '•';

export interface Pin {
  /** How many characters were typed; all that React ever knows of it. */
  readonly length: number;
  readonly shown: string;
  readonly add: (text: string) => void;
  readonly erase: () => void;
  readonly clear: () => void;
  /** Hands out a copy as bytes (UTF-8); whoever takes it zeroes it. */
  readonly copy: () => Uint8Array<ArrayBuffer>;
  /** The same, and forgets it. */
  readonly take: () => Uint8Array<ArrayBuffer>;
}

const isWholeSelected = (box: HTMLInputElement): boolean =>
  box.value !== '' && box.selectionStart === 0 && box.selectionEnd === box.value.length;

/**
 * A PIN as codes of characters in an array of our own, that can be zeroed, as a string cannot: it is in no state, no
 * property and no attribute. The box is fed from `beforeinput`, so that what is typed never becomes its value.
 */
export const usePin = (box: RefObject<HTMLInputElement | null>, maximum: number, digitsOnly: boolean): Pin => {
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
  const add = useCallback(
    (text: string): void => {
      for (const character of text) {
        const code = character.charCodeAt(0);
        const fits = digitsOnly ? code >= 0x30 && code <= 0x39 : code >= 0x20 && code <= 0x7e;
        if (fits && codes.current.length < maximum) codes.current.push(code);
      }
      setLength(codes.current.length);
    },
    [maximum, digitsOnly],
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

  return { length, shown: mask.repeat(length), add, erase, clear, copy, take };
};
