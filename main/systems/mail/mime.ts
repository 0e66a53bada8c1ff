import PostalMime, { type Email } from 'postal-mime';
import { createBodyDecoder } from './mime-body.ts';

/** Nesting of MIME parts: mail clients make four or five levels; hundreds are an attack on the parser's stack. */
const NESTING = 50;
/** Messages inside messages, as when a report is forwarded; deeper ones are listed as attachments. */
const MESSAGES_INSIDE = 3;
/** MIME parts, each an object with parts of its own: no honest message has more than some hundred. */
const MOST_PARTS = 30_000;
/** All headers of all parts together. */
const HEADER_BYTES = 256 * 1024;
/** Characters of text that are shown: two hundred pages, and what main hands to the page in some 20 ms. Limit of contracts/domain/mail.ts. */
export const TEXT_LENGTH = 500_000;
/** Bytes of one text part that are decoded: in hardly any charset do they make fewer than TEXT_LENGTH characters. */
const TEXT_BYTES = 4 * TEXT_LENGTH;

/** A message has more than MOST_PARTS. */
export class TooManyParts extends Error {}

export interface ParsedMime {
  readonly email: Email;
  /** A text part went on beyond TEXT_BYTES. */
  readonly textCut: boolean;
}

/**
 * Parses a raw message, or its header alone, in time and memory linear in its length. Rejects when its nesting, its header or its
 * number of parts is out of all measure. One at a time.
 */
export const parseMime = async (bytes: Uint8Array): Promise<ParsedMime> => {
  const parser = new PostalMime({
    maxNestingDepth: NESTING,
    maxHeadersSize: HEADER_BYTES,
    maxRfc822NestingDepth: MESSAGES_INSIDE,
    attachmentEncoding: 'arraybuffer',
  });
  makeLinear(parser);
  textCut = false;
  parts = 0;
  const email = await parser.parse(bytes as Uint8Array<ArrayBuffer>);
  return { email, textCut };
};

let textCut = false;
let parts = 0;

/** What postal-mime keeps out of its types and these bounds need. The version is pinned for it, and the tests would show a change. */
interface MimeNodeInside {
  content: ArrayBuffer | null;
  contentDecoder: unknown;
  setupContentDecoder(encoding: string): void;
  getTextContent(): string;
}

/**
 * postal-mime keeps an object for every line of a body, some 2 KB of memory each: a megabyte of short lines takes seconds and most of a
 * gigabyte. It gets decoders that keep none, and decodes text only as far as it is shown.
 */
const makeLinear = (parser: PostalMime): void => {
  const { root } = parser as unknown as { readonly root: MimeNodeInside };
  // On the class, once: parts, and messages inside, are nodes of it too.
  const nodes: MimeNodeInside = Object.getPrototypeOf(root);
  if (linear.has(nodes)) return;
  linear.add(nodes);
  nodes.setupContentDecoder = function (encoding) {
    parts += 1;
    if (parts > MOST_PARTS) throw new TooManyParts();
    this.contentDecoder = createBodyDecoder(encoding);
  };
  const { getTextContent } = nodes;
  nodes.getTextContent = function () {
    if (this.content !== null && this.content.byteLength > TEXT_BYTES) {
      this.content = this.content.slice(0, TEXT_BYTES);
      textCut = true;
    }
    return getTextContent.call(this);
  };
};

const linear = new WeakSet<object>();
