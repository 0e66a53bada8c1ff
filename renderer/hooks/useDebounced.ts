import { useEffect, useState } from 'react';

/** A value once it has rested for so many milliseconds: a search starts on a pause in typing, not on every key. */
export const useDebounced = <Value>(value: Value, restMs: number): Value => {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
};
