import { useEffect } from 'react';
import { api } from '../api.ts';

/** The contract of session.active: at most once in ten seconds. */
const everyMs = 10_000;

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
    window.addEventListener('keydown', active, listening);
    window.addEventListener('pointerdown', active, listening);
    window.addEventListener('pointermove', active, listening);
    return () => {
      window.removeEventListener('keydown', active, listening);
      window.removeEventListener('pointerdown', active, listening);
      window.removeEventListener('pointermove', active, listening);
    };
  }, []);
};
