import type { Marking } from '../../../../contracts/domain/common.ts';

/**
 * The Government Security Classification that words of a subject or a body's first line name: never lower than what is written there, in
 * any usual spelling ("OFFICIAL - SENSITIVE", "Official: Sensitive", "[OFFICIAL–SENSITIVE]", "OFFICIAL_SENSITIVE"). What is graver than this
 * program knows reads as the gravest it does. OFFICIAL alone counts where a marking stands: at an end, in capitals.
 */
export const markingInWords = (words: string): Marking | undefined => {
  if (SENSITIVE.test(words) || GRAVER.test(words)) return 'OFFICIAL-SENSITIVE';
  return FIRST.test(words.slice(0, 200)) || LAST.test(words.slice(-50)) ? 'OFFICIAL' : undefined;
};

/** The classification that a header field of a marking program names, whatever else is in it ("SEC=OFFICIAL:Sensitive"). */
export const markingInField = (value: string): Marking | undefined => {
  if (SENSITIVE.test(value) || /\b(?:TOP[\s_-]{0,5})?SECRET\b/i.test(value)) return 'OFFICIAL-SENSITIVE';
  return /(?:^|[^\p{L}])OFFICIAL(?![\p{L}])/iu.test(value) ? 'OFFICIAL' : undefined;
};

/** The graver of two. */
export const graverOf = (one: Marking | undefined, other: Marking | undefined): Marking | undefined =>
  one === 'OFFICIAL-SENSITIVE' || other === 'OFFICIAL-SENSITIVE' ? 'OFFICIAL-SENSITIVE' : (one ?? other);

/** Header fields in which marking programs write. */
export const MARKING_FIELDS = [
  'x-protective-marking',
  'protective-marking',
  'x-classification',
  'x-marking',
  'x-titus-classification',
  'msip_labels',
] as const;

const SENSITIVE = /(?:^|[^\p{L}])OFFICIAL[^\p{L}\p{N}]{0,5}SENS(?:ITIVE)?(?!\p{L})/iu;
/** In capitals at the beginning, as markings are: "a secret" is a word. */
const GRAVER = /^[^\p{L}\p{N}]{0,20}(?:TOP[^\p{L}]{1,3})?SECRET(?!\p{L})/u;
const FIRST = /^[^\p{L}\p{N}]{0,50}OFFICIAL(?![\p{L}\p{N}_])/u;
const LAST = /(?:^|[^\p{L}\p{N}_])OFFICIAL[^\p{L}\p{N}]{0,20}$/u;
