import type { ReaderState } from './pcsc/wire.ts';
import type { CardPresence } from './protocol/index.ts';

/** What OpenSC puts in the place of the end that it cuts off. */
const CUT = '...';
/** A letter of several bytes that was cut in its midst. */
const HALF_LETTERS = /\uFFFD+$/;

/** PKCS#11 has room for 64 bytes of a reader's name, of which the system's service has 128 (v2.40, CK_SLOT_INFO): as far as it goes they agree. */
export const mayName = (shown: string, name: string): boolean => name === shown || name.startsWith(stemOf(shown));

/** Bytes of a name at which a module may have cut it. */
export const isLong = (shown: string): boolean => Buffer.byteLength(shown) > 60;

/**
 * The readers, as the system's service names them, in one of which the card is. Several only where the module shows them by one name, and
 * its order of them is not the service's.
 */
export const readersOf = (card: CardPresence, readers: readonly ReaderState[]): readonly ReaderState[] => {
  const exact = readers.filter(({ name }) => name === card.reader);
  const named = exact.length > 0 ? exact : readers.filter(({ name }) => mayName(card.reader, name));
  const own = named[card.nth ?? 0];
  return named.length > 1 && own?.present === true ? [own] : named;
};

const stemOf = (shown: string): string => (shown.endsWith(CUT) ? shown.slice(0, -CUT.length) : shown).replace(HALF_LETTERS, '');
