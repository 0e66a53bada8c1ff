import { useRef, useState } from 'react';
import type { Redaction } from '../../../contracts/domain/case-file.ts';
import { MOST_REDACTIONS, redactedFields } from '../../../contracts/domain/case-file-limits.ts';
import { redactStatement, stillThere } from '../../../contracts/domain/redact-statement.ts';
import type { StatementText } from '../../../contracts/domain/statement.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './caseFile.module.css';

const { redact: w } = strings.caseFile;

/** What is taken out of the copy of a statement that goes: boxes, passages and pages, each put back by one press. The copy is shown as it will read. */
export const Redact = ({
  statement,
  redactions,
  may,
  set,
}: {
  readonly statement: StatementText;
  readonly redactions: readonly Redaction[];
  readonly may: boolean;
  readonly set: (redactions: readonly Redaction[]) => void;
}) => {
  const left = stillThere(statement, redactions);
  const copy = redactStatement(statement, redactions);
  const full = redactions.length >= MOST_REDACTIONS;
  const add = (one: Redaction): void => {
    if (!full) set([...redactions, one]);
  };
  return (
    <section className={s.redact} aria-label={w.title}>
      <h3>{w.title}</h3>
      <p className={s.lead}>{w.lead}</p>
      {left.length > 0 && (
        <p role="alert" className={s.warning}>
          {w.stillThere(left)}
        </p>
      )}
      {may && (
        <div className={s.boxes}>
          {redactedFields
            .filter((field) => !redactions.some((one) => one.of === 'field' && one.field === field))
            .map((field) => (
              <Button key={field} disabledFocusable={full} onClick={() => add({ of: 'field', field })}>
                {w.take(w.fields[field])}
              </Button>
            ))}
        </div>
      )}
      {statement.pages.map(({ paragraphs }, page) => (
        <fieldset key={paragraphs[0]?.number} className={s.sheet}>
          <legend>{strings.statements.paper.page(page + 1, statement.pages.length)}</legend>
          {paragraphs.map(({ number, text }) => (
            <Passage
              key={number}
              number={number}
              text={text}
              copy={copy.pages[page]?.paragraphs.find((one) => one.number === number)?.text ?? ''}
              may={may && !full}
              take={(from, to) => add({ of: 'passage', page: page + 1, paragraph: number, from, to })}
            />
          ))}
          {may && !redactions.some((one) => one.of === 'page' && one.page === page + 1) && (
            <Button disabledFocusable={full} onClick={() => add({ of: 'page', page: page + 1 })}>
              {w.take(w.wholePage(page + 1))}
            </Button>
          )}
        </fieldset>
      ))}
      {redactions.length > 0 && (
        <>
          <h3>{w.taken(redactions.length)}</h3>
          <ul className={s.taken}>
            {redactions.map((one, index) => (
              <li key={JSON.stringify(one)}>
                <span>{nameOf(one, statement)}</span>
                {may && <Button onClick={() => set(redactions.filter((_, other) => other !== index))}>{w.putBack}</Button>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const nameOf = (one: Redaction, statement: StatementText): string => {
  switch (one.of) {
    case 'field':
      return w.fields[one.field];
    case 'page':
      return w.wholePage(one.page);
    case 'passage': {
      const text = statement.pages[one.page - 1]?.paragraphs.find(({ number }) => number === one.paragraph)?.text ?? '';
      return w.passage(one.paragraph, text.slice(one.from, one.to));
    }
  }
};

/** A paragraph in a box that nothing can be typed in: what is selected in it, by mouse or by keyboard, can be taken out. */
const Passage = ({
  number,
  text,
  copy,
  may,
  take,
}: {
  readonly number: number;
  readonly text: string;
  readonly copy: string;
  readonly may: boolean;
  readonly take: (from: number, to: number) => void;
}) => {
  const box = useRef<HTMLTextAreaElement>(null);
  const [told, setTold] = useState(false);
  const press = (): void => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = box.current ?? {};
    setTold(from === to);
    if (from < to) take(from, to);
    else box.current?.focus();
  };
  return (
    <div className={s.passage}>
      <textarea ref={box} aria-label={w.paragraph(number)} readOnly rows={Math.min(12, Math.ceil(text.length / 60) + 1)} value={text} />
      {may && <Button onClick={press}>{w.takeSelected}</Button>}
      {told && (
        <p role="alert" className={s.wrong}>
          {w.selectFirst}
        </p>
      )}
      {copy !== text && (
        <p className={s.copy} dir="auto">
          <b>{w.copyReads}</b> {copy === '' ? w.nothingLeft : copy}
        </p>
      )}
    </div>
  );
};
