import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { TextBold20Regular } from '@fluentui/react-icons/svg/text-bold';
import { TextBulletList20Regular } from '@fluentui/react-icons/svg/text-bullet-list';
import { TextItalic20Regular } from '@fluentui/react-icons/svg/text-italic';
import { TextNumberListLtr20Regular } from '@fluentui/react-icons/svg/text-number-list-ltr';
import { TextQuote20Regular } from '@fluentui/react-icons/svg/text-quote';
import type { EditorView } from 'prosemirror-view';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { type Act, acts, linkTo, unlink } from './acts.ts';
import s from './editor.module.css';

const { editor: w } = strings.letter;

/** What is so where the caret is. */
export type Look = Readonly<Record<Act | 'link', boolean>>;

const tools: readonly (readonly [act: Act, icon: ReactNode, keys: string])[] = [
  ['bold', <TextBold20Regular key="bold" />, 'Control+B'],
  ['italic', <TextItalic20Regular key="italic" />, 'Control+I'],
  ['bullets', <TextBulletList20Regular key="bullets" />, 'Control+Shift+8'],
  ['numbers', <TextNumberListLtr20Regular key="numbers" />, 'Control+Shift+7'],
  ['quote', <TextQuote20Regular key="quote" />, 'Control+Shift+9'],
];

/** The tools over the editor: one stop of Tab, arrows among them (WAI-ARIA toolbar). A link asks its address in a row of its own. */
export const EditorTools = ({
  look,
  view,
  linkable,
}: {
  readonly look: Look;
  readonly view: RefObject<EditorView | undefined>;
  readonly linkable: (href: string) => boolean;
}) => {
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const [asks, setAsks] = useState(false);
  const run = (act: Act): void => {
    const editor = view.current;
    if (editor === undefined) return;
    acts[act](editor.state, editor.dispatch, editor);
    editor.focus();
  };
  const link = (): void => {
    const editor = view.current;
    if (!look.link) setAsks(true);
    else if (editor !== undefined) {
      unlink(editor.state, editor.dispatch);
      editor.focus();
    }
  };
  const walk = (event: KeyboardEvent): void => {
    const all = [...(bar.current?.querySelectorAll('button') ?? [])];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (all.indexOf(document.activeElement as HTMLButtonElement) + step + all.length) % all.length;
    setStop(next);
    all[next]?.focus();
  };
  const tool = (index: number, label: string, on: boolean, icon: ReactNode, press: () => void, keys?: string): ReactNode => (
    <button
      key={label}
      type="button"
      className={s.tool}
      aria-label={label}
      title={label}
      aria-pressed={on}
      aria-keyshortcuts={keys}
      tabIndex={index === stop ? 0 : -1}
      // What is chosen in the text stays chosen.
      onMouseDown={(event) => event.preventDefault()}
      onFocus={() => setStop(index)}
      onClick={press}
    >
      {icon}
    </button>
  );
  return (
    <>
      <div ref={bar} className={s.tools} role="toolbar" aria-label={w.tools} onKeyDown={walk}>
        {tools.map(([act, icon, keys], index) => tool(index, w.acts[act], look[act], icon, () => run(act), keys))}
        {tool(tools.length, look.link ? w.unlink : w.link, look.link, <Link20Regular />, link)}
      </div>
      {asks && (
        <LinkForm
          linkable={linkable}
          take={(href) => {
            const editor = view.current;
            setAsks(false);
            if (editor === undefined) return;
            if (href !== undefined) linkTo(href)(editor.state, editor.dispatch);
            editor.focus();
          }}
        />
      )}
    </>
  );
};

/** Asks where a link leads. `take`: nothing, where it was left. */
const LinkForm = ({
  linkable,
  take,
}: {
  readonly linkable: (href: string) => boolean;
  readonly take: (href: string | undefined) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => row.current?.querySelector('input')?.focus(), []);
  const href = /^[a-z][a-z\d+.-]*:/i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  const good = linkable(href);
  const set = (): void => {
    setTried(true);
    if (good) take(href);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it keeps Enter and Esc in the row from the form around it
    <div
      ref={row}
      className={s.link}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && (event.key !== 'Enter' || event.ctrlKey)) return;
        if (event.key === 'Enter' && !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') take(undefined);
        else set();
      }}
    >
      <TextField
        label={w.address}
        hint={w.addressHint}
        wrong={tried && !good ? w.wrongAddress : undefined}
        value={typed}
        change={setTyped}
      />
      <Button onClick={set}>{w.setLink}</Button>
      <Button onClick={() => take(undefined)}>{w.leaveLink}</Button>
    </div>
  );
};
