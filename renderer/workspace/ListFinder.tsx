import { useState } from 'react';
import type { Fetched } from '../../contracts/ipc/fetched.ts';
import { ok, type Result } from '../../contracts/result.ts';
import { useFetched } from '../hooks/useAsk.ts';
import { useDebounced } from '../hooks/useDebounced.ts';
import { strings } from '../strings/index.ts';
import { Finder } from '../ui/Finder.tsx';
import { RecordNumber } from '../ui/RecordNumber.tsx';
import s from './listFinder.module.css';

/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
/** As many as are offered; who means another types more. */
export const MOST_FOUND = 20;

interface Found {
  readonly id: string;
  readonly title: string;
  readonly place: string;
}

/** Picks an item of a list that main searches, by its words, place or number. `from`: the call that searches, which names its answers. */
export const ListFinder = <Row extends Found, Code extends string>({
  from,
  find,
  name,
  label,
  words,
  choose,
}: {
  readonly from: string;
  readonly find: (text: string) => Promise<Result<Fetched<{ readonly rows: readonly Row[] }>, Code>>;
  /** By which its form finds the box. */
  readonly name?: string;
  readonly label: string;
  /** group: what the list is called; none: said where nothing was found. */
  readonly words: { readonly placeholder: string; readonly group: string; readonly none: string };
  readonly choose: (row: Row) => void;
}) => {
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const { state } = useFetched([from, 'found', text], () =>
    text === '' ? Promise.resolve(ok({ known: true as const, value: { rows: [] } })) : find(text),
  );
  const looking = text !== '' && typed.trim() !== '';
  const rows = looking && state.kind === 'ready' ? state.value.rows : [];
  const items = rows.map(({ id, title, place }) => ({
    id,
    content: (
      <div className={s.found}>
        <RecordNumber number={id} />
        <span>
          {title}
          <small>{place}</small>
        </span>
      </div>
    ),
  }));
  return (
    <Finder
      {...(name === undefined ? {} : { name })}
      label={label}
      placeholder={words.placeholder}
      text={typed}
      change={setTyped}
      groups={items.length === 0 ? [] : [{ title: words.group, items }]}
      status={looking && state.kind === 'ready' ? strings.app.foundInList(rows.length) : undefined}
      none={words.none}
      choose={(id) => {
        const row = rows.find((one) => one.id === id);
        setTyped('');
        if (row !== undefined) choose(row);
      }}
      wide
    />
  );
};
