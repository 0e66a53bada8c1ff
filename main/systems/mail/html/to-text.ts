import { Parser } from 'htmlparser2';

/** Elements whose content is no text of the body. */
const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'title',
  'head',
  'template',
  'noscript',
  'textarea',
  'select',
  'object',
  'iframe',
  'svg',
  'math',
  'audio',
  'video',
]);
/** Elements that begin and end on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'center',
    'dd',
    'div',
    'dl',
    'dt',
    'fieldset',
    'figure',
    'footer',
    'form',
    'h1',
    'h2',
    'h3',
  ],
  ...['h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'],
]);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
const VOID: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
/** What senders hide from the eye, and what is meant for the list of another program ("preheader"). */
const HIDDEN =
  /(?:^|[;\s])(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all|font-size\s{0,5}:\s{0,5}0(?![.\d]))/i;

/** The words of an HTML body as they are seen, with its line breaks, without anything else. `html`: bounded (bound.ts), hostile. Linear. */
export const htmlToText = (html: string): string => {
  const pieces: string[] = [];
  /** Of the element that hides what is in it, and of those of its name inside. */
  let hidden: { readonly name: string; depth: number } | undefined;
  const parser = new Parser(
    {
      onopentag(name, { style, hidden: isHidden }) {
        if (hidden !== undefined) {
          if (hidden.name === name) hidden.depth += 1;
          return;
        }
        if (
          !VOID.has(name) &&
          (SILENT.has(name) || isHidden !== undefined || (style !== undefined && HIDDEN.test(style.slice(0, STYLE_LENGTH))))
        ) {
          hidden = { name, depth: 1 };
          return;
        }
        if (name === 'br') pieces.push('\n');
        else pieces.push(breakOf(name));
      },
      onclosetag(name) {
        if (hidden?.name === name) {
          hidden.depth -= 1;
          if (hidden.depth === 0) hidden = undefined;
        } else if (hidden === undefined && name !== 'br') pieces.push(breakOf(name));
      },
      ontext(text) {
        if (hidden === undefined) pieces.push(text.replace(UNSEEN, '').replace(/\s+/g, ' '));
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return tidied(pieces.join(''));
};

/** Marks of no width, which senders of newsletters put in by the hundred. */
const UNSEEN = /\u200b|\u200c|\u034f|\u00ad|\ufeff/g;
const STYLE_LENGTH = 4000;
/** Stands for a line end of an element, of which several in a row are one; a `br` is each its own. */
const BLOCK_END = '\ue000';

const breakOf = (name: string): string => (BLOCKS.has(name) ? BLOCK_END : CELLS.has(name) ? ' ' : '');

const tidied = (text: string): string =>
  text
    .replace(/ +/g, ' ')
    .replace(/ ?([\n\ue000]) ?/g, '$1')
    .replace(/\n?\ue000+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
