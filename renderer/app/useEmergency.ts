import { useCallback, useEffect, useRef, useState } from 'react';
import type { EmergencyTaken } from '../../contracts/hq/emergency.ts';
import { fail } from '../../contracts/result.ts';
import { api } from '../api.ts';

/** So long Alt+0 or the button is held: long enough to be no slip, short enough for one hand. */
const holdMs = 1000;
/** Without an answer by then the radio is said in the largest words. */
const radioMs = 1000;

export type EmergencyState =
  | { readonly kind: 'holding' }
  /** Let go too early: nothing was sent. */
  | { readonly kind: 'released' }
  /** `radio`: there is no signal, or the answer takes long. */
  | { readonly kind: 'calling'; readonly radio: boolean }
  | ({ readonly kind: 'taken' } & EmergencyTaken)
  | { readonly kind: 'failed'; readonly code: 'NoUnit' | 'NotTaken' | 'NotAnswered' };

export interface Emergency {
  readonly state: EmergencyState | undefined;
  /** A key or a button for it is down; it counts until anything is let go. */
  readonly press: () => void;
  readonly close: () => void;
}

/** What ends the hold, wherever it happens. */
const releases = ['keyup', 'pointerup', 'pointercancel', 'blur'] as const;

/** The officer's call for help: held for a second, then asked of HQ once. Nothing of it is kept to be sent later. */
export const useEmergency = (offline: boolean): Emergency => {
  const [state, setState] = useState<EmergencyState>();
  const under = useRef<AbortController>(undefined);
  const without = useRef(offline);
  without.current = offline;

  const call = useCallback(async (): Promise<void> => {
    setState({ kind: 'calling', radio: without.current });
    const late = setTimeout(() => setState({ kind: 'calling', radio: true }), radioMs);
    const answer = await api.emergency.call(null).catch(() => fail('Internal'));
    clearTimeout(late);
    if (answer.ok) setState({ kind: 'taken', ...answer.value });
    else setState({ kind: 'failed', code: answer.code === 'NoUnit' || answer.code === 'NotTaken' ? answer.code : 'NotAnswered' });
    under.current = undefined;
  }, []);

  const press = useCallback((): void => {
    if (under.current !== undefined) return;
    const hold = new AbortController();
    under.current = hold;
    setState({ kind: 'holding' });
    const timer = setTimeout(() => {
      hold.abort();
      void call();
    }, holdMs);
    const letGo = (event: Event): void => {
      // Of the window itself: the button takes the focus from something.
      if (event.type === 'blur' && event.target !== window) return;
      clearTimeout(timer);
      hold.abort();
      under.current = undefined;
      setState({ kind: 'released' });
    };
    for (const name of releases) window.addEventListener(name, letGo, { capture: true, signal: hold.signal });
    hold.signal.addEventListener('abort', () => clearTimeout(timer));
  }, [call]);
  const close = useCallback((): void => setState(undefined), []);
  useEffect(() => () => under.current?.abort(), []);
  return { state, press, close };
};
