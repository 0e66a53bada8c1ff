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
 * Switches that would open the packaged product to whoever starts it. No fuse covers them; they take effect after the main
 * script has run, so it can still refuse. (Another program of the same account can read our memory all the same.)
 */
export const FORBIDDEN_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'no-sandbox',
  'disable-web-security',
  'ignore-certificate-errors',
  'js-flags',
  'log-net-log',
  'enable-logging',
  'log-file',
  'load-extension',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'host-rules',
  'proxy-server',
  'proxy-pac-url',
  'user-data-dir',
  'password-store',
] as const;
