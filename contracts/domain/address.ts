import { fold } from './fold.ts';

/** An address as it compares: every part folded, of the street the kind written out; a part that is not there is empty. */
export interface AddressParts {
  /** "14", "14a", of a flat "14/2". */
  readonly house: string;
  readonly street: string;
  readonly town: string;
  /** Without its space: PR252SD, or the outward part alone: PR25. */
  readonly postcode: string;
}

const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?)(?:\s*(\d[A-Z]{2}))?(?=[\s,.;]*$)/i;
const FLAT = /^(?:flat|apartment|apt|unit|room)\s+([a-z0-9]+)$/;
const HOUSE = /^(?:no\.?\s*)?(\d{1,4}\s?[a-z]?)(?:\s*[-/]\s*\d{1,4})?\s+(?=\S)/;
const HOUSE_ALONE = /^(?:no\.?\s*)?(\d{1,4}\s?[a-z]?)$/;

/** Kinds of street as they are shortened; "st" at the beginning is a saint. */
const KINDS: Readonly<Record<string, string>> = {
  ...{ st: 'street', str: 'street', rd: 'road', ave: 'avenue', av: 'avenue', avn: 'avenue', cl: 'close', clo: 'close', cls: 'close' },
  ...{ dr: 'drive', drv: 'drive', ln: 'lane', la: 'lane', cres: 'crescent', cresc: 'crescent', cr: 'crescent', ct: 'court', crt: 'court' },
  ...{ gdns: 'gardens', gdn: 'gardens', gr: 'grove', grv: 'grove', gro: 'grove', pl: 'place', sq: 'square', ter: 'terrace' },
  ...{ terr: 'terrace', pk: 'park', wy: 'way', wk: 'walk', bk: 'bank', hl: 'hill', mt: 'mount', mws: 'mews', vw: 'view', hts: 'heights' },
};

/** Reads a British address in one line or several: house, street, town, postcode, as far as they are there. */
export const parseAddress = (text: string): AddressParts => {
  const code = POSTCODE.exec(text.trim());
  const postcode = code === null ? '' : `${code[1]}${code[2] ?? ''}`.toUpperCase();
  const rest = fold(code === null ? text : text.trim().slice(0, code.index));
  const parts = rest
    .split(/[,;\n]/)
    .map((part) => part.replace(/[^\p{L}\p{N}/-]+/gu, ' ').trim())
    .filter((part) => part !== '');
  let flat = '';
  let house = '';
  const words: string[] = [];
  for (const part of parts) {
    const inFlat = FLAT.exec(part)?.[1];
    if (inFlat !== undefined && flat === '') {
      flat = inFlat;
      continue;
    }
    const withFlat = /^(?:flat|apartment|apt|unit|room)\s+([a-z0-9]+)\s+(?=\d)/.exec(part);
    const plain = withFlat === null ? part : part.slice(withFlat[0].length);
    if (withFlat?.[1] !== undefined) flat = withFlat[1];
    const numbered = house === '' ? (HOUSE.exec(plain) ?? HOUSE_ALONE.exec(plain)) : null;
    if (numbered?.[1] !== undefined) {
      house = numbered[1].replace(/\s/g, '');
      const after = plain.slice(numbered[0].length).trim();
      if (after !== '') words.push(after);
    } else words.push(plain);
  }
  // Before the numbered street may stand a name of the building.
  const [street = '', ...towns] = words.map(writtenOut);
  return { house: flat === '' ? house : `${house}/${flat}`, street, town: towns.at(-1) ?? '', postcode };
};

const writtenOut = (street: string): string =>
  street
    .split(/[\s-]+/)
    .map((word, at) => (at > 0 ? (KINDS[word] ?? word) : word === 'st' ? 'saint' : word))
    .join(' ');

/**
 * Whether what somebody wrote of a place names the house of an address, in whichever words: its number with its street or its postcode, or the
 * name of the building. Rather once too often: who asks keeps the address from others.
 */
export const namesHouse = (text: string, address: string): boolean => {
  const words = ` ${plainWords(text)} `;
  return words.trim() === plainWords(address) || houseNames(address).some((name) => name.test(words));
};

const houseNames = (address: string): readonly RegExp[] => {
  const { postcode } = parseAddress(address);
  const parts = address
    .split(/[,;\n]/)
    .map((part) => plainWords(part).replace(IN_FLAT, '').trim())
    .filter((part) => part !== '');
  const at = parts.findIndex((part) => NUMBERED.test(part));
  const [, number = '', street = parts[at + 1] ?? ''] = NUMBERED.exec(parts[at] ?? '') ?? [];
  const [first = '', ...others] = parts;
  // One word alone is a town as well as a building.
  const building = at !== 0 && (first.includes(' ') || (at < 0 && others.length > 0)) ? [first] : [];
  return [
    ...(number === '' ? [] : [`${number}(?: \\d{1,4}[a-z]?)? ${withoutKind(street)}`]),
    ...(number === '' || postcode.length <= OUTWARD_LENGTH
      ? []
      : [`${number} (?:.* )?${postcode.toLowerCase().replace(/(?=.{3}$)/, ' ?')}`]),
    ...building,
  ].map((name) => new RegExp(` ${name} `, 'u'));
};

/** The longest outward part of a postcode, which has hundreds of houses. */
const OUTWARD_LENGTH = 4;
const IN_FLAT = /^(?:flat|apartment|apt|unit|room) [a-z0-9]+(?: |$)/;
const NUMBERED = /^(?:no )?(\d{1,4}[a-z]?)(?: \d{1,4}[a-z]?)?(?: (.*))?$/;
const KIND_NAMES: ReadonlySet<string> = new Set(Object.values(KINDS));

/** A street by its name alone, without its kind and what comes after that; of one without a kind, its first word. */
const withoutKind = (street: string): string => {
  const words = street.split(' ');
  const kind = words.findIndex((word, at) => at > 0 && KIND_NAMES.has(word));
  return words.slice(0, kind < 0 ? 1 : kind).join(' ');
};

/** Folded, letters and digits alone, kinds of street and "saint" written out, a letter of the number with it: "26a northbrook road". */
const plainWords = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\b(\d{1,4}) ([a-z])\b/g, '$1$2')
    .replace(/(?<=^|\d[a-z]? )st\b/g, 'saint')
    .split(' ')
    .map((word, at) => (at > 0 ? (KINDS[word] ?? word) : word))
    .join(' ');
