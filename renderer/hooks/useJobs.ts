import { useCallback, useEffect, useRef, useState } from 'react';
import type { Job } from '../../contracts/ipc/storm.ts';
import { api } from '../api.ts';
import { createAlertSound } from './alertSound.ts';
import { firstQuestions } from './firstQuestions.ts';
import { useAsk } from './useAsk.ts';

export interface Jobs {
  /** New jobs of the unit, gravest first. */
  readonly jobs: readonly Job[];
  /** Those that have just come: said once to whoever hears the page. */
  readonly arrived: readonly Job[];
  /** The officer knows of these; ids of logs that are no new job are passed over. */
  readonly seen: (ids: readonly string[]) => void;
}

const none: readonly Job[] = [];

/** The unit's new jobs: each sounds once in a session, unless it is silenced, and is shown until it was opened or seen. */
export const useJobs = (sound: boolean): Jobs => {
  const { state } = useAsk(firstQuestions.jobs.key, firstQuestions.jobs.call, firstQuestions.jobs);
  const value = state.kind === 'ready' ? state.value : undefined;
  const [arrived, setArrived] = useState(none);
  const told = useRef<ReadonlySet<string>>(new Set());
  const bell = useRef<ReturnType<typeof createAlertSound>>(undefined);
  const sounds = useRef(sound);
  sounds.current = sound;
  useEffect(() => {
    const made = createAlertSound();
    bell.current = made;
    return made.close;
  }, []);
  useEffect(() => {
    if (value === undefined) return;
    const fresh = value.filter(({ id }) => !told.current.has(id));
    // One that was taken away and is given again is told again.
    told.current = new Set(value.map(({ id }) => id));
    if (fresh.length === 0) return;
    setArrived(fresh);
    if (sounds.current) bell.current?.ring();
  }, [value]);
  const seen = useCallback((ids: readonly string[]): void => void api.storm.seenJobs({ ids: [...ids] }), []);
  return { jobs: value ?? none, arrived, seen };
};
