import { PkiError } from '../fault.ts';

/** Universal tags and the builder of context tags (X.690 §8.1.2), as whole identifier octets. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific tag [n], constructed unless said otherwise. */
export const contextTag = (n: number, form: 'constructed' | 'primitive' = 'constructed'): number =>
  (form === 'constructed' ? 0xa0 : 0x80) | n;

/** One DER element: `raw` with its header, `content` without. Both are views of the input. */
export interface Element {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
}

export const malformed = (what: string): PkiError<'Malformed'> => new PkiError('Malformed', `Malformed: ${what}`);

/** Where an element's content begins and ends. Throws for anything that is not DER: long tags, indefinite or padded lengths. */
export function readHeader(bytes: Uint8Array, at: number, end: number): { start: number; end: number } {
  const first = bytes[at + 1];
  if (at + 2 > end || first === undefined || ((bytes[at] ?? 0) & 0x1f) === 0x1f) throw malformed('element header');
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4 || start + octets > end) throw malformed('element length');
    length = 0;
    for (const last = start + octets; start < last; start++) length = length * 256 + (bytes[start] ?? 0);
    if (length < 0x80 || length < 2 ** (8 * (octets - 1))) throw malformed('element length is not the shortest');
  }
  if (length > end - start) throw malformed('element is cut short');
  return { start, end: start + length };
}

/** Reads elements one after another; every departure from what is expected throws PkiError `Malformed`. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Tag of the next element, undefined at the end. */
  get next(): number | undefined {
    return this.#bytes[this.#at];
  }

  any(): Element {
    const { start, end } = readHeader(this.#bytes, this.#at, this.#bytes.length);
    const element = {
      tag: this.#bytes[this.#at] ?? 0,
      raw: this.#bytes.subarray(this.#at, end),
      content: this.#bytes.subarray(start, end),
    };
    this.#at = end;
    return element;
  }

  take(tag: number, what: string): Element {
    if (this.next !== tag) throw malformed(what);
    return this.any();
  }

  optional(tag: number): Element | undefined {
    return this.next === tag ? this.any() : undefined;
  }

  /** Enters the next element, which must have this tag. */
  inside(tag: number, what: string): DerReader {
    return new DerReader(this.take(tag, what).content);
  }

  /** All remaining elements. */
  *rest(): Generator<Element> {
    while (!this.done) yield this.any();
  }

  end(what: string): void {
    if (!this.done) throw malformed(`${what}: trailing bytes`);
  }
}

/** The one element that `bytes` holds, with this tag and nothing after it, opened for reading. */
export function openDer(bytes: Uint8Array, tag: number, what: string): DerReader {
  const outer = new DerReader(bytes);
  const inner = outer.inside(tag, what);
  outer.end(what);
  return inner;
}
