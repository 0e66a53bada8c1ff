import type { ProtectionLayer } from '../../../../contracts/domain/mail-protection.ts';
import { readHeader } from '../header.ts';
import { boundHtml } from '../html/bound.ts';
import { breakLongRuns } from '../html/breaks.ts';
import type { MessageAppearance } from '../html/document.ts';
import { mailDocument } from '../html/document.ts';
import { picturesOf } from '../html/pictures.ts';
import { escapeText, sanitiseHtml } from '../html/sanitise.ts';
import { calendarWords } from '../mime/calendar.ts';
import { decodeText } from '../mime/charset.ts';
import { type Segment, TEXT_LENGTH } from '../mime/content.ts';
import { viewingOf } from '../mime/file-type.ts';
import { type ReadPart, readMessage } from '../read.ts';
import { cleanLine, cutText, printable } from '../text.ts';
import { INDEXED_LENGTH, type ListedHeader, type OpenedMessage, PREVIEW_LENGTH } from './messages.ts';
import type { MessageFile } from './protocol.ts';
import { readUnprotected, type Unprotecting } from './unprotect.ts';

export type { Unprotecting };

/** No signer is known, and no card there. */
const BY_NOBODY: Unprotecting = { trust: { force: { anchors: [], intermediates: [], crls: [] } }, at: 0, keys: undefined };

export const headersOf = (found: readonly Uint8Array[]): readonly ListedHeader[] => found.map(readHeader);

export const openedOf = async (raw: Uint8Array, unprotecting: Unprotecting = BY_NOBODY): Promise<OpenedMessage> => {
  const message = await readUnprotected(raw, unprotecting);
  const { authors, to, cc, replyTo, text, html, parts, marking, damaged, cut, layers, protectedSubject, encryptTo } = message;
  const words = cutText(text, INDEXED_LENGTH);
  return {
    ...{ authors, to, cc, replyTo, text, words, marking, damaged, cut, layers, protectedSubject, encryptTo },
    hasHtml: html !== undefined,
    // Known by sanitising it: the frame gets its own copy when it asks for the document.
    remoteContentBlocked: html?.some((segment) => shownHtml(segment, () => undefined).remoteContentBlocked) ?? false,
    parts: parts.flatMap(toListedPart),
    preview: cleanLine(withoutQuotation(words), PREVIEW_LENGTH),
  };
};

export const documentOf = async (
  raw: Uint8Array,
  appearance: MessageAppearance,
  unprotecting: Unprotecting = BY_NOBODY,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { html, parts } = await readUnprotected(raw, unprotecting);
  if (html === undefined) return undefined;
  // Each alone: what one leaves open must not take the next one in.
  const pictures = picturesOf(parts);
  const shown = html.map((segment) => breakLongRuns(shownHtml(segment, pictures).html));
  return new TextEncoder().encode(mailDocument(shown, appearance));
};

/** Shown in the frame of a message, with no more rights than that: a picture, text, or a message whole. */
export const attachmentOf = async (
  raw: Uint8Array,
  index: number,
  appearance: MessageAppearance,
  unprotecting: Unprotecting = BY_NOBODY,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { parts, layers } = await readUnprotected(raw, unprotecting);
  if (isChanged(layers)) return undefined;
  const part = parts[index];
  const html = part === undefined ? undefined : attachmentHtml(part);
  return html === undefined ? undefined : new TextEncoder().encode(mailDocument(html, appearance));
};

/** A PDF as it was attached, for the window's own reader of them (renderer/ui/pdf); undefined when it is none, or is not to be opened. */
export const pdfOf = async (
  raw: Uint8Array,
  index: number,
  unprotecting: Unprotecting = BY_NOBODY,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { parts, layers } = await readUnprotected(raw, unprotecting);
  const part = isChanged(layers) ? undefined : parts[index];
  return part === undefined || viewingOf(part.type) !== 'pdf' ? undefined : new Uint8Array(part.bytes);
};

/** What somebody put in after it was signed is not opened. */
const isChanged = (layers: readonly ProtectionLayer[]): boolean =>
  layers.some(({ kind, verdict }) => kind === 'signed' && verdict === 'changed');

export const filesOf = async (raw: Uint8Array, unprotecting: Unprotecting = BY_NOBODY): Promise<readonly MessageFile[]> => {
  const { parts, layers } = await readUnprotected(raw, unprotecting);
  if (isChanged(layers) || layers.some(({ kind }) => kind === 'encrypted')) return [];
  return parts.filter(({ related }) => !related).map(({ name, type, bytes }) => ({ name, type, bytes }));
};

const attachmentHtml = (part: ReadPart): readonly string[] | undefined => {
  const { type, bytes } = part;
  switch (viewingOf(type)) {
    case 'picture':
      return bytes.byteLength > ATTACHED_PICTURE_BYTES
        ? undefined
        : [
            `<img alt="${escapeText(part.name).replaceAll('"', '&quot;')}" src="data:${type};base64,${Buffer.from(bytes).toString('base64')}">`,
          ];
    case 'message': {
      const { html, text, parts } = readMessage(bytes);
      const pictures = picturesOf(parts);
      return (html ?? [{ kind: 'text', text }]).map((segment) => breakLongRuns(shownHtml(segment, pictures).html));
    }
    case 'html':
      return [
        breakLongRuns(shownHtml({ kind: 'html', html: boundHtml(decodeText(bytes, undefined)).html, words: '' }, () => undefined).html),
      ];
    case 'text': {
      const text = decodeText(bytes.subarray(0, 4 * TEXT_LENGTH), undefined);
      const words = type === 'text/calendar' ? calendarWords(text) : undefined;
      return [breakLongRuns(shownHtml({ kind: 'text', text: printable(words ?? text, TEXT_LENGTH) }, () => undefined).html)];
    }
    case 'pdf':
    case undefined:
      return undefined;
  }
};

/** A photograph of a camera, in the frame's document in base64. */
const ATTACHED_PICTURE_BYTES = 16 * 1024 * 1024;

const shownHtml = (segment: Segment, picture: ReturnType<typeof picturesOf>): ReturnType<typeof sanitiseHtml> =>
  segment.kind === 'html'
    ? sanitiseHtml(segment.html, picture)
    : { html: `<div class="plain">${escapeText(segment.text)}</div>`, remoteContentBlocked: false };

/** `index` is the part's place in the message, whether or not those before it are listed. */
const toListedPart = ({ name, type, bytes, related }: ReadPart, index: number): OpenedMessage['parts'] =>
  related ? [] : [{ index, name, type, size: bytes.byteLength }];

const withoutQuotation = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ');
