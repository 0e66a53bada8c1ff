import { join } from 'node:path';
import { writeOpenScConfiguration } from '../../../main/card/opensc-conf.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { startReaders } from '../../doubles/card/readers.ts';
import { SOFTHSM_MODULE, softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';

/** Somewhere that cards can be put in and taken out. */
export interface Place {
  readonly env: Readonly<Record<string, string>>;
  insert(cardFolder: string): Promise<void>;
  remove(): Promise<void>;
  close(): Promise<void>;
}

/** What gives cards, and the module that reads them. */
export interface PlaceKind {
  readonly module: string;
  open(folder: string): Promise<Place>;
}

/** The two kinds of card that every promise about cryptography is held against. */
export const places = [
  {
    name: 'virtual card, pcscd and OpenSC',
    module: OPENSC_MODULE,
    missing: whyNoReaders(),
    open: async (folder: string): Promise<Place> => {
      const readers = await startReaders({ folder: join(folder, 'readers') });
      return { ...readers, env: { ...readers.env, OPENSC_CONF: writeOpenScConfiguration(folder) } };
    },
  },
  {
    name: 'SoftHSM2',
    module: SOFTHSM_MODULE,
    missing: whyNoSoftCards(),
    open: async (folder: string): Promise<Place> => {
      const cards = softCards(join(folder, 'tokens'));
      return {
        env: cards.env,
        insert: async (cardFolder) => cards.insert(cardFolder),
        remove: async () => cards.remove(),
        close: async () => cards.remove(),
      };
    },
  },
] as const;

/** Says in the test's name why it is skipped. */
export const titled = (title: string, missing: string | undefined): string =>
  missing === undefined ? title : `${title} (skipped: ${missing})`;
