import { useLayoutEffect, useState } from 'react';
import { keepFocus } from './keepFocus.ts';
import { enter, focusList } from './regions.ts';

/** By then the pane under a form is there again. */
const waitMs = 500;

/** A control that had the focus, and by what it is known when it is made anew. */
interface Spot {
  readonly element: HTMLElement;
  readonly name: string;
}
let last: Spot | undefined;
let returning = false;

/** Notes what has the focus, for whatever opens from there. Gives the way to end. */
export const noteFocus = (): (() => void) => {
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) last = { element: target, name: nameOf(target) };
  };
  document.addEventListener('focusin', note);
  return () => {
    document.removeEventListener('focusin', note);
    last = undefined;
  };
};

/**
 * Of a form or a question that takes the focus: when it goes, the focus goes back to what it was opened from, or to that control made anew;
 * where that does not come back either, to the list of the pane.
 */
export const useFocusBack = (): void => {
  const [from] = useState(() => last);
  useLayoutEffect(() => () => giveBack(from), [from]);
};

const giveBack = (from: Spot | undefined): void => {
  // A question goes with its form: the form's way back is the one.
  if (returning) return;
  returning = true;
  // Once what goes has gone, with all that is in it.
  queueMicrotask(() => {
    returning = false;
    if (document.activeElement !== document.body) return;
    keepFocus((late) => {
      const there = from && found(from);
      there?.focus();
      return there !== undefined || (late && enterPane());
    }, waitMs);
  });
};

/** A list that is out of sight, or has nothing in it, takes no focus. */
const enterPane = (): boolean => {
  const main = document.querySelector('main');
  const isTaken = (): boolean => document.activeElement !== document.body;
  if (main === null) return false;
  focusList(main);
  for (const region of main.querySelectorAll('[data-detail], [data-region]')) if (!isTaken()) enter(region);
  return isTaken();
};

const isThere = (element: HTMLElement): boolean => element.isConnected && element.checkVisibility() && element.closest('[inert]') === null;
const found = ({ element, name }: Spot): HTMLElement | undefined =>
  isThere(element)
    ? element
    : [...document.querySelectorAll<HTMLElement>('main :is(button, input, textarea)')].find((one) => isThere(one) && nameOf(one) === name);
const nameOf = (element: HTMLElement): string => {
  const label = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null)?.[0]?.textContent : undefined;
  return `${element.tagName} ${element.getAttribute('aria-label') ?? label ?? element.getAttribute('name') ?? element.textContent}`;
};
