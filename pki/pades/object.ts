import { malformed } from '../der/read.ts';

/** A direct object of a PDF file (ISO 32000-1 §7.3). Strings keep their place: a signature's range is measured from one. */
export type PdfValue =
  | { readonly kind: 'keyword'; readonly text: 'null' | 'true' | 'false' }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array; readonly start: number; readonly end: number; readonly hex: boolean }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: PdfDictionary }
  | { readonly kind: 'reference'; readonly number: number };

/** By name, without the slash. */
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** Nesting of one object: a page tree is not nested, it refers. */
const DEPTH = 30;
/** Values of one object: the kids of a document of 40 pages are 40, an array of widths has thousands. */
const VALUES = 200_000;
/** Bytes of one string: the room of a signature is the longest. */
const STRING_BYTES = 1024 * 1024;

/**
 * Reads objects from a place on, within the dialect that this program writes and its library: generation 0, no comments between tokens.
 * Every departure throws PkiError `Malformed`; no look-ahead goes past `end`.
 */
export class PdfReader {
  readonly bytes: Uint8Array;
  readonly #end: number;
  at: number;
  #values = VALUES;

  constructor(bytes: Uint8Array, at: number, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.#end = end;
  }

  skipBlanks(): void {
    while (this.at < this.#end && isBlank(this.bytes[this.at])) this.at++;
  }

  /** Whether this text stands here; it is then passed. */
  takes(text: string): boolean {
    if (!this.stands(text)) return false;
    this.at += text.length;
    return true;
  }

  demand(text: string): void {
    if (!this.takes(text)) throw malformed(`PDF: ${text} is missing`);
  }

  stands(text: string): boolean {
    if (this.at + text.length > this.#end) return false;
    for (let index = 0; index < text.length; index++) if (this.bytes[this.at + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  /** A whole number without sign, ten digits at most. */
  wholeNumber(): number {
    this.skipBlanks();
    const start = this.at;
    while (this.at < this.#end && isDigit(this.bytes[this.at])) this.at++;
    if (this.at === start || this.at - start > 10) throw malformed('PDF: number');
    return Number(this.#text(start, this.at));
  }

  value(depth = 0): PdfValue {
    if (depth > DEPTH || this.#values-- <= 0) throw malformed('PDF: object is too deep or too large');
    this.skipBlanks();
    if (this.takes('<<')) return { kind: 'dictionary', entries: this.#entries(depth) };
    if (this.takes('[')) return { kind: 'array', items: this.#items(depth) };
    if (this.stands('/')) return { kind: 'name', text: this.#name() };
    if (this.stands('<')) return this.#hexString();
    if (this.stands('(')) return this.#literalString();
    for (const text of ['null', 'true', 'false'] as const) if (this.takes(text)) return { kind: 'keyword', text };
    return this.#numberOrReference();
  }

  #entries(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipBlanks();
      if (this.takes('>>')) return entries;
      const name = this.#name();
      // Readers differ in which of two they take.
      if (entries.has(name)) throw malformed('PDF: a dictionary has a name twice');
      entries.set(name, this.value(depth + 1));
    }
  }

  #items(depth: number): readonly PdfValue[] {
    const items: PdfValue[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.takes(']')) return items;
      items.push(this.value(depth + 1));
    }
  }

  #name(): string {
    this.demand('/');
    const start = this.at;
    while (this.at < this.#end && isRegular(this.bytes[this.at])) this.at++;
    const text = this.#text(start, this.at);
    if (text.length > 127) throw malformed('PDF: name');
    return text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }

  #hexString(): PdfValue {
    const start = this.at;
    const last = this.bytes.indexOf(0x3e, start);
    if (last < 0 || last >= this.#end || last - start > STRING_BYTES) throw malformed('PDF: string');
    this.at = last + 1;
    const text = this.#text(start + 1, last);
    if (text.length % 2 || !/^[0-9a-fA-F]*$/.test(text)) throw malformed('PDF: hexadecimal string');
    return { kind: 'string', bytes: Uint8Array.from(Buffer.from(text, 'hex')), start, end: this.at, hex: true };
  }

  #literalString(): PdfValue {
    const start = this.at++;
    const bytes: number[] = [];
    for (let open = 1; ; this.at++) {
      const byte = this.at < this.#end ? this.bytes[this.at] : undefined;
      if (byte === undefined || bytes.length > STRING_BYTES) throw malformed('PDF: string');
      // Escapes stay as they are: what reads a string of ours compares it or copies it.
      if (byte === 0x5c) bytes.push(byte, this.bytes[++this.at] ?? 0);
      else if (byte === 0x28) open += bytes.push(byte) && 1;
      else if (byte === 0x29 && --open === 0) break;
      else bytes.push(byte);
    }
    this.at++;
    return { kind: 'string', bytes: Uint8Array.from(bytes), start, end: this.at, hex: false };
  }

  #numberOrReference(): PdfValue {
    const start = this.at;
    while (this.at < this.#end && isRegular(this.bytes[this.at])) this.at++;
    const text = this.#text(start, this.at);
    if (!/^[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})$/.test(text)) throw malformed('PDF: value');
    const after = this.at;
    if (!/^\d{1,7}$/.test(text) || !this.takes(' 0 R')) return { kind: 'number', text };
    if (this.at < this.#end && isRegular(this.bytes[this.at])) {
      this.at = after;
      return { kind: 'number', text };
    }
    return { kind: 'reference', number: Number(text) };
  }

  #text(start: number, end: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, end - start).toString('latin1');
  }
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const delimiters: ReadonlySet<number> = new Set(Buffer.from('()<>[]{}/%', 'latin1'));
const isRegular = (byte: number | undefined): boolean => byte !== undefined && !isBlank(byte) && !delimiters.has(byte);

/** The value as it is written: equal texts are equal values. */
export function writeValue(value: PdfValue): string {
  switch (value.kind) {
    case 'keyword':
    case 'number':
      return value.text;
    case 'name':
      return writeName(value.text);
    case 'string':
      return value.hex ? `<${Buffer.from(value.bytes).toString('hex')}>` : `(${Buffer.from(value.bytes).toString('latin1')})`;
    case 'array':
      return `[ ${value.items.map(writeValue).join(' ')} ]`;
    case 'dictionary':
      return `<< ${[...value.entries].map(([name, entry]) => `${writeName(name)} ${writeValue(entry)}`).join(' ')} >>`;
    case 'reference':
      return `${value.number} 0 R`;
  }
}

const writeName = (text: string): string =>
  `/${text.replace(/[^!-~]|[#()<>[\]{}/%]/g, (mark) => `#${mark.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

export const reference = (number: number): PdfValue => ({ kind: 'reference', number });
export const name = (text: string): PdfValue => ({ kind: 'name', text });
export const number = (value: number): PdfValue => ({ kind: 'number', text: String(value) });
export const array = (items: readonly PdfValue[]): PdfValue => ({ kind: 'array', items });
export const dictionary = (entries: Readonly<Record<string, PdfValue>>): PdfValue => ({
  kind: 'dictionary',
  entries: new Map(Object.entries(entries)),
});

/** A text string (ISO 32000-1 §7.9.2): UTF-16 with its mark, in hexadecimal. */
export const textString = (text: string): PdfValue => {
  const bytes = Uint8Array.from(Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()]));
  return { kind: 'string', bytes, start: 0, end: 0, hex: true };
};

/** The text of a string that `textString` made; empty for any other value. */
export const textOf = (value: PdfValue | undefined): string => {
  if (value?.kind !== 'string' || value.bytes[0] !== 0xfe || value.bytes[1] !== 0xff || value.bytes.length % 2 !== 0) return '';
  return Buffer.from(value.bytes.slice(2)).swap16().toString('utf16le');
};
