import type { Marking } from '../../../contracts/domain/common.ts';
import type { MailAddress } from '../../../contracts/domain/mail.ts';
import { isShownPicture, pictureIdsIn } from './html/pictures.ts';
import { BEGINNING_BYTES, MESSAGE_BYTES } from './limits.ts';
import { type Content, contentOf, FILES, type FilePart, type Segment, TEXT_LENGTH } from './mime/content.ts';
import { type Entity, parseEntity, TooManyEntities } from './mime/entity.ts';
import { addressesOf } from './mime/fields.ts';
import { fileTypeOf } from './mime/file-type.ts';
import { markingInWords } from './mime/marking.ts';
import { beginningOf } from './reader/beginning.ts';
import { cleanLine, cutText, NAME_LENGTH, printable } from './text.ts';

/** One part that can be saved or shown inside the HTML. */
export interface ReadPart {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without its angle brackets; what a cid: reference names (RFC 2392). */
  readonly contentId: string | undefined;
  /** Shown inside the HTML, not listed as an attachment. */
  readonly related: boolean;
}

/** A message, read as far as it can be. */
export interface ReadMessage {
  /** All who are named as its authors. */
  readonly authors: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  /** Always there: the text part, else the HTML's words. */
  readonly text: string;
  /** What is shown in a frame, in order, where any of it is HTML: hostile. */
  readonly html: readonly Segment[] | undefined;
  readonly parts: readonly ReadPart[];
  /** That the first line of its text names. */
  readonly marking: Marking | undefined;
  /** It could not be read whole: cut, malformed, or past a limit. What could be read is here. */
  readonly damaged: boolean;
  /** There is more of it than these limits let through. */
  readonly cut: boolean;
}

/** Limits of contracts/domain/mail.ts. */
const AUTHORS = 20;
const RECIPIENTS = 500;
const REPLY_TO = 20;
const TYPE_LENGTH = 200;

/**
 * Reads a raw message (RFC 5322, MIME). Never throws: what is not well formed is read as far as it goes and said to be damaged; what is past
 * a limit is said to be cut.
 */
export const readMessage = (raw: Uint8Array): ReadMessage => {
  const cut = raw.byteLength > MESSAGE_BYTES;
  const bytes = Uint8Array.from(cut ? raw.subarray(0, MESSAGE_BYTES) : raw);
  try {
    const message = parseEntity(bytes);
    return fromContent(message, contentOf(message), cut);
  } catch (error) {
    if (error instanceof TooManyEntities && bytes.byteLength > BEGINNING_BYTES)
      return { ...readMessage(bytes.subarray(0, BEGINNING_BYTES)), damaged: true, cut: true };
    return { ...beginningOf(bytes), html: undefined, parts: [] };
  }
};

const fromContent = (message: Entity, { segments, files, malformed, ...content }: Content, bytesCut: boolean): ReadMessage => {
  const text = segments
    .map((segment) => (segment.kind === 'text' ? segment.text : segment.words))
    .map((words) => words.replace(/\r\n?/g, '\n').replace(/(?<!\n)\n+$/, ''))
    .filter((words) => words !== '')
    .join('\n\n');
  const cut = bytesCut || content.cut || text.length > TEXT_LENGTH;
  const html = segments.some(({ kind }) => kind === 'html') ? segments : undefined;
  const named = new Set(html?.flatMap((segment) => (segment.kind === 'html' ? pictureIdsIn(segment.html) : [])));
  const addresses = (name: string, most: number): readonly MailAddress[] =>
    addressesOf(
      message.fields.filter((field) => field.name === name),
      most,
    );
  const shown = printable(text, TEXT_LENGTH);
  return {
    ...{
      authors: addresses('from', AUTHORS),
      to: addresses('to', RECIPIENTS),
      cc: addresses('cc', RECIPIENTS),
      replyTo: addresses('reply-to', REPLY_TO),
    },
    text: shown,
    html,
    parts: files.slice(0, FILES).map((file, index) => toPart(file, index, named)),
    marking: markingInWords(shown.slice(0, 500).split('\n', 1)[0] ?? ''),
    damaged: cut || malformed,
    cut,
  };
};

/** Only a picture that the HTML shows is not listed: every other part is, wherever its sender put it and whatever else names it. */
const toPart = ({ name, type, bytes, contentId, attached }: FilePart, index: number, shown: ReadonlySet<string>): ReadPart => ({
  ...{ name: partName(name, index), type: cleanLine(fileTypeOf(type, name), TYPE_LENGTH), bytes, contentId },
  related: !attached && contentId !== undefined && shown.has(contentId) && isShownPicture(type, bytes),
});

/** The last segment of the sender's name: a path in it is nobody's business and, when saved, an attack. */
const partName = (filename: string | undefined, index: number): string => {
  const last = cleanLine(filename ?? '', NAME_LENGTH * 4)
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/^\.+/, '')
    .trim();
  return last === undefined || last === '' ? `part ${index + 1}` : cutText(last, NAME_LENGTH);
};
