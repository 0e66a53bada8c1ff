import { BuildingMultiple24Regular } from '@fluentui/react-icons/svg/building-multiple';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { CloudOff24Regular } from '@fluentui/react-icons/svg/cloud-off';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { FoundGroup, FoundItem } from '../../contracts/ipc/today.ts';
import { ok } from '../../contracts/result.ts';
import type { FoundKind } from '../../contracts/systems/found.ts';
import { api } from '../api.ts';
import { classes } from '../format/text.ts';
import { dayClock } from '../format/time.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { locationOfFound } from '../panes/index.ts';
import { strings } from '../strings/index.ts';
import { Finder } from '../ui/Finder.tsx';
import { Kbd } from '../ui/marks.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import { FoundRow } from './FoundRow.tsx';
import s from './search.module.css';
import type { WantedSearch } from './useFind.ts';

const said = strings.app.search;
type Tab = FoundKind | 'all';

interface Found {
  readonly groups: readonly FoundGroup[];
  readonly unfetched: readonly FoundKind[];
  readonly asOf?: string | undefined;
}
const nothing: Found = { groups: [], unfetched: [] };

/** What is on this laptop for these words, at every key; while the next answer comes, the last one stays. */
const useFound = (text: string, tab: Tab): { readonly found: Found; readonly busy: boolean } => {
  const { state } = useAsk(['today.search', text, tab], () =>
    text === '' ? Promise.resolve(ok<Found>(nothing)) : api.today.search({ text, ...(tab === 'all' ? {} : { only: tab }) }),
  );
  const last = useRef<Found>(nothing);
  if (state.kind === 'ready') last.current = state.value;
  if (text === '') last.current = nothing;
  return { found: last.current, busy: state.kind === 'loading' };
};

/** One box over everything on this laptop; what is found opens in its pane. What is not here is asked of HQ. */
export const Search = ({
  boxRef,
  wanted,
  enquire,
}: {
  readonly boxRef: RefObject<HTMLInputElement | null>;
  /** What a reference elsewhere in the window leads to. */
  readonly wanted: WantedSearch | undefined;
  /** Asks HQ. */
  readonly enquire: (text: string) => void;
}) => {
  const { go, link } = useWorkspace();
  const [text, setText] = useState('');
  const [tab, setTab] = useState<Tab>('all');
  useEffect(() => {
    if (wanted === undefined) return;
    setText(wanted.text);
    // Once the words are in the box: it opens its list when it takes the focus with some.
    const frame = requestAnimationFrame(() => boxRef.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [wanted, boxRef]);
  const asked = text.trim();
  const { found, busy } = useFound(asked, tab);
  const total = found.groups.reduce((sum, group) => sum + group.total, 0);
  const unfetched = found.unfetched.map((kind) => said.kinds[kind]);
  const offline = link?.link === 'offline';
  const tabs: readonly Tab[] = ['all', ...found.groups.map(({ kind }) => kind)];
  const askHq = (): void => {
    if (!offline && asked !== '') enquire(asked);
    // The try is journalled all the same.
    else if (asked !== '') void api.enquiry.ask({ text: asked, reason: { words: '' } });
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      const next = tabs.indexOf(tab) + (event.key === 'PageDown' ? 1 : -1);
      setTab(tabs[(next + tabs.length) % tabs.length] ?? 'all');
    } else if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      askHq();
    }
  };
  const status =
    asked === ''
      ? undefined
      : busy && total === 0
        ? said.busy
        : total === 0 && unfetched.length > 0
          ? strings.app.unfetched[offline ? 'offline' : 'online'][0]
          : said.found(total);
  const change = (typed: string): void => {
    setText(typed);
    setTab('all');
  };

  return (
    <div className={s.search}>
      <Finder
        label={said.label}
        placeholder={said.placeholder}
        text={text}
        change={change}
        groups={found.groups
          .filter(({ items }) => items.length > 0)
          .map(({ kind, total: all, items }) => ({
            title: said.kinds[kind],
            more: all > items.length ? (tab === 'all' ? said.more(all - items.length) : said.of(items.length, all)) : undefined,
            items: items.map((item) => ({ id: idOf(item), content: <FoundRow item={item} text={asked} /> })),
          }))}
        status={status}
        none={busy ? said.busy : unfetched.length > 0 ? said.unfetched(unfetched) : said.none}
        choose={(id) => {
          const item = found.groups.flatMap(({ items }) => items).find((candidate) => idOf(candidate) === id);
          change('');
          if (item !== undefined) go(locationOfFound(item));
        }}
        boxRef={boxRef}
        hint="Ctrl K"
        wide
        keys={keys}
        above={total > 0 && <Tabs groups={found.groups} total={total} on={tab} choose={setTab} />}
        below={<AskHq offline={offline} asOf={found.asOf} ask={askHq} />}
        hints={
          <span>
            <Kbd>PgUp</Kbd> <Kbd>PgDn</Kbd> {said.kindKey}
          </span>
        }
      />
    </div>
  );
};

const idOf = (item: FoundItem): string => `${item.kind}:${item.id}`;

/** The focus stays in the box: a press of the pointer takes it nowhere. */
const Tabs = ({
  groups,
  total,
  on,
  choose,
}: {
  readonly groups: readonly FoundGroup[];
  readonly total: number;
  readonly on: Tab;
  readonly choose: (tab: Tab) => void;
}) => (
  <div className={s.tabs} onPointerDown={(event) => event.preventDefault()}>
    <SegmentedControl<Tab>
      label={said.narrow}
      items={[
        { id: 'all', label: said.all, count: total },
        ...groups.map((group) => ({ id: group.kind, label: said.kinds[group.kind], count: group.total })),
      ]}
      on={on}
      choose={choose}
    />
  </div>
);

const AskHq = ({ offline, asOf, ask }: { readonly offline: boolean; readonly asOf: string | undefined; readonly ask: () => void }) => {
  const { row } = strings.enquiry;
  const { state } = useAsk(['enquiry.reasons'], () => api.enquiry.reasons(null), { fresh: true });
  const asksWhy = state.kind === 'ready' && state.value.asksWhy;
  if (offline)
    return (
      <p className={classes(s.hq, s.offline)}>
        <CloudOff24Regular />
        <span>
          <b>{row.offline}</b>
          {row.offlineLead(asOf === undefined ? undefined : dayClock(asOf, new Date()))}
        </span>
      </p>
    );
  return (
    <button type="button" className={s.hq} onPointerDown={(event) => event.preventDefault()} onClick={ask}>
      <BuildingMultiple24Regular />
      <span>
        <b>{row.title}</b>
        {asksWhy ? row.lead : row.leadFree}
      </span>
      <Kbd>Ctrl Enter</Kbd>
      <ChevronRight20Regular />
    </button>
  );
};
