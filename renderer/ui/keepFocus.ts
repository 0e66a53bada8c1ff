/** Gives the focus to something; `late`: what was waited for has not come. False while there is nothing yet that takes it. */
type Find = (late: boolean) => boolean;

let end = (): void => undefined;
let keeping = false;

/** Something is to get the focus, or has got it and nobody has moved it since. */
export const isFocusKept = (): boolean => keeping;

/**
 * Gives the focus as soon as `find` finds where, and again when what has it goes, until somebody moves it: nothing that comes from HQ in
 * the meantime takes it away. After `waitMs` without it, it is late; what it was given to then passes it on to what comes later still, as
 * long as no key was pressed. The newest call alone counts.
 */
export const keepFocus = (find: Find, waitMs: number): void => {
  end();
  let free: Element | null = document.activeElement;
  let given: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late = false;
  let passesOn = false;
  const look = (): void => {
    const at = document.activeElement ?? document.body;
    if (at === given) {
      if (passesOn && find(false)) hold(false);
      return;
    }
    // Left for nothing: an officer has clicked beside everything.
    const isLeft = given?.isConnected === true && given.checkVisibility();
    if ((at !== document.body && at !== free) || isLeft) {
      end();
      return;
    }
    given = undefined;
    timer ??= setTimeout(() => {
      late = true;
      look();
    }, waitMs);
    if (!find(late) || document.activeElement === null || document.activeElement === document.body) return;
    hold(late);
  };
  const hold = (isLate: boolean): void => {
    given = document.activeElement ?? undefined;
    free = null;
    passesOn = isLate;
    clearTimeout(timer);
    timer = undefined;
    late = false;
  };
  const stay = (): void => {
    passesOn = false;
  };
  const observer = new MutationObserver(look);
  end = () => {
    keeping = false;
    observer.disconnect();
    document.removeEventListener('keydown', stay, true);
    clearTimeout(timer);
    end = () => undefined;
  };
  keeping = true;
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['hidden', 'inert', 'aria-current'],
  });
  document.addEventListener('keydown', stay, true);
  look();
};

/** Whatever was to get the focus does so no more. */
export const leaveFocus = (): void => end();
