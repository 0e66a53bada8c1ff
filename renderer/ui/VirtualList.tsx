import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import s from './list.module.css';

export interface ListRow {
  readonly key: string;
  readonly content: ReactNode;
  readonly open: () => void;
  /** Whether what belongs to it stands under it as rows of their own; undefined where nothing does. */
  readonly unfolded?: boolean | undefined;
  /** A press with the pointer does this in the place of opening it; Enter opens it. */
  readonly fold?: (() => void) | undefined;
  /** It belongs to a row that stands so many rows above it: the Left arrow goes there and folds it. */
  readonly under?: { readonly rows: number; readonly fold: () => void } | undefined;
}

/** Several rows chosen at once. */
export interface Picking {
  /** Each row has its box. */
  readonly on: boolean;
  readonly has: (key: string, index: number) => boolean;
  /** One row is chosen, or is not any more. */
  readonly turn: (index: number) => void;
  /** All rows from the one that was chosen before, or else from `from`, to this one. */
  readonly through: (from: number, index: number) => void;
}

/** Rows above and below what is seen: enough for a key held down, few enough to stay cheap. */
const overscan = 6;

/**
 * A list of any length of which only what is seen is in the page. One row is in the tab order; Up, Down, Home, End, Page
 * keys move, Enter opens, Left goes to what a row belongs to; with `picking` Shift and these keys choose, as Shift, Ctrl and a press do, and Ctrl+Space. `row` may answer undefined for what is not loaded yet; `seen` is told which rows are wanted.
 */
export const VirtualList = ({
  label,
  count,
  row,
  selected,
  estimate,
  seen,
  picking,
}: {
  readonly label: string;
  readonly count: number;
  readonly row: (index: number) => ListRow | undefined;
  readonly selected: string | undefined;
  /** Height of a row in rem, before it has been measured. */
  readonly estimate: number;
  readonly seen?: (first: number, last: number) => void;
  readonly picking?: Picking;
}) => {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);
  const hasFocus = useRef(false);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate * rem,
    overscan,
    getItemKey: (index) => row(index)?.key ?? `at ${index}`,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const at = Math.min(active, Math.max(0, count - 1));

  useEffect(() => {
    if (count > 0) seen?.(first, last);
  }, [count, first, last, seen]);

  useEffect(() => {
    // A row that has another key now, as its item was numbered, is another element: the focus goes on where it was.
    const lost = hasFocus.current && document.activeElement === document.body;
    if (!wantsFocus.current && !lost) return;
    // Where a key has led goes before what is chosen.
    const chosen = lost && !wantsFocus.current ? scroller.current?.querySelector<HTMLElement>('[aria-current="true"]') : null;
    const button = chosen ?? scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"] > button`);
    if (button === null || button === undefined) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  });

  const goTo = (index: number): void => {
    wantsFocus.current = true;
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const move = (event: KeyboardEvent): void => {
    if (picking !== undefined && event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      picking.turn(at);
      return;
    }
    const under = row(at)?.under;
    if (under !== undefined && event.key === 'ArrowLeft' && !event.ctrlKey && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      goTo(at - under.rows);
      under.fold();
      return;
    }
    const page = Math.max(1, last - first - overscan);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, at + step));
    goTo(next);
    if (event.shiftKey) picking?.through(at, next);
  };
  const pressed = (event: MouseEvent, index: number, here: ListRow): void => {
    if (picking !== undefined && event.shiftKey) picking.through(at, index);
    else if (picking !== undefined && event.ctrlKey) picking.turn(index);
    // A press with a key counts no clicks.
    else if (here.fold !== undefined && event.detail > 0) here.fold();
    else here.open();
  };

  return (
    <div ref={scroller} className={s.list}>
      <ul
        className={s.virtual}
        style={{ height: virtual.getTotalSize() }}
        aria-label={label}
        onKeyDown={move}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={() => {
          hasFocus.current = false;
        }}
      >
        {shown.map((item) => {
          const here = row(item.index);
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={picking?.on ? s.picking : undefined}
              aria-setsize={count}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {here === undefined ? (
                <div className={s.waiting} aria-busy="true" />
              ) : (
                <>
                  {picking?.on && (
                    <label className={s.box}>
                      <input
                        type="checkbox"
                        aria-labelledby={`${id}-${item.index}`}
                        tabIndex={item.index === at ? 0 : -1}
                        checked={picking.has(here.key, item.index)}
                        onFocus={() => setActive(item.index)}
                        onChange={() => picking.turn(item.index)}
                      />
                    </label>
                  )}
                  <button
                    id={`${id}-${item.index}`}
                    type="button"
                    className={s.row}
                    tabIndex={item.index === at ? 0 : -1}
                    aria-current={here.key === selected ? true : undefined}
                    aria-expanded={here.unfolded}
                    onFocus={() => setActive(item.index)}
                    onClick={(event) => pressed(event, item.index, here)}
                  >
                    {here.content}
                  </button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
};
