import type { ScriptBundle } from './script.ts';

/** Every script of the product, by the name that `build/bundle.ts` takes. */
export const scripts = {
  'main-electron': { entry: 'main/app/electron.ts', file: 'main/electron.cjs', kind: 'node', parts: 'electron' },
  'main-chromium': { entry: 'main/app/chromium.ts', file: 'main/chromium.cjs', kind: 'node', parts: 'chromium' },
  'page-main': { entry: 'main/platform/shell/chromium/page/main-world.ts', file: 'main/page-main.js', kind: 'page' },
  'page-isolated': {
    entry: 'main/platform/shell/chromium/page/isolated-world.ts',
    file: 'main/page-isolated.js',
    kind: 'page',
    global: 'pageIsolated',
  },
  'store-worker': { entry: 'main/app/store-worker.ts', file: 'main/store-worker.cjs', kind: 'node' },
  'mail-reader': { entry: 'main/systems/mail/reader/entry.ts', file: 'main/mail-reader.cjs', kind: 'node' },
  'card-service': { entry: 'native/index.ts', file: 'native/card-service.cjs', kind: 'node' },
  preload: { entry: 'preload/index.ts', file: 'preload/preload.cjs', kind: 'preload' },
} as const satisfies Readonly<Record<string, ScriptBundle>>;

export type ScriptName = keyof typeof scripts;
export const scriptNames = Object.keys(scripts) as readonly ScriptName[];
