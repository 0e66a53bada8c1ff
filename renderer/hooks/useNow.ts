import { useEffect, useState } from 'react';

/** Ages are shown in minutes: twice a minute is fresh enough, and quiet. */
const defaultEveryMs = 30_000;

/** The time now, told again every so often. */
export const useNow = (everyMs: number = defaultEveryMs): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};
