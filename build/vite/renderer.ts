import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { DIST, NONCE_PLACEHOLDER, ROOT } from './paths.ts';

/** Vite's configuration for the page: everything from our own origin, nothing inlined that the CSP would refuse. */
export const rendererConfig = (dist: string = DIST, how: { readonly development: boolean } = { development: false }): InlineConfig => ({
  configFile: false,
  root: join(ROOT, 'renderer'),
  base: '/',
  logLevel: 'warn',
  plugins: [react()],
  // Written into index.html here; the serve handler puts a fresh nonce in its place for every response.
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: join(dist, 'renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    minify: !how.development,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
  },
});
