import { type Attrs, type DOMOutputSpec, Schema } from 'prosemirror-model';

/** What a link is drawn as: no anchor, so that a click writes on and leads nowhere. */
const linkOf = ({ href }: Attrs): DOMOutputSpec => ['span', { 'data-href': String(href), title: String(href) }, 0];

/** What a letter may look like (contracts/domain/letter-format.ts); what is pasted is read by these rules, and has nothing else. */
export const letterSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      group: 'block',
      content: 'text*',
      parseDOM: ['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'tr'].map((tag) => ({ tag })),
      toDOM: () => ['p', 0],
    },
    quote: { group: 'block', content: 'block+', parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
    bullets: { group: 'block list', content: 'item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
    numbers: { group: 'block list', content: 'item+', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
    item: { content: 'paragraph list*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    text: {},
  },
  marks: {
    link: {
      attrs: { href: { validate: 'string' } },
      inclusive: false,
      parseDOM: [
        { tag: 'span[data-href]', getAttrs: (element) => ({ href: element.getAttribute('data-href') ?? '' }) },
        { tag: 'a[href]', getAttrs: (element) => ({ href: element.getAttribute('href') ?? '' }) },
      ],
      toDOM: ({ attrs }) => linkOf(attrs),
    },
    bold: {
      // Google Docs has all that is copied in a b that is not bold.
      parseDOM: [{ tag: 'strong' }, { tag: 'b', getAttrs: (element) => (element.id.startsWith('docs-internal') ? false : null) }],
      toDOM: () => ['strong', 0],
    },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  },
});

/** A kind of node or mark that the schema has. */
export const nodeType = (name: 'paragraph' | 'quote' | 'bullets' | 'numbers' | 'item') => {
  const type = letterSchema.nodes[name];
  if (type === undefined) throw new TypeError(name);
  return type;
};
export const markType = (name: 'link' | 'bold' | 'italic') => {
  const type = letterSchema.marks[name];
  if (type === undefined) throw new TypeError(name);
  return type;
};
