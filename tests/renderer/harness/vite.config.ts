import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const repository = new URL('../../..', import.meta.url).pathname;

/** The window as it is, built for the harness; `root` is the product's own. */
export default defineConfig({
  root: `${repository}renderer`,
  plugins: [react()],
  logLevel: 'warn',
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, emptyOutDir: true },
});
