import { useCallback, useEffect, useRef, useState } from 'react';
import { fail, type Result } from '../../../contracts/result.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';

/** What is on screen is asked again this often while it can be seen: a wipe is watched, and nobody wants to press a key for that. */
const REFRESH_MS = 5_000;

/** How a question to the register stands. After a first answer that stays on screen; `fault` then says that the last try failed. */
export interface Asked<Value> {
  readonly value: Value | undefined;
  readonly fault: FleetCode | undefined;
  /** When `value` came. */
  readonly at: Date | undefined;
  readonly again: () => void;
}

interface Held<Value> {
  readonly key: string;
  readonly value?: Value;
  readonly at?: Date;
  readonly fault?: FleetCode;
}

/**
 * Asks the register, again every REFRESH_MS while the window is seen, and anew when `key` changes. Answers that come after their question
 * is void are dropped.
 */
export const useRegister = <Value>(ask: () => Promise<Result<Value, FleetCode>>, key: string): Asked<Value> => {
  const [held, setHeld] = useState<Held<Value>>({ key });
  const latest = useRef({ ask, again: () => {} });
  latest.current.ask = ask;

  useEffect(() => {
    let gone = false;
    const run = async (): Promise<void> => {
      const answer = await latest.current.ask().catch(() => fail('Internal'));
      if (gone) return;
      setHeld((before) => {
        if (answer.ok) return { key, value: answer.value, at: new Date() };
        return before.key === key ? { ...before, fault: answer.code } : { key, fault: answer.code };
      });
    };
    latest.current.again = () => void run();
    void run();
    const stop = whileSeen(() => void run());
    return () => {
      gone = true;
      stop();
    };
  }, [key]);

  const again = useCallback(() => latest.current.again(), []);
  const mine = held.key === key ? held : undefined;
  return { value: mine?.value, fault: mine?.fault, at: mine?.at, again };
};

/** Calls every REFRESH_MS while the window can be seen; returns the way to stop. */
export const whileSeen = (call: () => void): (() => void) => {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') call();
  }, REFRESH_MS);
  return () => clearInterval(timer);
};

export const isStale = (at: number): boolean => Date.now() - at > REFRESH_MS;
