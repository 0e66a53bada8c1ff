import { useLayoutEffect, useRef } from 'react';
import { strings } from '../strings/index.ts';
import s from './blackout.module.css';

/** Nothing but black, at once, over an open sheet too: the last modal dialog of the page lies over all others. Any key or touch brings the screen back, and does nothing else. */
export const Blackout = ({ end }: { readonly end: () => void }) => {
  const cover = useRef<HTMLDialogElement>(null);
  const latest = useRef(end);
  latest.current = end;
  // Before the paint: a page that begins black never lights up.
  useLayoutEffect(() => {
    const before = document.activeElement;
    cover.current?.showModal();
    let pressed = false;
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const press = (event: Event): void => {
      swallow(event);
      pressed ||= !(event instanceof KeyboardEvent && event.repeat);
    };
    // It ends when the key is let go, so that no part of a combination reaches what lies below; and not with the release
    // of the very key that began it.
    const release = (event: Event): void => {
      swallow(event);
      if (pressed) latest.current();
    };
    const ways = [
      ['keydown', press],
      ['pointerdown', press],
      ['keyup', release],
      ['pointerup', release],
      ['click', swallow],
    ] as const;
    for (const [name, act] of ways) window.addEventListener(name, act, { capture: true });
    return () => {
      for (const [name, act] of ways) window.removeEventListener(name, act, { capture: true });
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return <dialog ref={cover} className={s.black} role="alertdialog" aria-label={strings.app.blackout} />;
};
