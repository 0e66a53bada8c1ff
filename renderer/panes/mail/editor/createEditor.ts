import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { EditorState, Selection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { LetterWords } from '../../../../contracts/domain/letter-format.ts';
import { acts } from './acts.ts';
import { documentOf, letterOf } from './document.ts';
import { takeText } from './paste.ts';
import { nodeType } from './schema.ts';

const item = nodeType('item');
/** Tab leaves the editor, as it does any box: levels of a list have keys of their own. */
const keys = [
  keymap({
    ...{ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo, 'Mod-b': acts.bold, 'Mod-i': acts.italic },
    ...{ 'Mod-Shift-7': acts.numbers, 'Mod-Shift-8': acts.bullets, 'Mod-Shift-9': acts.quote },
    ...{ Enter: splitListItem(item), 'Mod-]': sinkListItem(item), 'Mod-[': liftListItem(item) },
  }),
  keymap(baseKeymap),
];

export interface EditorOptions {
  readonly at: HTMLElement;
  readonly letter: LetterWords;
  readonly attributes: Readonly<Record<string, string>>;
  readonly linkable: (href: string) => boolean;
  /** After every key; `letter` where the text is another. */
  readonly told: (state: EditorState, letter: LetterWords | undefined) => void;
}

/** The editor at an element of the page. */
export const createEditor = ({ at, letter, attributes, linkable, told }: EditorOptions): EditorView => {
  const view: EditorView = new EditorView(at, {
    state: stateOf(letter),
    attributes,
    dispatchTransaction(transaction) {
      const state = view.state.apply(transaction);
      view.updateState(state);
      told(state, transaction.docChanged ? letterOf(state.doc) : undefined);
    },
    // Its own reading of the clipboard makes markup of text, which the page forbids.
    handleDOMEvents: {
      keydown: (_, event) => event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey),
      paste: (_, event) => {
        event.preventDefault();
        takeText(view, event.clipboardData, linkable);
        return true;
      },
      drop: (_, event) => {
        if (view.dragging !== null || (event.dataTransfer?.files.length ?? 0) > 0) return view.dragging === null;
        event.preventDefault();
        const position = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        if (position !== undefined) {
          const { doc, tr } = view.state;
          view.dispatch(tr.setSelection(Selection.near(doc.resolve(position))));
        }
        takeText(view, event.dataTransfer, linkable);
        return true;
      },
    },
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n'),
  });
  return view;
};

/** The editor with another letter in it, of which nothing can be undone. */
export const stateOf = (letter: LetterWords): EditorState => EditorState.create({ doc: documentOf(letter), plugins: [history(), ...keys] });
