/** Elements that show text, lists, tables and pictures. Everything else is left out, with its content where that is not text. */
export const allowedTags: readonly string[] = [
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del'],
  ...['dfn', 'div', 'dl', 'dt', 'em', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol'],
  ...['p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead'],
  ...['tr', 'tt', 'u', 'ul', 'var', 'wbr'],
];

/** Attributes that arrange and colour; none that names an address, an id or a class. `src` is there for pictures that we put in. */
export const allowedAttributes: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'align', 'valign', 'bgcolor', 'width', 'height'],
  span: ['class', 'title'],
  img: ['src', 'alt'],
  font: ['color', 'face', 'size'],
  table: ['border', 'cellpadding', 'cellspacing'],
  td: ['colspan', 'rowspan', 'nowrap'],
  th: ['colspan', 'rowspan', 'nowrap', 'scope'],
  ol: ['start', 'type'],
};

/**
 * A value made of plain words, numbers, lengths and colours. Without backslash (an escape hides a word), colon and slash (an
 * address), exclamation mark (the theme's own rules must win) and functions other than colours.
 */
const plainValue = /^(?=.{1,200}$)(?!.*(?:url|expression|image|image-set|attr|var|env|element|paint|calc)\s*\()[\w\s#%.,'"()+-]+$/i;
const length = /^[\d.]{1,8}(?:px|pt|em|rem|ex|ch|%|in|cm|mm)?$|^auto$/i;
const lengths = /^(?=.{1,100}$)(?:(?:[\d.]{1,8}(?:px|pt|em|rem|ex|ch|%|in|cm|mm)?|auto)\s*){1,4}$/i;

/** No smaller than can be read: an element inside another of the same size in em would be smaller still. */
const fontSize =
  /^(?:(?:9|[1-9]\d)(?:\.\d{1,6})?px|(?:[7-9]|[1-6]\d)(?:\.\d{1,6})?pt|[12](?:\.\d{1,6})?r?em|[12]\d\d(?:\.\d{1,6})?%|(?:x-|xx-)?(?:small|large)|medium|larger)$/i;
/** Lines must not lie over one another. */
const lineHeight = /^(?:normal|[1-3](?:\.\d{1,6})?(?:em)?|[1-3]\d\d(?:\.\d{1,6})?%)$/i;
/** Not so narrow that a word is one letter wide. */
const columnWidth =
  /^(?:auto|(?:[5-9]\d|\d{3,4})(?:\.\d{1,6})?(?:px|pt)|(?:[2-9]\d|100)(?:\.\d{1,6})?%|(?:[5-9]|\d\d)(?:\.\d{1,6})?r?em)$/i;

/**
 * Style properties that may stand on an element. None that moves it out of its place, over other content or out of sight, makes it too small
 * to read, or loads anything.
 */
export const allowedStyles: Record<string, Record<string, RegExp[]>> = {
  '*': {
    ...Object.fromEntries(
      ['color', 'background-color', 'font-family', 'font-style', 'font-weight', 'font-variant', 'text-align', 'text-decoration']
        .concat(['text-transform', 'white-space', 'list-style-type'])
        .concat(['border', 'border-top', 'border-right', 'border-bottom', 'border-left', 'border-color', 'border-style', 'border-width'])
        .concat(['border-collapse', 'border-spacing', 'border-radius', 'direction', 'table-layout'])
        .map((property) => [property, [plainValue]]),
    ),
    ...Object.fromEntries(
      ['padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'margin-top', 'margin-right', 'margin-bottom', 'margin-left'].map(
        (property) => [property, [length]],
      ),
    ),
    padding: [lengths],
    margin: [lengths],
    'font-size': [fontSize],
    'line-height': [lineHeight],
    'letter-spacing': [/^(?:normal|0?\.\d{1,3}em|[0-2](?:\.\d{1,3})?px)$/i],
    'vertical-align': [/^(?:baseline|sub|super|top|middle|bottom|text-top|text-bottom)$/i],
    width: [columnWidth],
    'max-width': [columnWidth],
    display: [/^(?:block|inline|inline-block|none|table|table-row|table-cell|list-item)$/i],
  },
  img: { width: [length], height: [length], 'max-width': [length], 'max-height': [length] },
};
