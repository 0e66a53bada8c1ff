import type { Marking } from '../../../../contracts/domain/common.ts';

/**
 * The Government Security Classification that words of a subject or a body's first line name: never lower than what is written there, in
 * any usual spelling ("OFFICIAL - SENSITIVE", "Official: Sensitive", "[OFFICIAL–SENSITIVE]", "OFFICIAL_SENSITIVE"). What is graver than this
 * program knows, and the classifications of before 2014, read as the gravest it does. OFFICIAL alone counts where a marking stands: at an
 * end or behind "Re:" and "Fw:", in capitals.
 */
export const markingInWords = (words: string): Marking | undefined => {
  const text = words.normalize('NFKC');
  const begins = text.slice(0, 300).replace(ANSWERS, '');
  const ends = text.slice(-50);
  if (SENSITIVE.test(text) || GRAVER_FIRST.test(begins) || GRAVER_LAST.test(ends)) return 'OFFICIAL-SENSITIVE';
  return FIRST.test(begins) || LAST.test(ends) ? 'OFFICIAL' : undefined;
};

/** The classification that a header field of a marking program names, whatever else is in it ("SEC=OFFICIAL:Sensitive"). */
export const markingInField = (value: string): Marking | undefined => {
  const text = value.normalize('NFKC');
  if (SENSITIVE.test(text) || GRAVER_NAMED.test(text)) return 'OFFICIAL-SENSITIVE';
  return /(?:^|[^\p{L}])OFFICIAL(?![\p{L}])/iu.test(text) ? 'OFFICIAL' : undefined;
};

/** The graver of two. */
export const graverOf = (one: Marking | undefined, other: Marking | undefined): Marking | undefined =>
  one === 'OFFICIAL-SENSITIVE' || other === 'OFFICIAL-SENSITIVE' ? 'OFFICIAL-SENSITIVE' : (one ?? other);

/** Header fields in which marking programs write. */
export const MARKING_FIELDS: ReadonlySet<string> = new Set([
  'x-protective-marking',
  'protective-marking',
  'x-classification',
  'x-marking',
  'x-titus-classification',
  'x-ms-exchange-organization-classification',
  'sio-label',
  'msip_labels',
]);

/** What mail programs put before the subject of an answer, also in other languages, and systems before one from outside. */
const ANSWERS =
  /^(?:[^\p{L}\p{N}]{0,10}(?:re|fwd?|aw|wg|sv|tr|external)(?:\[\d{1,3}\])?[^\p{L}\p{N}]{0,3}[:\]][^\p{L}\p{N}([]{0,5}){1,10}/iu;
const SENSITIVE = /(?:^|[^\p{L}])OFFICIAL[^\p{L}\p{N}]{0,5}SENS(?:ITIVE)?(?!\p{L})/iu;
const SECRET = String.raw`(?:(?:UK|NATO|EU)[^\p{L}]{1,3})?(?:TOP[^\p{L}]{1,3})?SECRET(?!\p{L})`;
const OLDER = '(?:PROTECT|RESTRICTED|CONFIDENTIAL)';
/** Where a marking begins a text in capitals: "a secret" is a word. Of the others only such as stand apart: "RESTRICTED AREA" is a place. */
const GRAVER_FIRST = new RegExp(
  String.raw`^[^\p{L}\p{N}]{0,20}(?:${SECRET}|O-S(?=[:\]])|${OLDER}(?=[^\p{L}\p{N}\s]|\s{1,5}[-–—/:]|\s*$))`,
  'u',
);
/** At the end only within brackets: "our SECRET" shouts. */
const GRAVER_LAST = new RegExp(String.raw`[[(](?:${SECRET}|${OLDER}|O-S)[\])][^\p{L}\p{N}]{0,20}$`, 'u');
const GRAVER_NAMED = /(?:^|[^\p{L}])(?:(?:TOP[\s_-]{0,5})?SECRET|PROTECT(?:ED)?|RESTRICTED|CONFIDENTIAL)(?!\p{L})/iu;
const FIRST = /^[^\p{L}\p{N}]{0,50}OFFICIAL(?![\p{L}\p{N}_])/u;
const LAST = /(?:^|[^\p{L}\p{N}_])OFFICIAL[^\p{L}\p{N}]{0,20}$/u;
