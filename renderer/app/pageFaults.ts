/** What a page of ours must never be able to do, tried; the code of each that it can. */
export const pageFaults = async (): Promise<readonly string[]> => {
  const can: readonly (readonly [code: string, tried: () => boolean | Promise<boolean>])[] = [
    ['evaluates', () => Reflect.construct(Function, ['return true'])() === true],
    ['hasNode', () => 'require' in globalThis || 'process' in globalThis || 'Buffer' in globalThis],
    ['opensWindows', () => window.open('about:blank') !== null],
    ['writesMarkup', () => writesMarkup()],
    ['reachesOut', () => fetch('https://198.51.100.1/').then(() => true)],
    ['storesWorkers', () => navigator.serviceWorker.register('/worker.js').then(() => true)],
  ];
  const found = await Promise.all(can.map(async ([code, tried]) => ((await attempt(tried)) ? [code] : [])));
  return found.flat();
};

/** What throws or rejects was refused. */
const attempt = async (tried: () => boolean | Promise<boolean>): Promise<boolean> => {
  try {
    return await tried();
  } catch {
    return false;
  }
};

/** Text as markup, which Trusted Types refuse. */
const writesMarkup = (): boolean => {
  const element = document.createElement('div');
  Reflect.set(element, 'innerHTML', '<b></b>');
  return element.firstChild !== null;
};
