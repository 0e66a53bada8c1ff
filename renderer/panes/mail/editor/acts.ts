import { lift, toggleMark, wrapIn } from 'prosemirror-commands';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import { markType, nodeType } from './schema.ts';

/** What the tools and the keys of the editor do. Each act undoes itself where it is done already. */
export const acts = {
  bold: toggleMark(markType('bold')),
  italic: toggleMark(markType('italic')),
  bullets: (state, dispatch, view) => inList(state, 'bullets', dispatch, view),
  numbers: (state, dispatch, view) => inList(state, 'numbers', dispatch, view),
  quote: (state, dispatch, view) => (isIn(state, 'quote') ? lift(state, dispatch, view) : wrapIn(nodeType('quote'))(state, dispatch, view)),
} as const satisfies Readonly<Record<string, Command>>;
export type Act = keyof typeof acts;

/** Of a list of the other kind that one is made. */
const inList = (
  state: EditorState,
  name: 'bullets' | 'numbers',
  dispatch: Parameters<Command>[1],
  view: Parameters<Command>[2],
): boolean => {
  const at = listAt(state);
  if (at === undefined) return wrapInList(nodeType(name))(state, dispatch, view);
  if (at.name === name) return liftListItem(nodeType('item'))(state, dispatch, view);
  dispatch?.(state.tr.setNodeMarkup(at.position, nodeType(name)));
  return true;
};

/** The innermost list that the selection begins in. */
const listAt = ({ selection: { $from } }: EditorState): { readonly name: string; readonly position: number } | undefined => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    if (name === 'bullets' || name === 'numbers') return { name, position: $from.before(depth) };
  }
  return undefined;
};

const isIn = ({ selection: { $from } }: EditorState, name: string): boolean => {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === name) return true;
  return false;
};

/** Which acts are done where the caret is, and whether a link is there. */
export const lookAt = (state: EditorState): Readonly<Record<Act | 'link', boolean>> => {
  const { from, $from, to, empty } = state.selection;
  const has = (name: 'bold' | 'italic' | 'link'): boolean =>
    empty ? markType(name).isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, markType(name));
  const list = listAt(state)?.name;
  return {
    ...{ bold: has('bold'), italic: has('italic'), link: has('link') },
    ...{ bullets: list === 'bullets', numbers: list === 'numbers', quote: isIn(state, 'quote') },
  };
};

/** Makes what is chosen a link, or writes its address where nothing is. */
export const linkTo =
  (href: string): Command =>
  (state, dispatch) => {
    const { from, to, empty } = state.selection;
    const mark = markType('link').create({ href });
    const { tr } = state;
    if (empty) tr.replaceSelectionWith(state.schema.text(href, [mark]), false);
    else tr.removeMark(from, to, markType('link')).addMark(from, to, mark);
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Takes the link off what is chosen, or off the whole of the one that the caret is in. */
export const unlink: Command = (state, dispatch) => {
  const { from, to, empty, $from } = state.selection;
  const { tr } = state;
  if (empty) {
    const start = $from.start();
    $from.parent.forEach((child, offset) => {
      const [begin, end] = [start + offset, start + offset + child.nodeSize];
      if (begin <= from && end >= from) tr.removeMark(begin, end, markType('link'));
    });
  } else tr.removeMark(from, to, markType('link'));
  dispatch?.(tr);
  return true;
};
