import { createReadStream } from 'node:fs';

/** An entry has 700 bytes at most when every string in it is as long as may be and none is escaped; six times that with escapes. */
export const LONGEST_LINE = 8 * 1024;

/** `tooLong`, `notText`: from here on this is no journal. */
export type Line = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'tooLong' } | { readonly kind: 'notText' };

/**
 * The lines of a file, one by one, however large it is; a line that is too long, or bytes that are no UTF-8, end them. The last one need
 * not have an end of line. Rejects with what the file system says.
 */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of createReadStream(file)) {
    const text = decoded(() => decoder.decode(chunk, { stream: true }));
    if (text === undefined) return yield { kind: 'notText' };
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.length > LONGEST_LINE) return yield { kind: 'tooLong' };
      yield { kind: 'line', text: line };
    }
    if (rest.length > LONGEST_LINE) return yield { kind: 'tooLong' };
  }
  if (decoded(() => decoder.decode()) === undefined) return yield { kind: 'notText' };
  if (rest !== '') yield { kind: 'line', text: rest };
}

const decoded = (decode: () => string): string | undefined => {
  try {
    return decode();
  } catch {
    return undefined;
  }
};
