import { app, BrowserWindow, type Rectangle } from 'electron';
import type { WindowOptions } from './window-options.ts';

/** Night's ground: what is seen before the page is painted must not light up a dark car. */
const BACKGROUND = '#101418';

/** Makes a window with every default said aloud, so that a default which changes cannot weaken it. `bounds`: in place of another. */
export const createBrowserWindow = (options: WindowOptions, bounds?: Rectangle): BrowserWindow => {
  const window = new BrowserWindow({
    title: options.title,
    width: options.width,
    height: options.height,
    ...bounds,
    show: bounds !== undefined,
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
      enableWebSQL: false,
      enableDeprecatedPaste: false,
      disableDialogs: true,
      v8CacheOptions: 'none',
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
};
