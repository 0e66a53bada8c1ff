import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPENSC_MODULE, whyNoReaders } from '../../tests/doubles/card/namespace.ts';
import { startReaders } from '../../tests/doubles/card/readers.ts';

/** The laptop's card reader, with cards that the newcomer puts in and takes out. */
export interface DemoReader {
  /** The PKCS#11 module that sees it, and the environment in which it does. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
  insert(cardFolder: string): Promise<void>;
  remove(): Promise<void>;
  /** Milliseconds that every answer of the card takes: real ones need about 44. */
  setSlow(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** One reader behind a PC/SC daemon of its own. Throws, in words, where the machine does not allow that. */
export const openDemoReader = async (): Promise<DemoReader> => {
  const why = whyNoReaders();
  if (why !== undefined) throw new Error(`The demonstration's card reader cannot run: ${why}`);
  // Not in the data folder: a socket's path is at most 107 bytes long.
  const folder = mkdtempSync(join(tmpdir(), 'mo-reader-'));
  const readers = await startReaders({ folder, readers: 1 });
  return {
    module: OPENSC_MODULE,
    environment: readers.env,
    insert: (cardFolder) => readers.insert(cardFolder),
    remove: () => readers.remove(),
    setSlow: (ms) => readers.setSlow(ms),
    async close() {
      await readers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
