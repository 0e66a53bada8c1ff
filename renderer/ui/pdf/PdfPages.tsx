import { ArrowFit20Regular } from '@fluentui/react-icons/svg/arrow-fit';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUp20Regular } from '@fluentui/react-icons/svg/chevron-up';
import { ZoomIn20Regular } from '@fluentui/react-icons/svg/zoom-in';
import { ZoomOut20Regular } from '@fluentui/react-icons/svg/zoom-out';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../Button.tsx';
import type { OpenPdf } from './engine.ts';
import { PdfPage } from './PdfPage.tsx';
import s from './pdf.module.css';

const { pdf: w } = strings;

/** Times the width that there is. */
const sizes = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;
const FIT = 1;
/** Of a sheet, before it is known: A4 upright. */
const RATIO = 297 / 210;
/** Wider than that, a line of text is too long to read. */
const WIDEST_REM = 62;
/** Between two pages, and at the sides. */
const GAP = 16;
/** Pages above and below what is seen that are drawn ahead. */
const ahead = 1;

/** The pages of an open document, of which those in sight are drawn; how large, and which one. Arrow keys turn pages, + and - size them. */
export const PdfPages = ({ name, document: pdf }: { readonly name: string; readonly document: OpenPdf }) => {
  const scroller = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(0);
  const [size, setSize] = useState<number>(FIT);
  const [printed, setPrinted] = useState(false);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = Math.floor(Math.min(room - 2 * GAP, WIDEST_REM * rem) * size);
  const virtual = useVirtualizer({
    count: pdf.shown,
    getScrollElement: () => scroller.current,
    estimateSize: () => width * RATIO + GAP,
    overscan: ahead,
    enabled: width > 0,
  });
  useLayoutEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    const watch = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    watch.observe(current);
    current.focus({ preventScroll: true });
    return () => watch.disconnect();
  }, []);
  const shown = virtual.getVirtualItems();
  const middle = (virtual.scrollOffset ?? 0) + (virtual.scrollRect?.height ?? 0) / 2;
  const at = shown.findLast(({ start }) => start <= middle)?.index ?? 0;
  const go = (index: number): void => virtual.scrollToIndex(Math.min(Math.max(index, 0), pdf.shown - 1), { align: 'start' });

  // The page that was read stays in sight when all of them change their size.
  const read = useRef(at);
  useEffect(() => {
    read.current = at;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another width measures anew
  useEffect(() => {
    const here = read.current;
    virtual.measure();
    virtual.scrollToIndex(here, { align: 'start' });
  }, [width]);

  const resize = (by: number): void =>
    setSize((now) => sizes[Math.min(Math.max(sizes.indexOf(now as typeof FIT) + by, 0), sizes.length - 1)] ?? FIT);
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target instanceof Element && event.target.matches('input'))) return;
    const index = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: pdf.shown - 1 }[event.key];
    const by = { '+': 1, '=': 1, '-': -1 }[event.key];
    if (index === undefined && by === undefined && event.key !== '0') return;
    event.preventDefault();
    event.stopPropagation();
    if (index !== undefined) go(index);
    else if (by !== undefined) resize(by);
    else setSize(FIT);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the pages and of the buttons over them
    <div className={s.document} onKeyDown={press}>
      <div className={s.tools} role="toolbar" aria-label={w.tools}>
        <Button
          icon={<ChevronUp20Regular />}
          aria-label={w.previous}
          title={w.previous}
          disabledFocusable={at === 0}
          onClick={() => go(at - 1)}
        />
        <PageNumber at={at} last={pdf.shown} go={go} />
        <span>{w.of(pdf.total)}</span>
        <Button
          icon={<ChevronDown20Regular />}
          aria-label={w.next}
          title={w.next}
          disabledFocusable={at >= pdf.shown - 1}
          onClick={() => go(at + 1)}
        />
        <span className={s.apart} />
        <Button
          icon={<ZoomOut20Regular />}
          aria-label={w.smaller}
          title={w.smaller}
          disabledFocusable={size === sizes[0]}
          onClick={() => resize(-1)}
        />
        <span role="status">{w.size(Math.round(size * 100))}</span>
        <Button
          icon={<ZoomIn20Regular />}
          aria-label={w.larger}
          title={w.larger}
          disabledFocusable={size === sizes.at(-1)}
          onClick={() => resize(1)}
        />
        <Button icon={<ArrowFit20Regular />} onClick={() => setSize(FIT)}>
          {w.fit}
        </Button>
        <Button
          className={s.turn}
          aria-pressed={printed}
          appearance={printed ? 'primary' : 'secondary'}
          onClick={() => setPrinted(!printed)}
        >
          {w.printed}
        </Button>
      </div>
      {pdf.shown < pdf.total && <p className={s.note}>{w.only(pdf.shown, pdf.total)}</p>}
      <section
        ref={scroller}
        className={classes(s.scroll, printed && s.printed)}
        aria-label={w.pages(name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is in reach of the keyboard
        tabIndex={0}
        data-reading
      >
        <div className={s.sheets} style={{ height: virtual.getTotalSize(), minWidth: width + 2 * GAP }}>
          {width > 0 &&
            shown.map((item) => (
              <div key={item.key} ref={virtual.measureElement} data-index={item.index} style={{ transform: `translateY(${item.start}px)` }}>
                <PdfPage document={pdf} number={item.index + 1} width={width} ratio={RATIO} />
              </div>
            ))}
        </div>
      </section>
    </div>
  );
};

/** The number of the page in sight; another one typed goes there. */
const PageNumber = ({ at, last, go }: { readonly at: number; readonly last: number; readonly go: (index: number) => void }) => {
  const [typed, setTyped] = useState<string>();
  const leave = (): void => {
    const number = Number(typed);
    if (typed !== undefined && Number.isInteger(number) && number >= 1 && number <= last) go(number - 1);
    setTyped(undefined);
  };
  return (
    <input
      className={s.number}
      aria-label={w.number}
      inputMode="numeric"
      value={typed ?? String(at + 1)}
      onChange={({ target }) => setTyped(target.value.replace(/\D/g, '').slice(0, 6))}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      onBlur={leave}
    />
  );
};
