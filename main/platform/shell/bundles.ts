import { join } from 'node:path';

/** The bundles beside a shell's own, by the layout that build/ makes. `folder` is the one of the main bundles. */
export const bundlesBeside = (folder: string) => ({
  storeWorker: join(folder, 'store-worker.cjs'),
  mailReader: join(folder, 'mail-reader.cjs'),
  cardService: join(folder, '..', 'native', 'card-service.cjs'),
  preload: join(folder, '..', 'preload', 'preload.cjs'),
  renderer: join(folder, '..', 'renderer'),
});
