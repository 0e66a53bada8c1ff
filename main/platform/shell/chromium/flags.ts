/**
 * Chromium's switches. The long list silences what a browser does by itself; the resolver rule then makes sure that no
 * name resolves at all. Incognito keeps what a page stores in memory.
 */
export const chromiumFlags = (options: {
  readonly profile: string;
  readonly headless: boolean;
  readonly e2ePort: boolean;
  readonly width: number;
  readonly height: number;
  /** Chromium's sandbox does not start as root. */
  readonly root: boolean;
}): readonly string[] => [
  '--remote-debugging-pipe',
  `--user-data-dir=${options.profile}`,
  '--incognito',
  // A window without browser chrome; it stays empty until the shell navigates it.
  '--app=data:text/html,',
  `--window-size=${options.width},${options.height}`,
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=direct://',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--no-pings',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-features=Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,AutofillServerCommunication,DialMediaRouteProvider',
  // A new job sounds at a locked screen, which nobody has touched yet.
  '--autoplay-policy=no-user-gesture-required',
  '--metrics-recording-only',
  '--password-store=basic',
  // Nothing that was shown goes to a disk cache.
  '--disk-cache-size=1',
  '--disable-gpu-shader-disk-cache',
  ...(options.headless ? ['--headless=new', '--hide-scrollbars=false'] : []),
  // --test-type: no yellow bar about the switch before it.
  ...(options.root ? ['--no-sandbox', '--test-type'] : []),
  ...(options.e2ePort ? ['--remote-debugging-port=0'] : []),
];

/** What the browser may know of our environment: where the screen is, and the language. HOME lies in its profile, and TMPDIR leads there. */
const PASSED = ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'PATH', 'LANG', 'LC_ALL', 'TZ'] as const;

/**
 * The browser's environment. Its own home folder keeps NSS and font caches inside the profile that is removed; the API keys
 * that Debian's launcher would export are absent because the launcher is not used.
 */
export const chromiumEnvironment = (
  { home, temporary }: { readonly home: string; readonly temporary: string },
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv => {
  const passed = Object.fromEntries(PASSED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const authority = env.XAUTHORITY ?? (env.HOME ? `${env.HOME}/.Xauthority` : undefined);
  return { ...passed, ...(authority ? { XAUTHORITY: authority } : {}), HOME: home, TMPDIR: temporary, GOOGLE_API_KEY: 'no' };
};
