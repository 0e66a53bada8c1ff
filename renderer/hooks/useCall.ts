import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fail, type Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { api } from '../api.ts';

/** How a question to main stands. While it is asked again the last answer stays on screen. */
export type Loaded<Value, Code extends string> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: Code }
  | { readonly kind: 'ready'; readonly value: Value };

const loading = { kind: 'loading' } as const;

export interface Call<Value, Code extends string> {
  readonly state: Loaded<Value, Code | 'Internal'>;
  /** Asks again now. */
  readonly again: () => void;
}

/**
 * Asks main, and asks again when `key` changes (another item: the old answer goes at once) or when rows of one of `topics`
 * changed (the same item: the old answer stays until the new one is there). A burst of changes asks at most twice: once
 * now, once after the answer. Answers that come after their question is void are dropped.
 */
export const useCall = <Value, Code extends string>(
  ask: () => Promise<Result<Value, Code>>,
  key: string,
  topics: readonly ChangeTopic[],
): Call<Value, Code> => {
  const [held, setHeld] = useState<{ readonly key: string; readonly state: Loaded<Value, Code | 'Internal'> }>({
    key,
    state: { kind: 'loading' },
  });
  const latest = useRef({ ask, again: () => {} });
  latest.current.ask = ask;
  const names = topics.join();

  useEffect(() => {
    let gone = false;
    let asking = false;
    let stale = false;
    const run = async (): Promise<void> => {
      if (asking) {
        stale = true;
        return;
      }
      asking = true;
      do {
        stale = false;
        // A door that is gone answers nothing at all: the same to the officer as one that broke.
        const answer = await latest.current.ask().catch(() => fail('Internal'));
        if (gone) return;
        setHeld({ key, state: answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', code: answer.code } });
      } while (stale);
      asking = false;
    };
    latest.current.again = () => void run();
    void run();
    const wanted = names.split(',');
    const stop = api.link.on('refreshed', ({ system }) => {
      if (wanted.includes(system)) void run();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [key, names]);

  const again = useCallback(() => latest.current.again(), []);
  const state = held.key === key ? held.state : loading;
  return useMemo(() => ({ state, again }), [state, again]);
};
