/** Rules without an Electron import, so that they are tested in plain Node. */
export const SCHEME = 'app';
export const HOST = 'local';
export const ORIGIN = `${SCHEME}://${HOST}`;

/**
 * Tells whether a URL is of our origin. Compared by parts: to Node `new URL(x).origin` is "null" for every scheme of one's
 * own, which would make strangers equal to us.
 */
export const isOwn = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
};

/** Where a frame may go: our origin, and below the top a document that its parent wrote (a mail's body). */
export const mayNavigate = (url: string, isMainFrame: boolean): boolean => isOwn(url) || (!isMainFrame && url === 'about:srcdoc');

/** What may be requested at all. */
export const mayRequest = (url: string): boolean => isOwn(url) || url.startsWith(`blob:${ORIGIN}/`) || url.startsWith('data:');

/**
 * Chromium's switches that the packaged product may be started with; all others are refused. There is no whole list of those that open
 * it (no sandbox, a debugging port, a log of what is shown), and no fuse covers them. They take effect after the main script has run, so
 * that it can still refuse. (Another program of the same account can read our memory all the same.)
 */
export const ALLOWED_SWITCHES = [
  'lang',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'high-dpi-support',
  'ozone-platform',
  'ozone-platform-hint',
  'disable-gpu',
] as const;

/** Variables of Electron's that only concern the desktop (its docs/api/environment-variables.md). */
const HARMLESS_VARIABLES = [
  'ELECTRON_FORCE_WINDOW_MENU_BAR',
  'ELECTRON_NO_ATTACH_CONSOLE',
  'ELECTRON_OZONE_PLATFORM_HINT',
  'ELECTRON_TRASH',
] as const;

/** The first variable with which the packaged product does not start: Electron's and Chromium's own, which log what nobody should read. */
export const refusedVariable = (env: NodeJS.ProcessEnv): string | undefined =>
  Object.keys(env).find((name) => {
    // Windows knows no case.
    const known = name.toUpperCase();
    return (known.startsWith('ELECTRON_') && !HARMLESS_VARIABLES.some((harmless) => harmless === known)) || known === 'CHROME_LOG_FILE';
  });
