import type { ReactNode } from 'react';
import { classes } from '../format/text.ts';
import type { Page, Pages, Rows } from '../hooks/usePages.ts';
import type { Message } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { NotDone } from '../ui/NotDone.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Failed, Loading } from '../ui/State.tsx';
import { type ListRow, VirtualList } from '../ui/VirtualList.tsx';
import { Unfetched, useStale } from './AskState.tsx';
import s from './masterDetail.module.css';

/** What is typed to search the list by. */
export interface ListSearch {
  readonly label: string;
  readonly text: string;
  readonly change: (text: string) => void;
}

/**
 * A list beside one item of it; each scrolls alone. The list says by itself that it is loading, not fetched yet, failed, empty, searched or
 * how old it is; what it has none of is said by whoever knows why (`empty`).
 */
export const MasterDetail = <
  Row,
  Value extends Rows<Row> & { readonly latest?: Page & { readonly asOf?: string | undefined } },
  Code extends string,
>({
  title,
  label = title,
  listLabel = () => title,
  pages: { state, fault, again },
  words,
  where,
  loading,
  row,
  rowRem,
  selected,
  empty,
  searching = false,
  search,
  action,
  before,
  tools,
  above,
  table = false,
  choose,
  children,
}: {
  readonly title: string;
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
  /** Stands beside a list of which nothing is chosen. */
  readonly choose: ReactNode;
  /** The item that is open. */
  readonly children?: ReactNode;
}) => {
  const view = state.kind === 'ready' ? state.value : undefined;
  const found = searching && view?.current === true ? strings.app.foundInList(view.total) : undefined;
  const stale = useStale(view?.latest?.asOf);
  const note = [search === undefined ? found : undefined, stale].filter(Boolean).join('. ');
  return (
    <div className={classes(s.split, table && s.table)}>
      <section className={s.listPane} aria-label={label} data-region>
        <div className={s.listHead}>
          <div className={s.listTop}>
            <h1 className={s.paneTitle}>
              {title}
              {note !== '' && <small>{note}</small>}
            </h1>
            {action}
          </div>
          {before}
          {search !== undefined && <SearchBox {...search} found={found} />}
          {tools}
          {fault !== undefined && view !== undefined && <NotDone message={words[fault]} />}
        </div>
        <div className={classes(s.rows, view?.current === false && s.old)} aria-busy={view?.current === false}>
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
              count={view.total}
              estimate={rowRem}
              selected={selected}
              {...(view.current && view.seen !== undefined ? { seen: view.seen } : {})}
              row={(index) => {
                const here = view.row(index);
                return here === undefined ? undefined : row(here);
              }}
            />
          )}
        </div>
      </section>
      <section className={s.detail} aria-label={strings.app.detail} data-region data-detail>
        {children || (view !== undefined && view.total > 0 && choose)}
      </section>
    </div>
  );
};
