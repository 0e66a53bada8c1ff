import { useEffect, useState } from 'react';

/** Whether the open log stands in large type: F8 turns it on and off, while no sheet is over the window. Another log begins without. */
export const useGlance = (id: string | undefined): readonly [boolean, (on: boolean) => void] => {
  const [of, setOf] = useState<string>();
  const on = id !== undefined && of === id;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      if (!event.repeat) setOf(on ? undefined : id);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [on, id]);
  return [on, (next) => setOf(next ? id : undefined)];
};
