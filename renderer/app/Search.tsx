import { type RefObject, useEffect, useState } from 'react';
import type { FoundItem } from '../../contracts/ipc/today.ts';
import { ok } from '../../contracts/result.ts';
import { api } from '../api.ts';
import { rowDay } from '../format/time.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { useDebounced } from '../hooks/useDebounced.ts';
import { locationOfFound } from '../panes/index.ts';
import { strings } from '../strings/index.ts';
import { Finder, type FinderGroup } from '../ui/Finder.tsx';
import { Highlight } from '../ui/Highlight.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './search.module.css';
import type { WantedSearch } from './useFind.ts';

/** The store answers in a few milliseconds; a short rest keeps a fast typist's half-words out of the journal. */
const restMs = 180;
/** What is most urgent comes first. */
const kinds = ['incident', 'crime', 'task', 'mail', 'officer'] as const satisfies readonly FoundItem['kind'][];
/** The number by which officers say it: the serial and the day of a log; undefined for what has none. */
const numberOf = ({ kind, id }: FoundItem): string | undefined => {
  switch (kind) {
    case 'incident':
    case 'crime':
    case 'task':
      return strings.app.numberOf(id);
    case 'mail':
    case 'officer':
      return undefined;
  }
};

const Found = ({ item, text }: { readonly item: FoundItem; readonly text: string }) => {
  const number = numberOf(item);
  return (
    <div className={s.found}>
      <span>
        <Highlight text={item.title} search={text} />
        <small>
          {number !== undefined && (
            <b>
              <Highlight text={number} search={text} />
            </b>
          )}
          {number !== undefined && item.detail !== '' && ', '}
          <Highlight text={item.detail} search={text} />
        </small>
        {item.match !== undefined && (
          <small dir="auto">
            <Highlight text={item.match} search={text} />
          </small>
        )}
      </span>
      {item.at !== undefined && <time dateTime={item.at}>{rowDay(item.at, new Date())}</time>}
    </div>
  );
};

/** One box over everything on this laptop; what is found opens in its pane. */
export const Search = ({
  boxRef,
  wanted,
}: {
  readonly boxRef: RefObject<HTMLInputElement | null>;
  /** What a reference elsewhere in the window leads to. */
  readonly wanted: WantedSearch | undefined;
}) => {
  const { go, link } = useWorkspace();
  const [text, setText] = useState('');
  useEffect(() => {
    if (wanted === undefined) return;
    setText(wanted.text);
    // Once the words are in the box: it opens its list when it takes the focus with some.
    const frame = requestAnimationFrame(() => boxRef.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [wanted, boxRef]);
  const asked = useDebounced(text.trim(), restMs);
  const { state } = useAsk(['today.search', asked], () =>
    asked === '' ? Promise.resolve(ok({ items: [], total: 0, unfetched: [] })) : api.today.search({ text: asked }),
  );
  const found = state.kind === 'ready' && asked !== '' ? state.value.items : [];
  const total = state.kind === 'ready' ? state.value.total : 0;
  const unfetched = state.kind === 'ready' ? state.value.unfetched.map((kind) => strings.app.search.kinds[kind]) : [];
  const idOf = (item: FoundItem): string => `${item.kind}:${item.id}`;
  const groups: readonly FinderGroup[] = kinds
    .map((kind) => ({
      title: strings.app.search.kinds[kind],
      items: found.filter((item) => item.kind === kind).map((item) => ({ id: idOf(item), content: <Found item={item} text={asked} /> })),
    }))
    .filter((group) => group.items.length > 0);
  const status =
    asked === '' || text.trim() === ''
      ? undefined
      : state.kind === 'loading'
        ? strings.app.search.busy
        : found.length === 0 && unfetched.length > 0
          ? strings.app.unfetched[link?.link === 'offline' ? 'offline' : 'online'][0]
          : strings.app.search.found(found.length, total);

  return (
    <div className={s.search}>
      <Finder
        label={strings.app.search.label}
        placeholder={strings.app.search.placeholder}
        text={text}
        change={setText}
        groups={groups}
        status={status}
        none={
          state.kind === 'loading'
            ? strings.app.search.busy
            : unfetched.length > 0
              ? strings.app.search.unfetched(unfetched)
              : strings.app.search.none
        }
        choose={(id) => {
          const item = found.find((candidate) => idOf(candidate) === id);
          setText('');
          if (item !== undefined) go(locationOfFound(item));
        }}
        boxRef={boxRef}
        hint="Ctrl K"
        wide
      />
    </div>
  );
};
