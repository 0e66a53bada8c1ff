import type { BrowserWindow, Rectangle } from 'electron';

/** Where a window is on the screen. `bounds`: of its normal state, whichever it is in. */
export interface Place {
  readonly bounds: Rectangle;
  readonly state: 'normal' | 'maximized' | 'minimized' | 'fullScreen';
}

export const placeOf = (window: BrowserWindow): Place => ({ bounds: window.getNormalBounds(), state: stateOf(window) });

/** Puts a window that has these bounds into this state. */
export const takePlace = (window: BrowserWindow, { state }: Place): void => {
  if (state === 'maximized') window.maximize();
  else if (state === 'minimized') window.minimize();
  else if (state === 'fullScreen') window.setFullScreen(true);
};

const stateOf = (window: BrowserWindow): Place['state'] => {
  if (window.isFullScreen()) return 'fullScreen';
  if (window.isMinimized()) return 'minimized';
  return window.isMaximized() ? 'maximized' : 'normal';
};
