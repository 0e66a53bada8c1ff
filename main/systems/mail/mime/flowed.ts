/**
 * Text of a body in format=flowed (RFC 3676 §4): a line that ends in a blank goes on in the next of the same quotation, but for the mark
 * before a signature. `deletesSpace`: that blank is not the text's (DelSp=yes). Linear.
 */
export const fromFlowed = (text: string, deletesSpace: boolean): string => {
  const lines: string[] = [];
  let paragraph: { readonly depth: number; readonly pieces: string[] } | undefined;
  const flush = (): void => {
    if (paragraph !== undefined) lines.push(`${quotation(paragraph.depth)}${paragraph.pieces.join('')}`);
    paragraph = undefined;
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    let depth = 0;
    while (line[depth] === '>') depth += 1;
    const content = line.slice(line[depth] === ' ' ? depth + 1 : depth);
    if (paragraph?.depth !== depth || content === SIGNATURE) flush();
    paragraph ??= { depth, pieces: [] };
    const flows = content.endsWith(' ') && content !== SIGNATURE;
    paragraph.pieces.push(flows && deletesSpace ? content.slice(0, -1) : content);
    if (!flows) flush();
  }
  flush();
  return lines.join('\n');
};

const SIGNATURE = '-- ';

const quotation = (depth: number): string => (depth === 0 ? '' : `${'>'.repeat(depth)} `);
