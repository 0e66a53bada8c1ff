import { mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the demonstration's whole state lies (docs/demo.md). */
export interface DataFolder {
  readonly root: string;
  /** A folder a laptop: all that its disk would hold. */
  readonly laptops: string;
  readonly hq: string;
  readonly pki: string;
  readonly cards: string;
  readonly mail: string;
}

const PARTS = ['laptops', 'hq', 'pki', 'cards', 'mail'] as const;

/** The user's own data folder, by the XDG base directory specification. */
export const defaultFolder = (): string =>
  join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'mobile-office-demonstration');

/** Makes the folder if it is not there; with `fresh`, ends what a former demonstration left in it first. */
export const openDataFolder = (root: string, fresh: boolean): DataFolder => {
  const at = (part: (typeof PARTS)[number]): string => join(resolve(root), part);
  for (const part of PARTS) {
    if (fresh) rmSync(at(part), { recursive: true, force: true });
    mkdirSync(at(part), { recursive: true, mode: 0o700 });
  }
  return { root: resolve(root), laptops: at('laptops'), hq: at('hq'), pki: at('pki'), cards: at('cards'), mail: at('mail') };
};
