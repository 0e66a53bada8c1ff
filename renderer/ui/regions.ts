const focusable = 'button:not([tabindex="-1"]):not(:disabled), input, textarea, [tabindex="0"]';

/** Puts the focus into a region: on what is chosen in it, else on what is read in it, else on the first thing that takes focus. */
export const enter = (region: Element): boolean => {
  const target =
    region.querySelector<HTMLElement>('[aria-current="true"]:not([tabindex="-1"])') ??
    region.querySelector<HTMLElement>('[aria-current="page"]') ??
    region.querySelector<HTMLElement>('[data-reading]') ??
    region.querySelector<HTMLElement>(focusable);
  target?.focus();
  return target !== null;
};

/** F6: the focus goes to the next region of the window (`by` 1) or the one before (-1), round and round. */
export const nextRegion = (by: 1 | -1): void => {
  const regions = [...document.querySelectorAll('[data-region]')].filter(
    (region) => region.checkVisibility() && region.closest('[inert]') === null,
  );
  // The nearest one: a region may stand within another.
  const nearest = document.activeElement?.closest('[data-region]');
  const here = nearest === null || nearest === undefined ? -1 : regions.indexOf(nearest);
  for (let step = 1; step <= regions.length; step += 1) {
    const at = here === -1 ? (by === 1 ? step - 1 : regions.length - step) : here + by * step;
    const region = regions[(at + regions.length * 2) % regions.length];
    if (region !== undefined && enter(region)) return;
  }
};

/** Esc in an opened item: back to its row in the list. False when the focus is not in one. */
export const backToList = (): boolean => {
  const detail = document.activeElement?.closest('[data-detail]');
  // In a narrow window the list takes the item's place.
  const back = detail?.querySelector<HTMLElement>('[data-back]');
  if (back !== null && back !== undefined) {
    back.click();
    return true;
  }
  const list = detail?.previousElementSibling;
  if (list === null || list === undefined) return false;
  const row = list.querySelector<HTMLElement>('li > button[aria-current]') ?? list.querySelector<HTMLElement>('li > button[tabindex="0"]');
  row?.focus();
  return row !== null;
};

/** Puts the focus on a row of the first list in there: on the one that is chosen, else the first. False when there is none. */
export const focusList = (pane: Element): boolean => {
  const region = pane.querySelector('[data-region]');
  const row = ['[aria-current="true"]', '[tabindex="0"]', ':not([tabindex])']
    .map((kind) => region?.querySelector<HTMLElement>(`li > button${kind}`))
    .find((found) => found !== null && found !== undefined);
  row?.focus();
  return row !== undefined;
};

/** Puts the focus into the box that one writes in, in an opened item or a form. False when there is none in sight. */
export const focusWriting = (pane: Element): boolean => {
  const boxes = ['textarea', 'form :is(input:not([type]), input[type="text"])'].flatMap((of) => [
    ...pane.querySelectorAll<HTMLElement>(of),
  ]);
  const box = boxes.find((one) => one.checkVisibility());
  box?.focus();
  return box !== undefined;
};
