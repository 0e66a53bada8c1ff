import { app, BrowserWindow } from 'electron';
import { type Place, takePlace } from './place.ts';
import type { WindowOptions } from './window-options.ts';

/** Night's ground: what is seen before the page is painted must not light up a dark car. */
const BACKGROUND = '#101418';

/** Makes a window with every default said aloud, so that a default which changes cannot weaken it. `place`: in the place of another. */
export const createBrowserWindow = (options: WindowOptions, place?: Place): BrowserWindow => {
  const window = new BrowserWindow({
    title: options.title,
    width: options.width,
    height: options.height,
    ...place?.bounds,
    show: place !== undefined,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A new job sounds at a locked screen, which nobody has touched yet.
      autoplayPolicy: 'no-user-gesture-required',
      enableWebSQL: false,
      enableDeprecatedPaste: false,
      disableDialogs: true,
      v8CacheOptions: 'none',
      devTools: !app.isPackaged,
    },
  });
  // Before it is shown: Recall of Windows, and whoever shares the screen, would see mail. Linux cannot (docs/security.md).
  window.setContentProtection(options.isProtected());
  // One that takes another's place is shown already: to show it again would bring it back from where its user put it.
  if (place === undefined) window.once('ready-to-show', () => window.show());
  else takePlace(window, place);
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
};
