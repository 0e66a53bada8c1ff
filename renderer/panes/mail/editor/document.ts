import { Fragment, type Node } from 'prosemirror-model';
import { isLink, type LetterLine, type LetterRun, type LetterWords, linesOf, textOf } from '../../../../contracts/domain/letter-format.ts';
import { mendText } from '../../../../contracts/domain/text.ts';
import { letterSchema, markType, nodeType } from './schema.ts';

/** A letter's text as the editor's document. */
export const documentOf = ({ text, marks }: LetterWords): Node => letterSchema.node('doc', null, blocksOf(linesOf(text, marks), 0));

/** The editor's document as a letter's text: documentOf() of it is the same document. */
export const letterOf = (document: Node): LetterWords => textOf(linesIn(document, 0));

/** The first of `items` and those after it for which `belongs` holds. */
const leading = <Item>(items: readonly Item[], from: number, belongs: (item: Item) => boolean): readonly Item[] => {
  let end = from + 1;
  for (let item = items[end]; item !== undefined && belongs(item); item = items[end]) end += 1;
  return items.slice(from, end);
};

const blocksOf = (lines: readonly LetterLine[], quoted: number): readonly Node[] => {
  const blocks: Node[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.quote > quoted) {
      const within = leading(lines, at, ({ quote }) => quote > quoted);
      blocks.push(nodeType('quote').create(null, blocksOf(within, quoted + 1)));
      at += within.length;
    } else if (line.list !== undefined) {
      const items = leading(lines, at, ({ quote, list }) => quote === quoted && list !== undefined);
      blocks.push(...listsOf(items));
      at += items.length;
    } else {
      blocks.push(paragraphOf(line));
      at += 1;
    }
  }
  return blocks;
};

/** Lines that all are items: lists beside one another, deeper ones in the item before them. */
const listsOf = (lines: readonly LetterLine[]): readonly Node[] => {
  const lists: { readonly kind: 'bullet' | 'number'; readonly items: Node[] }[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line?.list === undefined) break;
    const { kind, depth } = line.list;
    const [, ...deeper] = leading(lines, at, ({ list }) => list !== undefined && list.depth > depth);
    const item = nodeType('item').create(null, [paragraphOf(line), ...listsOf(deeper)]);
    const last = lists.at(-1);
    if (last?.kind === kind) last.items.push(item);
    else lists.push({ kind, items: [item] });
    at += 1 + deeper.length;
  }
  return lists.map(({ kind, items }) => nodeType(kind === 'bullet' ? 'bullets' : 'numbers').create(null, items));
};

const paragraphOf = ({ runs }: LetterLine): Node =>
  nodeType('paragraph').create(
    null,
    Fragment.fromArray(runs.flatMap((run) => (run.text === '' ? [] : [letterSchema.text(run.text, looksOf(run))]))),
  );

const looksOf = ({ bold, italic, href }: LetterRun) => [
  ...(href === '' ? [] : [markType('link').create({ href })]),
  ...(bold ? [markType('bold').create()] : []),
  ...(italic ? [markType('italic').create()] : []),
];

const linesIn = (node: Node, quote: number, depth = 0): readonly LetterLine[] =>
  node.children.flatMap((child) => {
    switch (child.type.name) {
      case 'quote':
        return linesIn(child, quote + 1);
      case 'bullets':
      case 'numbers': {
        const kind = child.type.name === 'bullets' ? ('bullet' as const) : ('number' as const);
        return child.children.flatMap((item) =>
          linesIn(item, quote, depth + 1).map((line, index) => (index === 0 ? { ...line, list: { kind, depth } } : line)),
        );
      }
      default:
        return [{ quote, list: undefined, runs: child.children.map(runOf) }];
    }
  });

const runOf = (node: Node): LetterRun => {
  const has = (name: 'bold' | 'italic'): boolean => markType(name).isInSet(node.marks) !== undefined;
  const href = String(markType('link').isInSet(node.marks)?.attrs['href'] ?? '');
  const text = mendText(node.text ?? '').replaceAll('\n', ' ');
  return { text, bold: has('bold'), italic: has('italic'), href: isLink(href) ? href : '' };
};
