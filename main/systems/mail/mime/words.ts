import { decodeText } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';

/** RFC 2047 §2, with the language of RFC 2231 §5. Bounded: an encoded word has 75 characters, and programs that break that rule some thousand. */
const ENCODED_WORD = /=\?([\w.:+-]{1,60})(?:\*[\w-]{0,40})?\?([bq])\?([^?]{0,4000})\?=/gi;

/**
 * Text of a header field, its encoded words decoded (RFC 2047): neighbours of one charset as one run of bytes, since a character may lie in
 * both; the blanks between them are theirs. What is malformed stays as it is written.
 */
export const decodeWords = (text: string): string => {
  if (!text.includes('=?')) return text;
  const pieces: string[] = [];
  let run: { readonly charset: string; readonly bytes: Uint8Array[] } | undefined;
  let copied = 0;
  const flush = (): void => {
    if (run !== undefined) pieces.push(decodeText(Buffer.concat(run.bytes), run.charset));
    run = undefined;
  };
  for (const found of text.matchAll(ENCODED_WORD)) {
    const [whole, charset = '', kind = '', written = ''] = found;
    const between = text.slice(copied, found.index);
    const adjacent = run !== undefined && between.trim() === '';
    if (!adjacent) {
      flush();
      pieces.push(between);
    }
    copied = found.index + whole.length;
    const bytes = bytesOf(kind, written);
    const name = charset.toLowerCase();
    if (run !== undefined && run.charset === name) run.bytes.push(bytes);
    else {
      flush();
      run = { charset: name, bytes: [bytes] };
    }
  }
  flush();
  pieces.push(text.slice(copied));
  return pieces.join('');
};

const bytesOf = (kind: string, written: string): Uint8Array =>
  kind.toLowerCase() === 'b'
    ? decodeBase64(Buffer.from(written, 'latin1'))
    : decodeQuotedPrintable(Buffer.from(written.replaceAll('_', ' '), 'latin1'));
