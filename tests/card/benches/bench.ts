import { existsSync } from 'node:fs';
import type { Slot } from '../../doubles/card/folder.ts';

/** Kinds of keys that a warrant card is made with. */
export type CardKind = 'rsa' | 'p256' | 'p384';

/** A PKCS#11 module of other people's making, and a way to have a warrant card in front of it. */
export interface ModuleBench {
  readonly name: string;
  /** Debian's package. */
  readonly debian: string;
  readonly module: string;
  /** Everything that must be there, the module among it. */
  readonly files: readonly string[];
  readonly kinds: readonly CardKind[];
  /** It has a folder or a daemon of the whole system: tried in namespaces of its own, as root. */
  readonly own?: 'namespaces';
  /** Puts the card that lies in `card` before the module. `folder` is a short path of its own. */
  open(folder: string, card: string): Promise<OpenBench>;
}

export interface OpenBench {
  /** For the process that loads the module. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<unknown>;
}

/** What is not here of what the bench needs, the first of it; undefined when it can be set up. */
export const lackOf = ({ files, own }: ModuleBench): string | undefined =>
  own === 'namespaces' && process.getuid?.() !== 0 ? 'root' : files.find((file) => !existsSync(file));

export const LIBRARIES = '/usr/lib/x86_64-linux-gnu';

/** CKA_IDs as OpenSC gives them to a PIV card's keys. */
export const KEY_IDS: Readonly<Record<Slot, string>> = { '9a': '01', '9c': '02', '9d': '03' };
