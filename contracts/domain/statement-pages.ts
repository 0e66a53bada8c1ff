import type { StatementPage } from './statement.ts';

/**
 * Lines of a page, and letters of a line, that the PDF surely has room for (A4, 11 points): the first has the heading and the declaration,
 * each the witness's initials. A page here is a page there, so that "consisting of 3 pages" is true of both.
 */
export const FIRST_PAGE_LINES = 24;
export const PAGE_LINES = 34;
export const LINE_LETTERS = 72;

/** A statement's text, paragraph by paragraph (an empty line is between two), as pages. A paragraph too long for its page goes on on the next, after a word. */
export const pagesOf = (paragraphs: readonly string[]): readonly Pick<StatementPage, 'paragraphs'>[] => {
  const pages: { paragraphs: { number: number; text: string }[] }[] = [{ paragraphs: [] }];
  let room = FIRST_PAGE_LINES;
  paragraphs.forEach((paragraph, index) => {
    let lines = linesOf(paragraph);
    while (lines.length > 0) {
      if (room < Math.min(lines.length, 2)) {
        pages.push({ paragraphs: [] });
        room = PAGE_LINES;
      }
      const here = lines.slice(0, room);
      pages.at(-1)?.paragraphs.push({ number: index + 1, text: here.join('').trim() });
      lines = lines.slice(room);
      room -= here.length + 1; // A blank line follows a paragraph.
    }
  });
  return pages;
};

/** The lines of a paragraph, each with the white space at its end, as far as it goes in letters of equal width. */
const linesOf = (paragraph: string): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.match(/\S{1,72}\s*/gu) ?? []) {
    if (line !== '' && (line.length + word.trimEnd().length > LINE_LETTERS || line.includes('\n'))) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  return line === '' ? lines : [...lines, line];
};
