/** Characters in a row without a place to break the line; the longest word of any language, and any honest address, is shorter. */
const RUN_LENGTH = 200;
/** Tags that begin a new line: what stands before them and after them is not one run. */
const LINE_TAG =
  /^<\/?(?:address|blockquote|br|caption|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|tfoot|th|thead|tr|ul|wbr)\b/;

/**
 * Sanitised HTML with a place to break the line, <wbr>, in every run of RUN_LENGTH characters: laying out a line that cannot be broken
 * costs the square of its length, and freezes the page. What is seen stays as it was.
 */
export const breakLongRuns = (html: string): string => {
  const pieces: string[] = [];
  let copied = 0;
  let run = 0;
  for (let at = 0; at < html.length; ) {
    const unit = endOfUnit(html, at);
    const first = html[at];
    if (first === '<') {
      if (LINE_TAG.test(html.slice(at, at + 16))) run = 0;
    } else if (first === ' ' || first === '\n' || first === '\t') run = 0;
    else {
      run += 1;
      if (run > RUN_LENGTH) {
        pieces.push(html.slice(copied, at), '<wbr>');
        copied = at;
        run = 1;
      }
    }
    at = unit;
  }
  return pieces.length === 0 ? html : pieces.join('') + html.slice(copied);
};

/** Where what stands at `at` ends: a tag, an entity, or one character. The sanitiser leaves no < or & that is none of them. */
const endOfUnit = (html: string, at: number): number => {
  const first = html[at];
  const end = first === '<' ? '>' : first === '&' ? ';' : undefined;
  if (end !== undefined) {
    const found = html.indexOf(end, at);
    return found < 0 ? html.length : found + 1;
  }
  const code = html.charCodeAt(at);
  return at + (code >= 0xd800 && code <= 0xdbff ? 2 : 1);
};
