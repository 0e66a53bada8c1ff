import { useCallback, useEffect, useRef } from 'react';
import { createAlertSound } from './alertSound.ts';

/** Rings for what has just come, unless the officer has silenced it. */
export const useBell = (sound: boolean): (() => void) => {
  const bell = useRef<ReturnType<typeof createAlertSound>>(undefined);
  const sounds = useRef(sound);
  sounds.current = sound;
  useEffect(() => {
    const made = createAlertSound();
    bell.current = made;
    return made.close;
  }, []);
  return useCallback(() => {
    if (sounds.current) bell.current?.ring();
  }, []);
};
