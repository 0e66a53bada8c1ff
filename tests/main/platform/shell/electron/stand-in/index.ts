/**
 * The module 'electron' for tests on machines without its binary, as unkind as Electron: each rule names where it was read, in
 * electron/electron's documentation or source. Behind pages and helpers are real processes. It proves our own logic, not Electron's.
 */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { type Contents, pages } from './contents.ts';
import { after, before } from './phase.ts';
import { forked } from './utility.ts';
import { runs } from './zygote.ts';

export { app, ending, exits, start } from './app.ts';
export { faults } from './contents.ts';
export { calls } from './phase.ts';
export { session, sessions } from './session.ts';
export { forked, utilityProcess } from './utility.ts';
export { BrowserWindow, windows } from './window.ts';
export { runs } from './zygote.ts';

/** electron_api_app.cc: every renderer, also one whose frame has gone, is 'Tab'; one that has ended is not listed. */
const renderers = new Set<Contents>();
app.on('web-contents-created', (_event, contents) => renderers.add(contents));
app.others = () => [
  ...[...renderers].flatMap((contents) => contents.renderers.filter(runs).map((pid) => ({ pid, type: 'Tab' }))),
  ...forked.flatMap(({ process: { pid } }) => (pid === undefined ? [] : [{ pid, type: 'Utility' }])),
];

export const webContents = { getAllWebContents: () => [...pages] };

export const protocol = {
  /** docs/api/protocol.md: before ready, and once; a second call replaces the first. */
  registerSchemesAsPrivileged: (schemes: unknown) => {
    before('registerSchemesAsPrivileged');
    protocol.schemes = schemes;
  },
  schemes: undefined as unknown,
};

export const Menu = { setApplicationMenu: () => before('setApplicationMenu') };

/** docs/api/power-monitor.md: no lock-screen on Linux. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  idleState: 'active',
  asked: 0,
  getSystemIdleState: () => {
    powerMonitor.asked += 1;
    return powerMonitor.idleState;
  },
});

/** docs/api/safe-storage.md: text alone, after ready. */
export const safeStorage = {
  tag: 'v11',
  isAsyncEncryptionAvailable: async () => {
    after('safeStorage');
    return true;
  },
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text: string) => {
    after('safeStorage');
    if (typeof text !== 'string') throw new TypeError('Error while encrypting the text provided to safeStorage.encryptString.');
    return Buffer.from(safeStorage.tag + text);
  },
  decryptStringAsync: async (bytes: Buffer) => {
    after('safeStorage');
    if (!['v10', 'v11'].includes(bytes.toString('latin1', 0, 3))) throw new Error('Error while decrypting the ciphertext');
    return { result: bytes.toString('latin1', 3), shouldReEncrypt: false };
  },
};

export const clipboard = {
  cleared: [] as string[],
  clear: () => void clipboard.cleared.push('clipboard'),
  selection: { clear: () => void clipboard.cleared.push('selection') },
};

/** Ends every process that stands for a renderer. */
export const endAll = (): void => {
  for (const contents of renderers) contents.end();
};
