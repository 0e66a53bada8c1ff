import { useRef, useState } from 'react';
import { classes } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import type { StatementFields } from '../fields.ts';
import { pagesWritten, paragraphsOf } from '../written.ts';
import s from './steps.module.css';

const { form: w, paper } = strings.statements;

/** The statement as it is read over: large, page by page, one paragraph lit. Nothing can be typed. */
export const ReadBack = ({ fields: { text } }: { readonly fields: StatementFields }) => {
  const [at, setAt] = useState(1);
  const list = useRef<HTMLDivElement>(null);
  const pages = pagesWritten(text);
  const last = paragraphsOf(text).length;
  if (last === 0) return <p>{w.nothingToRead}</p>;
  const next = (): void => {
    const to = at >= last ? 1 : at + 1;
    setAt(to);
    list.current?.querySelector(`[data-paragraph="${to}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div ref={list} className={s.read}>
      {pages.map(({ paragraphs }, page) => (
        <section key={paragraphs[0]?.number} aria-label={paper.page(page + 1, pages.length)}>
          <div className={s.readHead}>
            <h2>{paper.page(page + 1, pages.length)}</h2>
            {page === 0 && <Button onClick={next}>{w.nextParagraph}</Button>}
          </div>
          <ol>
            {paragraphs.map(({ number, text: words }) => (
              <li
                key={number}
                value={number}
                data-paragraph={number}
                aria-current={number === at ? 'step' : undefined}
                className={classes(s.paragraph, number === at && s.lit)}
              >
                <span aria-hidden>{number}</span>
                <p dir="auto">{words}</p>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
};
