import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react';
import type { Result } from '../../contracts/result.ts';

/**
 * What main says by an event, asked for once as well: a change between the first question and the subscription would be lost. An event
 * that comes before the answer is newer than it. Where nobody answers, the event brings it.
 */
export const useFollowed = <Value>(
  first: Value,
  follow: (listener: (value: Value) => void) => () => void,
  ask: () => Promise<Result<Value, string>>,
): readonly [Value, Dispatch<SetStateAction<Value>>] => {
  const [value, setValue] = useState(first);
  const calls = useRef({ follow, ask });
  useEffect(() => {
    let followed = false;
    const stop = calls.current.follow((next) => {
      followed = true;
      setValue(next);
    });
    void calls.current.ask().then(
      (answer) => {
        if (answer.ok && !followed) setValue(answer.value);
      },
      () => undefined,
    );
    return stop;
  }, []);
  return [value, setValue];
};
