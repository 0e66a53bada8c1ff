import { DOMParser, Fragment, Slice } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { cutShort, DRAFT_LENGTH } from '../../../../contracts/domain/text.ts';
import { tellOfCut } from '../../../ui/boundPaste.ts';
import { treeOf } from './pastedTree.ts';
import { letterSchema, nodeType } from './schema.ts';

/** HTML that a browser reads at once; of more the words alone are taken. */
const HTML_LENGTH = 1_000_000;
/** Of the words that came beside the HTML at least so many are in it: else it hides them, and they are taken as they are. */
const KEPT_SHARE = 0.9;

/** Takes what is pasted or dropped into the editor, by the schema alone. Tells whether it was text; files are the form's. `linkable`: a link that stays one. */
export const takeText = (view: EditorView, data: DataTransfer | null, linkable: (href: string) => boolean): boolean => {
  const text = data?.getData('text/plain') ?? '';
  const html = data?.getData('text/html') ?? '';
  if (text === '' && html === '') return false;
  const room = Math.max(0, DRAFT_LENGTH - view.state.doc.content.size);
  const read = html === '' || html.length > HTML_LENGTH ? undefined : readHtml(html, linkable);
  const length = read?.content.textBetween(0, read.content.size, '\n').length ?? 0;
  const whole = read !== undefined && length <= room && letters(read) >= KEPT_SHARE * text.replace(/\s/g, '').length ? read : undefined;
  const kept = cutShort(text, room);
  view.dispatch(
    view.state.tr
      .replaceSelection(whole ?? plain(kept))
      .scrollIntoView()
      .setMeta('paste', true),
  );
  if (whole === undefined && kept.length < text.length) tellOfCut({ field: view.dom, kept: kept.length, of: text.length });
  return true;
};

const letters = ({ content }: Slice): number => content.textBetween(0, content.size, '\n').replace(/\s/g, '').length;

const plain = (text: string): Slice => {
  const lines = text.split(/\r\n?|\n/).map((line) => nodeType('paragraph').create(null, line === '' ? null : letterSchema.text(line)));
  return new Slice(Fragment.fromArray(lines), 1, 1);
};

const readHtml = (html: string, linkable: (href: string) => boolean): Slice | undefined => {
  const box = treeOf(html, linkable);
  for (const end of box.querySelectorAll('br')) breakAt(end);
  gatherLines(box);
  const slice = DOMParser.fromSchema(letterSchema).parseSlice(box);
  return slice.content.size === 0 ? undefined : slice;
};

const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, pre, tr, ul, ol, li, blockquote';
/** Words that stand in no paragraph are put in one, or the blanks between them would go. */
const gatherLines = (box: HTMLElement): void => {
  let line: HTMLElement | undefined;
  for (const child of [...box.childNodes]) {
    if (child instanceof HTMLBRElement) {
      if (line === undefined) child.before(document.createElement('p'));
      child.remove();
      line = undefined;
    } else if (child instanceof HTMLElement && (child.matches(BLOCKS) || child.querySelector(BLOCKS) !== null)) line = undefined;
    else if (line !== undefined || child.textContent?.trim() !== '') {
      if (line === undefined) {
        line = document.createElement('p');
        child.before(line);
      }
      line.append(child);
    }
  }
};

/** A line that ends in a paragraph begins another: lines are all that a letter has. */
const breakAt = (end: HTMLBRElement): void => {
  const around = end.parentElement?.closest('p, div, h1, h2, h3, h4, h5, h6, pre, li');
  // Those of no paragraph end their lines in gatherLines().
  if (around === null || around === undefined || around.parentElement === null) {
    if (end.parentElement !== around) end.replaceWith(' ');
    return;
  }
  if (around.matches('li')) {
    end.replaceWith(document.createElement('p'));
    return;
  }
  const range = document.createRange();
  range.setStartBefore(around);
  range.setEndBefore(end);
  const first = range.extractContents();
  around.before(first);
  end.remove();
};
