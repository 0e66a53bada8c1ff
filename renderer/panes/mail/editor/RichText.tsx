import type { EditorView } from 'prosemirror-view';
import { useEffect, useId, useRef, useState } from 'react';
import type { LetterWords } from '../../../../contracts/domain/letter-format.ts';
import { strings } from '../../../strings/index.ts';
import { lookAt } from './acts.ts';
import { createEditor, stateOf } from './createEditor.ts';
import { EditorTools, type Look } from './EditorTools.tsx';
import s from './editor.module.css';

const { editor: w } = strings.letter;
const plainLook: Look = { bold: false, italic: false, link: false, bullets: false, numbers: false, quote: false };

/**
 * A box in which a letter is written: several lines, of which some are bold, lists, quotes or links. What is in it is plain text with marks; a
 * text from elsewhere (a draft of another laptop, a template) takes its place. `linkable`: where a link may lead.
 */
export const RichText = ({
  name,
  label,
  wrong,
  letter,
  begins,
  change,
  linkable,
}: {
  readonly name: string;
  readonly label: string;
  readonly wrong: string | undefined;
  readonly letter: LetterWords;
  /** It takes the focus once it is there. */
  readonly begins: boolean;
  readonly change: (letter: LetterWords) => void;
  readonly linkable: (href: string) => boolean;
}) => {
  const at = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const [look, setLook] = useState<Look>(plainLook);
  /** What it holds as it was told last. */
  const held = useRef(letter);
  const latest = useRef({ change, linkable });
  latest.current = { change, linkable };
  const wrongId = useId();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; another letter is given to it below
  useEffect(() => {
    if (at.current === null) return;
    const made = createEditor({
      at: at.current,
      letter: held.current,
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, name, 'aria-describedby': wrongId },
      linkable: (href) => latest.current.linkable(href),
      told(state, written) {
        setLook(lookAt(state));
        if (written === undefined) return;
        held.current = written;
        latest.current.change(written);
      },
    });
    view.current = made;
    if (begins) made.focus();
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (isSame(letter, held.current)) return;
    held.current = letter;
    view.current?.updateState(stateOf(letter));
  }, [letter]);
  useEffect(() => view.current?.dom.setAttribute('aria-invalid', String(wrong !== undefined)), [wrong]);

  return (
    <div className={s.editor}>
      <span className={s.label}>{label}</span>
      <EditorTools look={look} view={view} linkable={linkable} />
      <div ref={at} className={s.box} data-wrong={wrong !== undefined} />
      <p id={wrongId} className={wrong === undefined ? s.hint : s.wrong}>
        {wrong ?? w.hint}
      </p>
    </div>
  );
};

const isSame = (one: LetterWords, other: LetterWords): boolean =>
  one === other || (one.text === other.text && JSON.stringify(one.marks) === JSON.stringify(other.marks));
