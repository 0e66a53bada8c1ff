import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ClipFault } from '../../../../contracts/ipc/video.ts';
import { api } from '../../../api.ts';

/** What the back and on buttons, and the arrow keys, go. */
export const JUMP_SECONDS = 10;

export interface Player {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Counts how often it was begun anew: the element's key. */
  readonly round: number;
  /** Where it is, in whole seconds. */
  readonly second: number;
  readonly playing: boolean;
  /** What is to be shown has not come yet. */
  readonly waiting: boolean;
  /** Why it ended; undefined while it may be played. */
  readonly fault: ClipFault | 'NotPlayable' | undefined;
  readonly toggle: () => void;
  readonly seek: (second: number) => void;
  /** Plays on from where it ended. */
  readonly again: () => void;
  readonly events: {
    readonly onTimeUpdate: () => void;
    readonly onSeeking: () => void;
    readonly onPlay: () => void;
    readonly onPause: () => void;
    readonly onWaiting: () => void;
    readonly onPlaying: () => void;
    readonly onSeeked: () => void;
    readonly onLoadedMetadata: () => void;
    readonly onError: () => void;
  };
}

/**
 * Plays a clip of so many seconds. Main tells why it ended: at once for what is not as HQ sealed it; without signal what has come is played to
 * its end. It goes on by itself where the signal came back.
 */
export const usePlayer = ({ id, seconds, online }: { readonly id: string; readonly seconds: number; readonly online: boolean }): Player => {
  const video = useRef<HTMLVideoElement>(null);
  const [round, setRound] = useState(0);
  const [second, setSecond] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [fault, setFault] = useState<Player['fault']>();
  const told = useRef<ClipFault>(undefined);
  /** From where it goes on once it is begun anew, and whether it played. */
  const resume = useRef({ second: 0, playing: false });

  const end = useCallback((code: NonNullable<Player['fault']>): void => {
    const element = video.current;
    resume.current = { second: element?.currentTime ?? resume.current.second, playing: element?.paused === false };
    element?.pause();
    setWaiting(false);
    setFault(code);
  }, []);
  const again = useCallback((): void => {
    told.current = undefined;
    setFault(undefined);
    setRound((before) => before + 1);
  }, []);

  useEffect(
    () =>
      api.video.on('stopped', (stopped) => {
        if (stopped.id !== id) return;
        told.current = stopped.code;
        if (stopped.code !== 'NoSignal') end(stopped.code);
      }),
    [id, end],
  );
  useEffect(() => {
    if (online && fault === 'NoSignal') again();
  }, [online, fault, again]);

  const seek = (to: number): void => {
    const at = Math.min(Math.max(to, 0), seconds);
    resume.current = { ...resume.current, second: at };
    setSecond(Math.floor(at));
    if (video.current !== null) video.current.currentTime = at;
  };
  const toggle = (): void => {
    const element = video.current;
    if (element === null) return;
    if (element.paused) void element.play().catch(() => undefined);
    else element.pause();
  };
  const place = (): void => setSecond(Math.floor(video.current?.currentTime ?? 0));
  return {
    ...{ video, round, second, playing, waiting, fault, toggle, seek, again },
    events: {
      onTimeUpdate: place,
      onSeeking: () => setWaiting(true),
      onPlay: () => setPlaying(true),
      onPause: () => setPlaying(false),
      onWaiting: () => setWaiting(true),
      onPlaying: () => setWaiting(false),
      onSeeked: () => {
        setWaiting(false);
        place();
      },
      onLoadedMetadata: () => {
        const { second: from, playing: goesOn } = resume.current;
        if (from > 0) seek(from);
        if (goesOn) void video.current?.play().catch(() => undefined);
      },
      onError: () => end(told.current ?? 'NotPlayable'),
    },
  };
};
