/**
 * How a letter's text looks beside what it says. The text itself is whole without it: a quoted line begins with ">", an item of a list with
 * its bullet or number, so that a program or a policy that knows plain text alone loses nothing. No schemas here, since the window reads it too.
 */

/** A stretch of the text, in UTF-16 code units. An item of a list is a line of it; only a link has an address. */
export interface LetterMark {
  readonly from: number;
  readonly to: number;
  readonly is: LetterMarkKind;
  readonly href?: string | undefined;
}
export const letterMarkKinds = ['bold', 'italic', 'link', 'bullet', 'number'] as const;
export type LetterMarkKind = (typeof letterMarkKinds)[number];

/** Far more than anybody sets by hand; what is pasted beyond it keeps its words. */
export const LETTER_MARKS = 2000;
export const LINK_LENGTH = 2000;
/** Deeper ones are shown at this depth: nobody follows them, and whoever reads them walks them. */
const DEEPEST_LIST = 6;
const DEEPEST_QUOTE = 20;

/** A letter's text with its marks. */
export interface LetterWords {
  readonly text: string;
  readonly marks: readonly LetterMark[];
}

/** A stretch of a line in one look. */
export interface LetterRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly href: string;
}
/** A line of a letter: how often it is quoted, and of what list it is an item, at which depth from 0. */
export interface LetterLine {
  readonly quote: number;
  readonly list: { readonly kind: 'bullet' | 'number'; readonly depth: number } | undefined;
  readonly runs: readonly LetterRun[];
}

const HTTPS = /^https:\/\/([a-z\d-]+(?:\.[a-z\d-]+)*)(?::\d{1,5})?(?:[/?#][!-~]*)?$/i;
/** Where a letter's link may lead: https, without a name or password in it. `hosts`: only to these and what is under them. */
export const isLink = (href: string, hosts?: readonly string[]): boolean => {
  const [, host] = (href.length > LINK_LENGTH ? null : HTTPS.exec(href)) ?? [];
  if (host === undefined) return false;
  const hostname = host.toLowerCase();
  return hosts === undefined || hosts.some((one) => hostname === one || hostname.endsWith(`.${one}`));
};

/** The lines of a text with its marks. Marks that mean nothing there are passed over. */
export const linesOf = (text: string, marks: readonly LetterMark[]): readonly LetterLine[] => {
  const sorted = [...marks].sort((a, b) => a.from - b.from);
  const lists = new Map(sorted.flatMap((mark) => (mark.is === 'bullet' || mark.is === 'number' ? [[mark.from, mark.is] as const] : [])));
  const looks = sorted.filter(({ is, from, to }) => is !== 'bullet' && is !== 'number' && from < to);
  let next = 0;
  let open: readonly LetterMark[] = [];
  let start = 0;
  return text.split('\n').map((line) => {
    const end = start + line.length;
    const prefix = /^(?:> ?)*/.exec(line)?.[0] ?? '';
    const item = lists.get(start);
    const sign = item === undefined ? undefined : SIGN[item].exec(line.slice(prefix.length));
    const words = start + prefix.length + (sign?.[0].length ?? 0);
    while ((looks[next]?.from ?? Number.POSITIVE_INFINITY) < end) {
      const mark = looks[next];
      if (mark !== undefined) open = [...open, mark];
      next += 1;
    }
    open = open.filter(({ to }) => to > start);
    const read = {
      quote: Math.min(DEEPEST_QUOTE, prefix.replaceAll(' ', '').length),
      list: item === undefined || sign == null ? undefined : { kind: item, depth: Math.min(DEEPEST_LIST, (sign[1] ?? '').length / 2) },
      runs: runsOf(text, words, end, open),
    };
    start = end + 1;
    return read;
  });
};

/** An item's indentation, two blanks a depth, and its sign. */
const SIGN = { bullet: /^((?: {2})*)• /, number: /^((?: {2})*)\d{1,5}\. / } as const;

const runsOf = (text: string, from: number, to: number, open: readonly LetterMark[]): readonly LetterRun[] => {
  const within = open.filter((mark) => mark.from < to && mark.to > from);
  const cuts = [...new Set([from, to, ...within.flatMap((mark) => [Math.max(from, mark.from), Math.min(to, mark.to)])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).flatMap((end, index) => {
    const begin = cuts[index] ?? from;
    const here = within.filter((mark) => mark.from <= begin && mark.to >= end);
    const has = (kind: LetterMarkKind): boolean => here.some(({ is }) => is === kind);
    const href = here.find(({ is }) => is === 'link')?.href ?? '';
    return [{ text: text.slice(begin, end), bold: has('bold'), italic: has('italic'), href: isLink(href) ? href : '' }];
  });
};

/** The text and the marks of lines: linesOf() of these gives the same lines. At most LETTER_MARKS marks. */
export const textOf = (lines: readonly LetterLine[]): LetterWords => {
  const parts: string[] = [];
  const marks: LetterMark[] = [];
  /** Of each depth, the list that is open there. */
  const open: { kind: string; items: number }[] = [];
  let at = 0;
  const write = (part: string): void => {
    parts.push(part);
    at += part.length;
  };
  let before: LetterLine | undefined;
  for (const line of lines) {
    if (before !== undefined) write('\n');
    const begin = at;
    const { quote, list, runs } = line;
    if (before?.quote !== quote || list === undefined) open.length = 0;
    const bare = list === undefined && runs.every(({ text }) => text === '');
    write(quote === 0 ? '' : `${'>'.repeat(quote)}${bare ? '' : ' '}`);
    if (list !== undefined) {
      open.length = Math.min(open.length, list.depth + 1);
      const known = open[list.depth];
      const items = known?.kind === list.kind ? known.items + 1 : 1;
      open[list.depth] = { kind: list.kind, items };
      write(`${'  '.repeat(list.depth)}${list.kind === 'bullet' ? '•' : `${items}.`} `);
    }
    for (const { text, bold, italic, href } of runs) {
      const [from, to] = [at, at + text.length];
      if (bold) grow(marks, { from, to, is: 'bold' });
      if (italic) grow(marks, { from, to, is: 'italic' });
      if (href !== '') grow(marks, { from, to, is: 'link', href });
      write(text);
    }
    if (list !== undefined) marks.push({ from: begin, to: at, is: list.kind });
    before = line;
  }
  return { text: parts.join(''), marks: marks.slice(0, LETTER_MARKS) };
};

/** Stretches that touch are one. No more kinds of look than these lie over one another. */
const grow = (marks: LetterMark[], mark: LetterMark): void => {
  const index = marks.findLastIndex(({ is, href, to }) => is === mark.is && href === mark.href && to === mark.from);
  const last = marks[index];
  if (last === undefined) marks.push(mark);
  else marks[index] = { ...last, to: mark.to };
};

/** One text after another, with the marks of both. */
export const joined = (first: LetterWords, rest: LetterWords): LetterWords => ({
  text: first.text + rest.text,
  marks: [
    ...first.marks,
    ...rest.marks.map((mark) => ({ ...mark, from: mark.from + first.text.length, to: mark.to + first.text.length })),
  ].slice(0, LETTER_MARKS),
});

/** A text without the blank lines around it, its marks with it. */
export const trimmed = (text: string, marks: readonly LetterMark[]): LetterWords => {
  const cut = text.length - text.trimStart().length;
  const rest = text.trim();
  const within = (at: number): number => Math.max(0, Math.min(rest.length, at - cut));
  return {
    text: rest,
    marks: marks.map((mark) => ({ ...mark, from: within(mark.from), to: within(mark.to) })).filter(({ from, to }) => from < to),
  };
};
