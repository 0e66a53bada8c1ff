import { readHeader } from '../header.ts';
import { breakLongRuns } from '../html/breaks.ts';
import type { MessageAppearance } from '../html/document.ts';
import { mailDocument } from '../html/document.ts';
import { picturesOf } from '../html/pictures.ts';
import { sanitiseHtml } from '../html/sanitise.ts';
import { type ReadPart, readMessage } from '../read.ts';
import { cleanLine, cutText } from '../text.ts';
import { INDEXED_LENGTH, type ListedHeader, type OpenedMessage, PREVIEW_LENGTH } from './messages.ts';

export const headersOf = async (found: readonly Uint8Array[]): Promise<readonly ListedHeader[]> => {
  const all: ListedHeader[] = [];
  for (const one of found) all.push(await readHeader(one));
  return all;
};

export const openedOf = async (raw: Uint8Array): Promise<OpenedMessage> => {
  const { to, cc, replyTo, text, html, parts, damaged, cut } = await readMessage(raw);
  const words = cutText(text, INDEXED_LENGTH);
  return {
    ...{ to, cc, replyTo, text, words, damaged, cut },
    hasHtml: html !== undefined,
    // Told by sanitising it: the frame gets its own copy when it asks for the document.
    remoteContentBlocked: html !== undefined && sanitiseHtml(html, () => undefined).remoteContentBlocked,
    parts: parts.flatMap(toListedPart),
    preview: cleanLine(withoutQuotation(words), PREVIEW_LENGTH),
  };
};

export const documentOf = async (raw: Uint8Array, appearance: MessageAppearance): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { html, parts } = await readMessage(raw);
  if (html === undefined) return undefined;
  return new TextEncoder().encode(mailDocument(breakLongRuns(sanitiseHtml(html, picturesOf(parts)).html), appearance));
};

/** `index` is the part's place in the message, whether or not those before it are listed. */
const toListedPart = ({ name, type, bytes, related }: ReadPart, index: number): OpenedMessage['parts'] =>
  related ? [] : [{ index, name, type, size: bytes.byteLength }];

const withoutQuotation = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ');
