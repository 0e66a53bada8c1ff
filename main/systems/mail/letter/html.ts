import { type LetterLine, type LetterMark, type LetterRun, linesOf } from '../../../../contracts/domain/letter-format.ts';

/**
 * A letter's text with its marks as HTML that every program shows: lines, lists, quotes, bold, italic and links, in styles of their own elements,
 * without a colour for words, so that each reader's theme has its way. The same for the same letter.
 */
export const letterHtml = (text: string, marks: readonly LetterMark[]): string => {
  const out: string[] = [];
  /** What is open now, the outermost first: quotes, then lists with their last item. */
  const open: Open[] = [];
  for (const line of linesOf(text, marks)) {
    const wanted = openFor(line, open);
    const same = open.findIndex(({ tag }, depth) => tag !== wanted[depth]?.tag);
    const kept = Math.min(same < 0 ? open.length : same, wanted.length);
    while (open.length > kept) out.push(`${open.at(-1)?.tag === 'blockquote' ? '' : '</li>'}</${open.pop()?.tag}>`);
    if (line.list !== undefined && kept === wanted.length) out.push('</li><li>');
    for (const { tag } of wanted.slice(kept)) {
      out.push(tag === 'blockquote' ? `<blockquote style="${QUOTE}">` : `<${tag} style="${LIST}"><li>`);
      open.push({ tag });
    }
    const words = line.runs.map(runHtml).join('');
    out.push(line.list === undefined ? `<div>${words || '<br>'}</div>` : words, '\n');
  }
  while (open.length > 0) out.push(`${open.at(-1)?.tag === 'blockquote' ? '' : '</li>'}</${open.pop()?.tag}>`);
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${out.join('')}</body></html>\n`;
};

interface Open {
  readonly tag: 'blockquote' | 'ul' | 'ol';
}
const QUOTE = 'margin: 0; padding-left: 8px; border-left: 2px solid gray';
const LIST = 'margin: 0';

/** An item that lies in others is in their lists, whatever kinds those are. */
const openFor = ({ quote, list }: LetterLine, open: readonly Open[]): readonly Open[] => {
  const quotes = Array.from({ length: quote }, (): Open => ({ tag: 'blockquote' }));
  if (list === undefined) return quotes;
  const own: Open = { tag: list.kind === 'bullet' ? 'ul' : 'ol' };
  const above = Array.from({ length: list.depth }, (_, depth) => {
    const there = open.slice(0, quote).every(({ tag }) => tag === 'blockquote') ? open[quote + depth] : undefined;
    return there === undefined || there.tag === 'blockquote' ? own : there;
  });
  return [...quotes, ...above, own];
};

const runHtml = ({ text, bold, italic, href }: LetterRun): string => {
  const words = italic ? `<em>${kept(text)}</em>` : kept(text);
  const strong = bold ? `<strong>${words}</strong>` : words;
  return href === '' ? strong : `<a href="${escaped(href)}">${strong}</a>`;
};

/** Blanks that HTML would make one: the first of a line and those after another. */
const kept = (text: string): string =>
  escaped(text)
    .replace(/\t/g, '    ')
    .replace(/^ | (?= )/g, '&nbsp;');
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
