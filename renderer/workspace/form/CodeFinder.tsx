import { useEffect, useRef, useState } from 'react';
import type { Code } from '../../../contracts/domain/code-list.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Finder } from '../../ui/Finder.tsx';
import { Highlight } from '../../ui/Highlight.tsx';
import s from './codeFinder.module.css';

const { codes: w } = strings.forms;

/**
 * One code of a long list, found by its code or its words. What is chosen stands in full, with the way to another; the focus goes on to the
 * next field of the form.
 */
export const CodeFinder = ({
  name,
  label,
  codes,
  chosen,
  hint,
  wrong,
  choose,
}: {
  /** By which its form finds it. */
  readonly name: string;
  readonly label: string;
  readonly codes: readonly Code[];
  readonly chosen: string;
  readonly hint?: string;
  readonly wrong: string | undefined;
  readonly choose: (code: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [changing, setChanging] = useState(false);
  const section = useRef<HTMLElement>(null);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (changing) box.current?.focus();
  }, [changing]);
  const code = codes.find((one) => one.code === chosen);
  const text = typed.trim().toLowerCase();
  const found = codes.filter((one) => `${one.code} ${one.label}`.toLowerCase().includes(text));
  const groups = Map.groupBy(found, ({ label: words }) => words.split(':')[0] ?? '');
  return (
    <section ref={section} aria-label={label}>
      <p className={s.label}>{label}</p>
      {code !== undefined && !changing ? (
        <div className={s.chosen}>
          <p>
            <b>
              {code.code} {code.label}
            </b>
            {hint !== undefined && <span>{hint}</span>}
          </p>
          <Button name={name} onClick={() => setChanging(true)}>
            {w.change}
          </Button>
        </div>
      ) : (
        <Finder
          name={name}
          boxRef={box}
          label={label}
          placeholder={w.placeholder}
          text={typed}
          change={setTyped}
          groups={[...groups].map(([title, items]) => ({
            title,
            items: items.map((one) => ({
              id: one.code,
              content: (
                <span className={s.code}>
                  <b>{one.code}</b>
                  <Highlight text={one.label} search={typed} />
                </span>
              ),
            })),
          }))}
          status={strings.app.foundInList(found.length)}
          none={w.none}
          choose={(next) => {
            setTyped('');
            setChanging(false);
            choose(next);
            focusAfter(section.current);
          }}
          wide
        />
      )}
      {wrong !== undefined && <p className={s.wrong}>{wrong}</p>}
    </section>
  );
};

/** On the first field of the form that comes after it; of a choice that is made, on what is chosen. */
const focusAfter = (section: HTMLElement | null): void => {
  const fields = [...(section?.closest('form')?.querySelectorAll<HTMLInputElement>('[name]:enabled') ?? [])];
  const next = fields[fields.findLastIndex((field) => section?.contains(field)) + 1];
  (fields.find(({ name, checked }) => name === next?.name && checked) ?? next)?.focus();
};
