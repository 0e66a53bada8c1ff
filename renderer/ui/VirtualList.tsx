import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import s from './list.module.css';

export interface ListRow {
  readonly key: string;
  readonly content: ReactNode;
  readonly open: () => void;
}

/** Rows above and below what is seen: enough for a key held down, few enough to stay cheap. */
const overscan = 6;

/**
 * A list of any length of which only what is seen is in the page. One row is in the tab order; Up, Down, Home, End, Page
 * keys move, Enter opens. `row` may answer undefined for what is not loaded yet; `seen` is told which rows are wanted.
 */
export const VirtualList = ({
  label,
  count,
  row,
  selected,
  estimate,
  seen,
}: {
  readonly label: string;
  readonly count: number;
  readonly row: (index: number) => ListRow | undefined;
  readonly selected: string | undefined;
  /** Height of a row in rem, before it has been measured. */
  readonly estimate: number;
  readonly seen?: (first: number, last: number) => void;
}) => {
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
    const chosen = lost ? scroller.current?.querySelector<HTMLElement>('[aria-current="true"]') : null;
    const button = chosen ?? scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"] > button`);
    if (button === null || button === undefined) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  });

  const move = (event: KeyboardEvent): void => {
    const page = Math.max(1, last - first - overscan);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, at + step));
    wantsFocus.current = true;
    setActive(next);
    virtual.scrollToIndex(next);
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
              aria-setsize={count}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {here === undefined ? (
                <div className={s.waiting} aria-busy="true" />
              ) : (
                <button
                  type="button"
                  className={s.row}
                  tabIndex={item.index === at ? 0 : -1}
                  aria-current={here.key === selected ? true : undefined}
                  onFocus={() => setActive(item.index)}
                  onClick={here.open}
                >
                  {here.content}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
};
