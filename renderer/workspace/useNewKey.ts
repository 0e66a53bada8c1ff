import { useEffect, useRef } from 'react';

/** Ctrl+N begins what is new here, wherever the focus is while the list is on screen and no sheet is over it. */
export const useNewKey = (begin: () => void): void => {
  const latest = useRef(begin);
  latest.current = begin;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'n') return;
      event.preventDefault();
      if (!event.repeat && document.querySelector('dialog[open]') === null) latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};
