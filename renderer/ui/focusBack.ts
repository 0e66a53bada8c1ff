import { useLayoutEffect, useState } from 'react';
import { isFocusKept, keepFocus } from './keepFocus.ts';
import { enter, focusList } from './regions.ts';

/** By then the pane under a form is there again. */
const waitMs = 500;
/** By then whoever takes a control away has given the focus to another, or has begun to. */
const goneMs = 100;

/** A control that had the focus, and by what it is known when it is made anew. */
interface Spot {
  readonly element: HTMLElement;
  readonly name: string;
  /** It stands in the item that is open. */
  readonly inDetail: boolean;
}
let last: Spot | undefined;
let returning = false;

/**
 * Notes what has the focus, for whatever opens from there; a control that goes with the focus gives it back as a form does
 * (`useFocusBack`), first to the item that it stood in. Gives the way to end.
 */
export const noteFocus = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) last = { element: target, name: nameOf(target), inDetail: target.closest('[data-detail]') !== null };
  };
  const isLost = (): boolean => document.activeElement === document.body && last !== undefined && !isThere(last.element) && !isFocusKept();
  const look = (): void => {
    if (!isLost()) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isLost() && document.querySelector('dialog[open]') === null) giveBack(last, last?.inDetail === true);
    }, goneMs);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['hidden', 'inert', 'disabled'] });
  document.addEventListener('focusin', note);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
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
  useLayoutEffect(() => () => giveBack(from, false), [from]);
};

const giveBack = (from: Spot | undefined, detailFirst: boolean): void => {
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
      return there !== undefined || (late && enterPane(detailFirst));
    }, waitMs);
  });
};

/** A list that is out of sight, or has nothing in it, takes no focus. */
const enterPane = (detailFirst: boolean): boolean => {
  const main = document.querySelector('main');
  const isTaken = (): boolean => document.activeElement !== document.body;
  if (main === null) return false;
  const detail = main.querySelector('[data-detail]');
  if (detailFirst && detail !== null) enter(detail);
  if (!isTaken()) focusList(main);
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
