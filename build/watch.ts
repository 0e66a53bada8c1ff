import { build } from 'vite';
import { rendererConfig } from './vite/renderer.ts';

interface Watcher {
  on(event: 'event', listener: (event: { readonly code: string; readonly error?: unknown }) => void): void;
  close(): Promise<void>;
}

/**
 * Rebuilds the page into `dist` whenever a file of it changes. `onBuilt` is called after every build but the first, which
 * this waits for; a build that fails is said and waits for the next change. Answers the way to stop.
 */
export const watchRenderer = async (onBuilt: () => void, say: (line: string) => void, dist?: string): Promise<() => Promise<void>> => {
  const config = rendererConfig(dist, { development: true });
  // Never empty: the running program may read the folder at any moment.
  const watcher = (await build({ ...config, build: { ...config.build, emptyOutDir: false, watch: {} } })) as unknown as Watcher;
  await new Promise<void>((resolve) => {
    let first = true;
    watcher.on('event', ({ code, error }) => {
      if (code === 'ERROR') say(`The page was not built: ${error instanceof Error ? error.message : String(error)}`);
      if (code !== 'END') return;
      if (!first) onBuilt();
      first = false;
      resolve();
    });
  });
  return () => watcher.close();
};
