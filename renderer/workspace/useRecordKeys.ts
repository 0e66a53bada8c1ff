import { useEffect, useRef } from 'react';

/** What each key of an open record does, by the key's name: "Alt+M". */
export type RecordKeys = Readonly<Record<string, () => unknown>>;

/** The keys of the record that is open: Alt and one letter, while no sheet is over it. */
export const useRecordKeys = (keys: RecordKeys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // By place on the keyboard: Alt may make another character of the letter.
      const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
      const act = letter === undefined ? undefined : latest.current[`Alt+${letter}`];
      if (act === undefined || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};
