import { type PDFPageProxy, TextLayer } from 'pdfjs-dist';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import type { OpenPdf } from './engine.ts';
import { MOST_PIXELS, MOST_SLENDER } from './limits.ts';
import s from './pdf.module.css';
import { addressesOf, textOf } from './textOf.ts';

const { pdf: w } = strings;

type Page =
  | { readonly kind: 'coming' | 'notDrawn' | 'slender' }
  /** `points`: how wide it is, in its own measure. */
  | { readonly kind: 'here'; readonly page: PDFPageProxy; readonly points: number; readonly ratio: number };

/** One page, `width` pixels wide: drawn, with its text over it to be selected and read out, and the addresses that it leads to as words. */
export const PdfPage = ({
  document: pdf,
  number,
  width,
  ratio,
}: {
  readonly document: OpenPdf;
  readonly number: number;
  readonly width: number;
  /** Height to width, before it is known. */
  readonly ratio: number;
}) => {
  const [state, setState] = useState<Page>({ kind: 'coming' });
  useEffect(() => {
    let gone = false;
    let mine: PDFPageProxy | undefined;
    void pdf
      .page(number)
      .then((page): Page => {
        mine = page;
        const { width: points, height } = page.getViewport({ scale: 1 });
        const slender = height / points;
        // Also what is no number.
        if (!(slender <= MOST_SLENDER && slender >= 1 / MOST_SLENDER)) return { kind: 'slender' };
        return { kind: 'here', page, points, ratio: slender };
      })
      .catch((): Page => ({ kind: 'notDrawn' }))
      .then((read) => {
        if (!gone) setState(read);
      });
    return () => {
      gone = true;
      mine?.cleanup();
    };
  }, [pdf, number]);

  const height = Math.floor(width * (state.kind === 'here' ? state.ratio : ratio));
  return (
    <article className={s.page} aria-label={w.page(number, pdf.total)}>
      <div className={s.paper} style={{ width, height }} aria-busy={state.kind === 'coming'}>
        {state.kind === 'here' && <Drawn {...state} document={pdf} width={width} height={height} />}
        {(state.kind === 'notDrawn' || state.kind === 'slender') && <p className={s.none}>{w[state.kind]}</p>}
      </div>
      {state.kind === 'here' && <Addresses page={state.page} />}
    </article>
  );
};

const Drawn = ({
  page,
  document: pdf,
  points,
  width,
  height,
}: {
  readonly page: PDFPageProxy;
  readonly document: OpenPdf;
  readonly points: number;
  readonly width: number;
  readonly height: number;
}) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<boolean>();
  const [isPicture, setIsPicture] = useState(false);
  useEffect(() => {
    const { current } = canvas;
    if (current === null) return;
    const stopped = new AbortController();
    const sharp = Math.min(window.devicePixelRatio, Math.sqrt(MOST_PIXELS / (width * height)));
    current.width = Math.max(1, Math.floor(width * sharp));
    current.height = Math.max(1, Math.floor(height * sharp));
    void pdf.draw(page, current, current.width / points, stopped.signal).then((done) => !stopped.signal.aborted && setDrawn(done));
    return () => stopped.abort();
  }, [pdf, page, points, width, height]);
  useEffect(() => {
    const { current } = text;
    if (current === null) return;
    const gone = new AbortController();
    const lay = async (): Promise<void> => {
      const content = await textOf(page, gone.signal);
      if (gone.signal.aborted) return;
      setIsPicture(content.items.length === 0);
      await new TextLayer({ textContentSource: content, container: current, viewport: page.getViewport({ scale: 1 }) }).render();
    };
    // Without its text the page is still drawn.
    lay().catch(() => undefined);
    return () => {
      gone.abort();
      current.replaceChildren();
    };
  }, [page]);
  return (
    <>
      <canvas ref={canvas} className={s.canvas} aria-hidden />
      <div ref={text} className={s.text} style={{ '--total-scale-factor': width / points } as CSSProperties} />
      {drawn === undefined && <p className="heard">{w.drawing}</p>}
      {isPicture && <p className="heard">{w.noText}</p>}
      {drawn === false && <p className={classes(s.none, s.over)}>{w.notDrawn}</p>}
    </>
  );
};

/** Where a page leads to, told and not followed: as a message's addresses are. */
const Addresses = ({ page }: { readonly page: PDFPageProxy }) => {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    void addressesOf(page)
      .catch(() => [])
      .then((found) => {
        if (!gone) setAddresses(found);
      });
    return () => {
      gone = true;
    };
  }, [page]);
  if (addresses.length === 0) return null;
  return (
    <div className={s.addresses}>
      <p>{w.addresses(addresses.length)}</p>
      <ul>
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
    </div>
  );
};
