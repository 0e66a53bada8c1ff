import { boundHtml, htmlBudget } from '../html/bound.ts';
import { htmlToText } from '../html/to-text.ts';
import { cleanLine } from '../text.ts';
import { calendarWords } from './calendar.ts';
import { decodeText } from './charset.ts';
import { type Entity, fieldOf, parseEntity } from './entity.ts';
import { textOf, wordsOf } from './fields.ts';
import { fromFlowed } from './flowed.ts';
import { isMessageType } from './kind.ts';
import { readTnef } from './tnef.ts';
import { decodeTransfer } from './transfer.ts';
import { takeUuencoded } from './uuencoded.ts';

/** One piece of what is shown of a message, in the order of its parts. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** `html`: as its sender wrote it, hostile. `words`: the plain text beside it, else its own. */
  | { readonly kind: 'html'; readonly html: string; readonly words: string };

/** A part that is a file: listed, and shown within the HTML where that names it. */
export interface FilePart {
  readonly name: string | undefined;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentId: string | undefined;
  /** Its sender sent it as a file, whatever else shows it. */
  readonly attached: boolean;
}

export interface Content {
  readonly segments: readonly Segment[];
  readonly files: readonly FilePart[];
  /** There is more than these limits let through. */
  readonly cut: boolean;
  /** Something of it is not well formed. */
  readonly malformed: boolean;
}

/** Characters of text that are shown: two hundred pages, and what main hands to the page in some 20 ms. Limit of contracts/domain/mail.ts. */
export const TEXT_LENGTH = 500_000;
/** Bytes of one text part that are decoded: in hardly any charset do they make fewer than TEXT_LENGTH characters. */
const TEXT_BYTES = 4 * TEXT_LENGTH;
/** Messages inside messages, as when a report is forwarded; deeper ones are files. */
const MESSAGES_INSIDE = 3;
/** Limit of contracts/domain/mail.ts. */
export const FILES = 200;
const SEGMENTS = 200;

/** What is shown of a message and what is listed, whichever way its sender's program put it together. Throws TooManyEntities. */
export const contentOf = (message: Entity): Content => {
  const reading = new Reading();
  reading.take(message, 0);
  return reading.content();
};

class Reading {
  readonly #segments: Segment[] = [];
  readonly #files: FilePart[] = [];
  readonly #html = htmlBudget();
  /** Asked again at each level of nesting. */
  readonly #readable = new Map<Entity, boolean>();
  #textLeft = 2 * TEXT_LENGTH;
  #cut = false;
  #malformed = false;

  content(): Content {
    return { segments: this.#segments, files: this.#files, cut: this.#cut, malformed: this.#malformed };
  }

  /** `depth`: messages around it. */
  take(entity: Entity, depth: number): void {
    this.#malformed ||= entity.malformed;
    const { type } = entity;
    if (type.startsWith('multipart/')) this.#multipart(entity, depth);
    else if (isMessageType(type)) this.#message(entity, depth);
    else if (isTnef(entity)) this.#tnef(entity);
    else if (type === 'text/calendar' || type === 'application/ics') this.#calendar(entity);
    else if (isShownText(entity)) this.#text(entity);
    else this.#file(entity);
  }

  #multipart(entity: Entity, depth: number): void {
    switch (entity.type) {
      case 'multipart/alternative':
        this.#alternative(entity, depth);
        return;
      case 'multipart/related': {
        const start = entity.parameters.get('start')?.replace(/^<|>$/g, '');
        const root = entity.children.find(({ contentId }) => start !== undefined && contentId === start) ?? entity.children[0];
        if (root !== undefined) this.take(root, depth);
        for (const child of entity.children) if (child !== root) this.take(child, depth);
        return;
      }
      default:
        for (const child of entity.children) this.take(child, depth);
    }
  }

  /** The richest that can be read (RFC 2046 §5.1.4): HTML before plain text, unless there is nothing to read in it. The others are left out, files and meetings among them are not. */
  #alternative(entity: Entity, depth: number): void {
    const shown = entity.children.filter(isAlternativeText);
    const plain = shown.findLast(({ type }) => type === 'text/plain');
    const others = shown.filter(({ type }) => type !== 'text/plain');
    const hasPlain = plain !== undefined && this.#decoded(plain).trim() !== '';
    const rich = others.findLast((child) => this.#isReadable(child)) ?? (hasPlain ? undefined : others.at(-1));
    for (const child of entity.children) {
      if (child === rich) this.#rich(child, plain, depth);
      else if (!shown.includes(child) || (rich === undefined && (child === plain || plain === undefined))) this.take(child, depth);
      else this.#filesWithin(child, depth);
    }
  }

  /** Of what is left out, the files. */
  #filesWithin(entity: Entity, depth: number): void {
    if (entity.type.startsWith('multipart/')) for (const child of entity.children) this.#filesWithin(child, depth);
    else if (!isAlternativeText(entity)) this.take(entity, depth);
  }

  /** HTML, or what holds it, with the plain text beside it for its words. */
  #rich(child: Entity, plain: Entity | undefined, depth: number): void {
    const before = this.#segments.length;
    this.take(child, depth);
    const words = plain === undefined ? '' : this.#decoded(plain);
    if (words.trim() === '') return;
    const index = this.#segments.findIndex(({ kind }, at) => at >= before && kind === 'html');
    const segment = this.#segments[index];
    if (segment?.kind === 'html') this.#segments[index] = { ...segment, words };
  }

  #isReadable(entity: Entity): boolean {
    const known = this.#readable.get(entity);
    const readable = known ?? this.#hasWords(entity);
    this.#readable.set(entity, readable);
    return readable;
  }

  #hasWords(entity: Entity): boolean {
    if (entity.type === 'text/html') {
      const { html } = boundHtml(this.#decoded(entity), htmlBudget());
      return htmlToText(html) !== '' || /<img\b[^>]{1,1000}\bcid:/i.test(html);
    }
    if (entity.type.startsWith('multipart/')) return entity.children.some((child) => this.#isReadable(child));
    return entity.type.startsWith('text/') && this.#decoded(entity).trim() !== '';
  }

  #text(entity: Entity): void {
    const text = this.#decoded(entity);
    if (entity.filename !== undefined) this.#file(entity);
    switch (entity.type) {
      case 'text/html':
        this.#addHtml(text);
        break;
      case 'text/enriched':
      case 'text/richtext':
        this.#addText(text.replace(/<<|<[^<>]{0,100}>/g, (tag) => (tag === '<<' ? '<' : '')));
        break;
      default: {
        const { text: kept, files } = takeUuencoded(text);
        this.#addText(kept);
        for (const { name, bytes } of files)
          this.#addFile({ name, type: 'application/octet-stream', bytes, contentId: undefined, attached: true });
      }
    }
  }

  #decoded(entity: Entity): string {
    const body = entity.body.byteLength > 2 * TEXT_BYTES ? entity.body.subarray(0, 2 * TEXT_BYTES) : entity.body;
    const bytes = decodeTransfer(body, entity.encoding);
    if (bytes.byteLength > TEXT_BYTES || body !== entity.body) this.#cut = true;
    const shown = bytes.subarray(0, TEXT_BYTES);
    const text = decodeText(shown, entity.parameters.get('charset') ?? (entity.type === 'text/html' ? charsetOfHtml(shown) : undefined));
    if (entity.parameters.get('format')?.toLowerCase() !== 'flowed' || entity.type !== 'text/plain') return text;
    return fromFlowed(text, entity.parameters.get('delsp')?.toLowerCase() === 'yes');
  }

  /** A forwarded message: its words with what they need to be understood, and itself as a file. */
  #message(entity: Entity, depth: number): void {
    const bytes = decodeTransfer(entity.body, entity.encoding);
    const [inside = parseEntity(bytes)] = entity.children;
    const subject = cleanLine(wordsOf(fieldOf(inside, 'subject')), 100);
    const name = entity.filename ?? `${subject === '' ? 'message' : subject}.eml`;
    this.#addFile({ name, type: entity.type, bytes, contentId: entity.contentId, attached: true });
    if (depth >= MESSAGES_INSIDE) return;
    const about = (['from', 'date', 'to', 'subject'] as const).flatMap((field) => {
      const words = cleanLine(field === 'date' ? textOf(fieldOf(inside, field)) : wordsOf(fieldOf(inside, field)), 500);
      return words === '' ? [] : [`${FORWARDED[field]}: ${words}`];
    });
    if (about.length > 0) this.#addText(['', '---------- Forwarded message ----------', ...about, ''].join('\n'));
    this.take(inside, depth + 1);
  }

  #calendar(entity: Entity): void {
    const words = calendarWords(this.#decoded(entity));
    // A meeting that cannot be read is shown as it stands.
    if (entity.disposition !== 'attachment' || words !== undefined) this.#addText(words ?? this.#decoded(entity));
    this.#file(entity);
  }

  /** What Outlook wraps its files in. Its own words count where the message has none. */
  #tnef(entity: Entity): void {
    const found = readTnef(decodeTransfer(entity.body, entity.encoding));
    if (found === undefined) {
      this.#file(entity);
      return;
    }
    const hasWords = this.#segments.some((segment) => (segment.kind === 'text' ? segment.text : segment.words).trim() !== '');
    if (!hasWords && found.html !== undefined) this.#addHtml(found.html);
    else if (!hasWords && found.text !== undefined) this.#addText(found.text);
    for (const { name, type, bytes } of found.files) this.#addFile({ name, type, bytes, contentId: undefined, attached: true });
    if (found.files.length === 0 && hasWords) this.#file(entity);
  }

  #file(entity: Entity): void {
    if (this.#files.length >= FILES) {
      this.#cut = true;
      return;
    }
    const { filename: name, type, contentId, disposition } = entity;
    this.#addFile({ name, type, bytes: decodeTransfer(entity.body, entity.encoding), contentId, attached: disposition === 'attachment' });
  }

  #addFile(file: FilePart): void {
    if (this.#files.length < FILES) this.#files.push(file);
    else this.#cut = true;
  }

  #addText(text: string): void {
    const shown = text.slice(0, this.#textLeft).replace(/\r\n?/g, '\n');
    this.#textLeft -= shown.length;
    if (text.length > shown.length && this.#textLeft <= 0) this.#cut = true;
    this.#add({ kind: 'text', text: shown });
  }

  #addHtml(hostile: string): void {
    const { html, cut } = boundHtml(hostile, this.#html);
    if (cut) this.#cut = true;
    if (html.trim() !== '') this.#add({ kind: 'html', html, words: htmlToText(html) });
  }

  #add(segment: Segment): void {
    if (this.#segments.length < SEGMENTS) this.#segments.push(segment);
    else this.#cut = true;
  }
}

const FORWARDED = { from: 'From', date: 'Date', to: 'To', subject: 'Subject' } as const;

const isTnef = ({ type, filename }: Entity): boolean =>
  type === 'application/ms-tnef' ||
  type === 'application/vnd.ms-tnef' ||
  (filename?.toLowerCase() === 'winmail.dat' && !type.startsWith('text/'));

/** Text that stands where it is in the message; what its sender sent as a file, and what nobody reads as it stands, does not. */
const isShownText = ({ type, disposition }: Entity): boolean =>
  disposition !== 'attachment' && ((type.startsWith('text/') && !UNREADABLE.has(type)) || type === 'message/delivery-status');

const UNREADABLE: ReadonlySet<string> = new Set([
  'text/rtf',
  'text/vcard',
  'text/x-vcard',
  'text/directory',
  'text/x-amp-html',
  'text/css',
  'text/javascript',
  'text/xml',
]);

/** What may stand for the others of an alternative. */
const isAlternativeText = (entity: Entity): boolean =>
  entity.type.startsWith('multipart/')
    ? entity.children.some(isAlternativeText)
    : isShownText(entity) && entity.type !== 'text/calendar' && entity.filename === undefined;

/** In its first kilobyte, as browsers look for it (WHATWG HTML §13.2.3.2). */
const charsetOfHtml = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]{1,200}charset\s{0,5}=\s{0,5}["']?([\w:.-]{1,40})/i.exec(Buffer.from(bytes.subarray(0, 1024)).toString('latin1'))?.[1];
