import { useEffect, useRef } from 'react';
import { backToList, nextRegion } from '../ui/regions.ts';

export interface WorkspaceKeys {
  /** Goes to the pane of that number, if there is one. */
  readonly pane: (number: number) => void;
  readonly search: () => void;
  readonly lock: () => void;
  readonly job: () => void;
  readonly acknowledge: () => void;
  readonly outbox: () => void;
  /** Into the box that one writes in. */
  readonly write: () => void;
  readonly sheet: () => void;
  readonly laptop: () => void;
  readonly status: (code: number) => void;
  readonly emergency: () => void;
}

/** How long a second digit may take: Alt+1 then 5 is status 15, Alt+1 alone is 1. */
const secondDigitMs = 600;
/** The highest status code of the radio. */
const highestStatus = 16;

/** The keys of an open session. Those of the screen (F9, F12) are the app's: they also work before anybody is signed in. */
export const useKeys = (keys: WorkspaceKeys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let first: { readonly digit: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
    const set = (code: number): void => (code === 0 ? latest.current.emergency() : latest.current.status(code));

    const digit = (value: number): void => {
      if (first !== undefined) {
        clearTimeout(first.timer);
        const both = first.digit * 10 + value;
        const alone = first.digit;
        first = undefined;
        if (both <= highestStatus) {
          set(both);
          return;
        }
        set(alone);
      }
      // Only a 1 can be the first half of another code.
      if (value !== 1) {
        set(value);
        return;
      }
      first = {
        digit: value,
        timer: setTimeout(() => {
          first = undefined;
          set(value);
        }, secondDigitMs),
      };
    };

    const control = (event: KeyboardEvent): (() => void) | undefined => {
      if (/^[1-9]$/.test(event.key)) return () => latest.current.pane(Number(event.key));
      switch (event.key.toLowerCase()) {
        case 'j':
          return latest.current.job;
        case 'k':
          return latest.current.search;
        case 'l':
          return latest.current.lock;
        case 'o':
          return latest.current.outbox;
        default:
          return undefined;
      }
    };
    /** By place on the keyboard: Alt with a letter types another one on some. */
    const alt = (event: KeyboardEvent): (() => void) | undefined => {
      switch (event.code) {
        case 'KeyA':
          return latest.current.acknowledge;
        case 'KeyW':
          return latest.current.write;
        default:
          return undefined;
      }
    };
    const plain = (event: KeyboardEvent): (() => void) | undefined => {
      switch (event.key) {
        case 'F1':
          return latest.current.sheet;
        case 'F2':
          return latest.current.laptop;
        case 'F6':
          return () => nextRegion(event.shiftKey ? -1 : 1);
        default:
          return undefined;
      }
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      // By place on the keyboard, top row only: Alt with the keypad types characters on Windows.
      const number = /^Digit(\d)$/.exec(event.code)?.[1];
      if (event.altKey && !event.ctrlKey && number !== undefined) {
        event.preventDefault();
        if (!event.repeat) digit(Number(number));
        return;
      }
      const withAlt = event.altKey && !event.ctrlKey ? alt(event) : undefined;
      if (withAlt !== undefined) {
        event.preventDefault();
        if (!event.repeat) withAlt();
        return;
      }
      if (event.altKey || event.metaKey) return;
      const act = event.ctrlKey ? control(event) : plain(event);
      if (act !== undefined) {
        event.preventDefault();
        act();
      } else if (event.key === 'Escape' && backToList()) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
      clearTimeout(first?.timer);
    };
  }, []);
};
