import { useEffect } from 'react';
import { api } from '../api.ts';

/** The contract of session.active: at most once in ten seconds. */
const everyMs = 10_000;

/** What an officer does that says that they are there. */
export const deeds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Tells main that the officer is there, so that the idle clock starts again. */
export const useActive = (): void => {
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const active = (): void => {
      if (performance.now() - last < everyMs) return;
      last = performance.now();
      void api.session.active(null);
    };
    const listening = { capture: true, passive: true } as const;
    for (const deed of deeds) window.addEventListener(deed, active, listening);
    return () => {
      for (const deed of deeds) window.removeEventListener(deed, active, listening);
    };
  }, []);
};
