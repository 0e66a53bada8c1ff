import { type MouseEvent, useMemo, useState } from 'react';
import { type Reference, referencesIn } from '../format/references.ts';
import { strings } from '../strings/index.ts';
import s from './linkedText.module.css';
import { useWorkspace } from './workspace.ts';

/** Text in which what it refers to is a link: to the one record on this laptop that it names, else to the search with that word. A telephone number is copied. */
export const LinkedText = ({ text }: { readonly text: string }) => {
  const pieces = useMemo(() => referencesIn(text), [text]);
  return pieces.map(({ text: words, at, reference }) =>
    reference === undefined ? words : <Link key={at} words={words} reference={reference} />,
  );
};

const Link = ({ words, reference }: { readonly words: string; readonly reference: Reference }) => {
  const { find, go } = useWorkspace();
  const [copied, setCopied] = useState(false);
  const telephone = reference.kind === 'telephone';
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    event.preventDefault();
    if (telephone) setCopied(copy(event.currentTarget));
    else if (reference.kind === 'officer') go({ pane: 'people', colleague: reference.search });
    else find(reference);
  };
  const hint = telephone ? strings.app.references.copy : strings.app.references[reference.kind];
  return (
    <>
      <a className={s.link} href={`#${reference.kind}`} title={hint} onClick={follow}>
        {words}
      </a>
      {copied && (
        <span className={s.copied} role="status">
          {' '}
          {strings.app.references.copied}
        </span>
      )}
    </>
  );
};

/** Copies what the element shows, which stays selected: where the system refuses, Ctrl+C does it. The page may not write the clipboard by itself. */
const copy = (element: Element): boolean => {
  getSelection()?.selectAllChildren(element);
  return document.execCommand('copy');
};
