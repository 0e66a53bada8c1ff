import type { Field } from './fields.ts';
import { isMessageType, type Kind, kindOf } from './kind.ts';

/** A MIME entity (RFC 2045 §2.4): a message, or a part of one. Its bytes are views of the message's. */
export interface Entity extends Omit<Kind, 'content'> {
  readonly fields: readonly Field[];
  /** Lower case, e.g. "text/plain"; what is no type is text/plain (RFC 2045 §5.2). */
  readonly type: string;
  /** Of Content-Type, by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Header and body as they were sent, without the line end before a boundary (RFC 2046 §5.1.1): what a signature covers. */
  readonly whole: Uint8Array<ArrayBuffer>;
  /** Not decoded. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Of a multipart its parts, of a message/rfc822 the message. */
  readonly children: readonly Entity[];
  /** It is not well formed: no header, no empty line after it, or no boundary where one was named. */
  readonly malformed: boolean;
}

export const fieldOf = (entity: Entity, name: string): Field | undefined => entity.fields.find((field) => field.name === name);

/** A message has more than MOST_ENTITIES. */
export class TooManyEntities extends Error {}

/** Nesting of parts: mail clients make four or five levels; what is deeper is not told apart. */
const NESTING = 50;
/** Each is an object: no honest message has more than some hundred. */
const MOST_ENTITIES = 30_000;
/** Header fields of one entity; relays and filters add some dozens. */
const FIELDS = 2000;
/** A line that begins with two hyphens is compared with boundaries as far as this: they have 70 characters (RFC 2046 §5.1.1), and from programs that break that rule some more. */
const BOUNDARY_LENGTH = 500;

const LF = 0x0a;
const CR = 0x0d;
const HYPHEN = 0x2d;

interface Open {
  readonly parent: Open | undefined;
  readonly start: number;
  readonly fields: Field[];
  readonly children: Entity[];
  bodyStart: number | undefined;
  /** Once its header is read. */
  kind: Kind | undefined;
  boundary: string | undefined;
  /** The boundary is to be the first line that could be one. */
  boundaryUnknown: boolean;
  /** Its last part is closed: what follows is nobody's. */
  over: boolean;
  malformed: boolean;
}

/**
 * Reads bytes as a MIME entity, in one pass over its lines. Never throws but for TooManyEntities. What is malformed is read as mail programs
 * do: without a header all is text, a header ends where something stands that is no field, a multipart without its boundary is text.
 */
export const parseEntity = (bytes: Uint8Array<ArrayBuffer>): Entity => new EntityParser(bytes).parse();

class EntityParser {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  /** Innermost last. */
  readonly #open: Open[] = [];
  /** How many of the open entities have each boundary: most lines that begin with two hyphens are none of them. */
  readonly #boundaries = new Map<string, number>();
  #entities = 0;
  #root: Entity | undefined;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  parse(): Entity {
    const bytes = this.#bytes;
    this.#begin(startOfMessage(bytes), undefined);
    let at = this.#innermost.start;
    while (at < bytes.byteLength) {
      const lineFeed = bytes.indexOf(LF, at);
      const next = lineFeed < 0 ? bytes.byteLength : lineFeed + 1;
      at = this.#line(at, next);
    }
    this.#closeTo(0, bytes.byteLength);
    if (this.#root === undefined) throw new TypeError('no entity was read');
    return this.#root;
  }

  get #innermost(): Open {
    const open = this.#open.at(-1);
    if (open === undefined) throw new TypeError('no entity is open');
    return open;
  }

  /** Takes the line from `at` to `next`; returns where to go on. */
  #line(at: number, next: number): number {
    if (this.#bytes[at] === HYPHEN && this.#bytes[at + 1] === HYPHEN && this.#boundary(at, next)) return next;
    const open = this.#innermost;
    return open.kind === undefined ? this.#header(open, at, next) : next;
  }

  /** Whether the line is a boundary of an entity that is open; then it has been followed. */
  #boundary(at: number, next: number): boolean {
    if (next - at > BOUNDARY_LENGTH) return false;
    const line = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + at, next - at)
      .toString('latin1')
      .trimEnd()
      .slice(2);
    const innermost = this.#innermost;
    // A header that its own boundary, or one around it, ends: the empty line is missing.
    if (innermost.kind === undefined && innermost.fields.length > 0) this.#headerEnds(innermost, at, true);
    if (innermost.boundaryUnknown && line.length > 0 && !/\s/.test(line)) {
      this.#bound(innermost, line.replace(/--$/, '') || line);
      innermost.boundaryUnknown = false;
      innermost.malformed = true;
    }
    if (!this.#boundaries.has(line) && !this.#boundaries.has(line.replace(/--$/, ''))) return false;
    for (let index = this.#open.length - 1; index >= 0; index -= 1) {
      const open = this.#open[index];
      if (open?.boundary === undefined || open.over) continue;
      if (line !== open.boundary && line !== `${open.boundary}--`) continue;
      this.#closeTo(index + 1, beforeLineEnd(this.#bytes, at, this.#open[index + 1]?.start ?? open.bodyStart ?? at));
      if (line === open.boundary) this.#begin(next, open);
      else open.over = true;
      return true;
    }
    return false;
  }

  #header(open: Open, at: number, next: number): number {
    const bytes = this.#bytes;
    const end = beforeLineEnd(bytes, next, at);
    if (isBlank(bytes, at, end)) {
      // A line of blanks alone may be a folded field's (RFC 5322 §4.2): it is one where a field follows it.
      if (end > at && this.#isFieldAt(next)) return next;
      this.#headerEnds(open, next, end > at);
      return next;
    }
    const first = bytes[at] ?? 0;
    const last = open.fields.at(-1);
    if ((first === 0x20 || first === 0x09) && last !== undefined) {
      open.fields[open.fields.length - 1] = { name: last.name, raw: bytes.subarray(last.raw.byteOffset - bytes.byteOffset, end) };
      return next;
    }
    const colon = this.#isFieldAt(at) ? bytes.indexOf(0x3a, at) : -1;
    if (colon < 0 || colon >= end) {
      if (isMailboxLine(bytes, at) && open.fields.length === 0) return next;
      // A line that is none among those that are.
      if (this.#isUsualFieldAt(next)) {
        open.malformed = true;
        return next;
      }
      this.#headerEnds(open, at, true);
      return this.#innermost === open ? next : at;
    }
    if (open.fields.length >= FIELDS) {
      open.malformed = true;
      return next;
    }
    const name = Buffer.from(bytes.subarray(at, colon)).toString('latin1').trim().toLowerCase();
    open.fields.push({ name, raw: bytes.subarray(colon + 1, end) });
    return next;
  }

  /** Whether a header field begins there: printable letters, then a colon (RFC 5322 §2.2), blanks before it allowed as in §4.5. */
  #isFieldAt(at: number): boolean {
    const bytes = this.#bytes;
    const limit = Math.min(bytes.byteLength, at + FIELD_NAME_LENGTH);
    let place = at;
    while (place < limit && isNameByte(bytes[place] ?? 0)) place += 1;
    if (place === at) return false;
    while (place < limit && (bytes[place] === 0x20 || bytes[place] === 0x09)) place += 1;
    return bytes[place] === 0x3a;
  }

  #isUsualFieldAt(at: number): boolean {
    if (!this.#isFieldAt(at)) return false;
    const name =
      Buffer.from(this.#bytes.subarray(at, at + FIELD_NAME_LENGTH))
        .toString('latin1')
        .split(':', 1)[0] ?? '';
    return USUAL_FIELDS.has(name.trim().toLowerCase());
  }

  /** The header is over; a message inside begins with what follows it. */
  #headerEnds(open: Open, bodyStart: number, malformed: boolean): void {
    const fallback = open.parent?.kind?.content.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    open.kind = kindOf(open.fields, fallback);
    open.bodyStart = bodyStart;
    open.malformed ||= malformed && open.fields.length > 0;
    const { content } = open.kind;
    if (isDeep(this.#open)) return;
    if (content.value.startsWith('multipart/')) {
      const named = content.parameters.get('boundary')?.trimEnd();
      if (named !== undefined && named !== '') this.#bound(open, named);
      open.boundaryUnknown = open.boundary === undefined;
    } else if (isMessageType(content.value) && !isEncoded(open.kind.encoding)) {
      this.#begin(bodyStart, open);
    }
  }

  #bound(open: Open, boundary: string): void {
    open.boundary = boundary;
    this.#boundaries.set(boundary, (this.#boundaries.get(boundary) ?? 0) + 1);
  }

  #unbound({ boundary }: Open): void {
    if (boundary === undefined) return;
    const left = (this.#boundaries.get(boundary) ?? 1) - 1;
    if (left > 0) this.#boundaries.set(boundary, left);
    else this.#boundaries.delete(boundary);
  }

  #begin(start: number, parent: Open | undefined): void {
    this.#entities += 1;
    if (this.#entities > MOST_ENTITIES) throw new TooManyEntities();
    this.#open.push({
      ...{ parent, start, fields: [], children: [], bodyStart: undefined, kind: undefined },
      ...{ boundary: undefined, boundaryUnknown: false, over: false, malformed: false },
    });
  }

  /** Closes the innermost entities until `depth` of them are open; their bytes end at `end`. */
  #closeTo(depth: number, end: number): void {
    while (this.#open.length > depth) {
      const open = this.#innermost;
      // Nothing but a header: it is that, and no body.
      if (open.kind === undefined) this.#headerEnds(open, Math.max(open.start, end), open.fields.length === 0);
      if (this.#innermost !== open) {
        this.#open.pop();
      }
      this.#open.pop();
      this.#unbound(open);
      const entity = this.#entityOf(open, end);
      if (open.parent === undefined) this.#root = entity;
      else open.parent.children.push(entity);
    }
  }

  #entityOf(open: Open, end: number): Entity {
    const bytes = this.#bytes;
    const kind = open.kind ?? kindOf(open.fields, 'text/plain');
    const bodyStart = Math.min(open.bodyStart ?? end, end);
    const isMultipart = kind.content.value.startsWith('multipart/');
    const whole = bytes.subarray(Math.min(open.start, end), end);
    const body = bytes.subarray(bodyStart, end);
    const { content, ...rest } = kind;
    // What names a boundary and has no part is text, as long as it has any.
    const isText = isMultipart && open.children.length === 0;
    return {
      ...rest,
      ...{ fields: open.fields, whole, body, children: open.children },
      type: isText ? 'text/plain' : content.value,
      parameters: content.parameters,
      malformed: open.malformed || (isText && body.byteLength > 0) || (open.fields.length === 0 && open.parent === undefined),
    };
  }
}

/** RFC 5322 sets none; the longest that is in use has some forty letters. */
const FIELD_NAME_LENGTH = 200;

const USUAL_FIELDS: ReadonlySet<string> = new Set([
  ...['received', 'return-path', 'delivered-to', 'date', 'from', 'to', 'cc', 'subject', 'message-id', 'mime-version', 'content-type'],
]);

const isNameByte = (byte: number): boolean => byte > 0x20 && byte < 0x7f && byte !== 0x3a;

const isDeep = (open: readonly Open[]): boolean => open.length >= NESTING;

const isEncoded = (encoding: string): boolean => encoding === 'base64' || encoding === 'quoted-printable';

/** Empty lines before the header are none of it. */
const startOfMessage = (bytes: Uint8Array): number => {
  let at = 0;
  while (at < bytes.byteLength && (bytes[at] === CR || bytes[at] === LF)) at += 1;
  return at === bytes.byteLength ? 0 : at;
};

/** A mailbox file's "From " line stands before the header of each message in it (RFC 4155). */
const isMailboxLine = (bytes: Uint8Array, at: number): boolean =>
  /^>?From /.test(Buffer.from(bytes.subarray(at, at + 6)).toString('latin1'));

const isBlank = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0x20 && bytes[at] !== 0x09 && bytes[at] !== CR) return false;
  return true;
};

/** Where the text before `at` ends, without the one line end that closes it; not before `from`. */
const beforeLineEnd = (bytes: Uint8Array, at: number, from: number): number => {
  let end = at;
  if (end > from && bytes[end - 1] === LF) end -= 1;
  if (end > from && end < at && bytes[end - 1] === CR) end -= 1;
  return end;
};
