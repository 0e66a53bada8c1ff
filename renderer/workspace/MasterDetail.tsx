import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from '../format/text.ts';
import { useHeldRows } from '../hooks/useHeldRows.ts';
import { useNarrow } from '../hooks/useNarrow.ts';
import type { Page, Pages, Rows } from '../hooks/usePages.ts';
import type { Message } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { NotDone } from '../ui/NotDone.tsx';
import { enter } from '../ui/regions.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Failed, Loading } from '../ui/State.tsx';
import { type ListRow, type Picking, VirtualList } from '../ui/VirtualList.tsx';
import { Unfetched, useStale } from './AskState.tsx';
import s from './masterDetail.module.css';

/** By then a list that is shown has its rows, or has none. */
const ROWS_DRAWN_FRAMES = 10;

/** What is typed to search the list by. */
export interface ListSearch {
  readonly label: string;
  readonly text: string;
  readonly change: (text: string) => void;
}

/**
 * A list beside one item of it; each scrolls alone. In a narrow window one of the two is shown, with the way back. The list says by itself that it is loading, not fetched yet, failed, empty, searched or
 * how old it is; what it has none of is said by whoever knows why (`empty`).
 */
export const MasterDetail = <
  Row,
  Value extends Rows<Row> & { readonly latest?: Page & { readonly asOf?: string | undefined } },
  Code extends string,
>({
  title,
  titleMenu,
  label = title,
  listLabel = () => title,
  pages: { state, fault, again },
  words,
  where,
  loading,
  row,
  rowRem,
  selected,
  picking,
  empty,
  searching = false,
  search,
  action,
  before,
  tools,
  above,
  table = false,
  steady = false,
  choose,
  children,
}: {
  readonly title: string;
  /** Stands in the title's place where another list can be chosen there. */
  readonly titleMenu?: ReactNode;
  /** What is said to those who hear the page: of the part of the window, and of the rows in it. */
  readonly label?: string;
  readonly listLabel?: (total: number) => string;
  readonly pages: Pages<Value, Code>;
  /** What is said of a failure. */
  readonly words: Readonly<Record<Code, Message>>;
  /** The call, to be quoted to ICT. */
  readonly where: string;
  readonly loading: string;
  readonly row: (row: Row) => ListRow;
  /** Height of a row in rem, before it has been measured. */
  readonly rowRem: number;
  readonly selected: string | undefined;
  /** Several rows can be chosen. */
  readonly picking?: Picking | undefined;
  readonly empty: ReactNode;
  /** Something narrows the list down: how many were found is said. */
  readonly searching?: boolean;
  readonly search?: ListSearch;
  readonly action?: ReactNode;
  /** Stands over the search, and `tools` under it: what else the list is narrowed down by. */
  readonly before?: ReactNode;
  readonly tools?: ReactNode;
  /** Stands right over the rows. */
  readonly above?: ReactNode;
  /** The rows are wide, and stand in columns. */
  readonly table?: boolean;
  /** Rows keep their places while one of them has the focus or the pointer is on the list; what changed meanwhile is offered. */
  readonly steady?: boolean;
  /** Stands beside a list of which nothing is chosen. */
  readonly choose: ReactNode;
  /** The item that is open. */
  readonly children?: ReactNode;
}) => {
  const view = state.kind === 'ready' ? state.value : undefined;
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const list = useHeldRows(view, (one) => row(one).key, steady && view?.current === true && (pointed || focused));
  const found = searching && view?.current === true ? strings.app.foundInList(view.total) : undefined;
  const stale = useStale(view?.latest?.asOf);
  const note = [search === undefined ? found : undefined, stale].filter(Boolean).join('. ');
  const narrow = useNarrow();
  const [back, setBack] = useState(false);
  const itemShown = Boolean(children) && !(narrow && back);
  const listShown = !(narrow && itemShown);
  const split = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const showChanged = (): void => {
    list.show();
    // The button goes; the focus stays in the list.
    rows.current?.querySelector<HTMLElement>('li > button[tabindex="0"]')?.focus();
  };
  const isEmpty = view?.total === 0;
  useEffect(() => {
    // The last row has gone with the focus that it had: it goes on in what stands there instead, or in the item.
    if (!isEmpty || !focused || document.activeElement !== document.body || rows.current === null) return;
    const detail = split.current?.querySelector('[data-detail]');
    if (!enter(rows.current) && detail) enter(detail);
  }, [isEmpty, focused]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is shown, whatever led to it
  useEffect(() => setBack(false), [selected]);
  useEffect(() => {
    // What had the focus is hidden now: it goes on in what took its place.
    const here = document.activeElement;
    if (!narrow || (here !== document.body && here?.checkVisibility() !== false)) return;
    let frame = 0;
    // The rows are drawn once the list has its height.
    const enter = (left: number): void => {
      const find = (selector: string) => split.current?.querySelector<HTMLElement>(selector);
      const next = listShown ? (find('li > button[aria-current]') ?? find('li > button[tabindex="0"]')) : find('[data-back]');
      if (next) next.focus();
      else if (left > 0) frame = requestAnimationFrame(() => enter(left - 1));
    };
    enter(ROWS_DRAWN_FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [narrow, listShown]);
  return (
    <div ref={split} className={classes(s.split, table && s.table)}>
      <section className={s.listPane} aria-label={label} data-region hidden={!listShown}>
        <div className={s.listHead}>
          <div className={s.listTop}>
            <h1 className={classes(s.paneTitle, titleMenu !== undefined && 'heard')}>
              {title}
              {titleMenu === undefined && note !== '' && <small>{note}</small>}
            </h1>
            {titleMenu !== undefined && (
              <div className={s.titleMenu}>
                {titleMenu}
                {note !== '' && <small>{note}</small>}
              </div>
            )}
            {action}
          </div>
          {before}
          {search !== undefined && <SearchBox {...search} found={found} />}
          {tools}
          {fault !== undefined && view !== undefined && <NotDone message={words[fault]} />}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the hand is on the list */}
        <div
          ref={rows}
          className={classes(s.rows, view?.current === false && s.old)}
          aria-busy={view?.current === false}
          onPointerEnter={({ pointerType }) => setPointed(pointerType === 'mouse')}
          onPointerLeave={() => setPointed(false)}
          onFocus={() => setFocused(true)}
          onBlur={({ currentTarget, relatedTarget }) => setFocused(currentTarget.contains(relatedTarget))}
        >
          {above}
          {state.kind === 'failed' ? (
            <Failed code={state.code} where={where} words={words} again={again} />
          ) : state.kind === 'unfetched' ? (
            <Unfetched />
          ) : view === undefined || (view.total === 0 && !view.current) ? (
            <Loading label={loading} />
          ) : view.total === 0 ? (
            empty
          ) : (
            <VirtualList
              key={view.key}
              label={listLabel(view.total)}
              count={list.total}
              estimate={rowRem}
              selected={selected}
              {...(picking === undefined ? {} : { picking })}
              {...(view.current && view.seen !== undefined ? { seen: view.seen } : {})}
              row={(index) => {
                const here = list.row(index);
                if (here === undefined) return undefined;
                const { open, ...shown } = row(here);
                return {
                  ...shown,
                  open: () => {
                    setBack(false);
                    open();
                  },
                };
              }}
            />
          )}
          {list.changed > 0 && (
            <p className={s.changed} role="status">
              <Button icon={<ArrowSync20Regular />} onClick={showChanged}>
                {strings.app.listChanged(list.changed)}
              </Button>
            </p>
          )}
        </div>
      </section>
      <section className={s.detail} aria-label={strings.app.detail} data-region data-detail hidden={narrow && listShown}>
        {narrow && itemShown && (
          <div className={s.back}>
            <Button appearance="subtle" icon={<ArrowLeft20Regular />} data-back onClick={() => setBack(true)}>
              {strings.app.backTo(title)}
            </Button>
          </div>
        )}
        {children || (view !== undefined && view.total > 0 && choose)}
      </section>
    </div>
  );
};
