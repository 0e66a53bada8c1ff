import { type ComponentType, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { strings } from '../../../../strings/index.ts';
import { type Step, type StepPlace, stepBy, steps } from '../steps.ts';
import { Property } from './Property.tsx';
import s from './questions.module.css';
import { Risk } from './Risk.tsx';
import type { GoTo, StepProps } from './step.ts';
import { What } from './What.tsx';
import { When } from './When.tsx';
import { Where } from './Where.tsx';
import { Who } from './Who.tsx';

const { crime: w } = strings.forms;
const plain: Readonly<Record<Exclude<Step, 'how' | 'check'>, ComponentType<StepProps>>> = {
  what: What,
  where: Where,
  when: When,
  who: Who,
  property: Property,
  risk: Risk,
};

/** Where in the report the officer has gone to; `turn` counts how often. */
export interface Place extends StepPlace {
  readonly turn: number;
}

/** Every question of the report, the one that is asked in sight. Ctrl+PgDn and Ctrl+PgUp go on and back. */
export const Questions = ({
  place,
  goTo,
  note,
  formRef,
  how,
  check,
  ...props
}: StepProps & {
  readonly place: Place;
  readonly goTo: GoTo;
  /** Told where the focus is. */
  readonly note: (at: StepPlace) => void;
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly how: ReactNode;
  readonly check: ReactNode;
}) => {
  const { step, field, turn } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: also where the same place is gone to again
  useEffect(() => focusIn(formRef.current, step, field), [formRef, step, field, turn]);
  const turnTo = (by: number): void => goTo(stepBy(step, by));
  const latest = useRef(turnTo);
  latest.current = turnTo;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const by = { PageDown: 1, PageUp: -1 }[event.key];
      if (by === undefined || event.defaultPrevented || !event.ctrlKey || event.altKey || event.shiftKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      latest.current(by);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return steps.map((one) => {
    const Part = one === 'how' || one === 'check' ? undefined : plain[one];
    return (
      <section
        key={one}
        data-step={one}
        hidden={one !== step}
        className={s.question}
        aria-label={w.questions[one]}
        onFocus={({ target }) => note({ step: one, field: nameOf(target) })}
      >
        <h2>{w.questions[one]}</h2>
        <p className={s.help}>{w.helps[one]}</p>
        {Part === undefined ? one === 'how' ? how : one === step && check : <Part {...props} />}
      </section>
    );
  });
};

/** Its own name, or of a time that of its day. */
const nameOf = (focused: Element): string | undefined =>
  (focused.getAttribute('name') ?? focused.closest('fieldset')?.querySelector('[name]')?.getAttribute('name')) || undefined;

/** The field, or what the question begins with. */
const focusIn = (form: HTMLFormElement | null, step: Step, field: string | undefined): void => {
  const part = form?.querySelector(`[data-step="${step}"]`);
  part?.parentElement?.scrollTo(0, 0);
  const named = field === undefined ? undefined : part?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]:enabled`);
  const first = part?.querySelector<HTMLElement>('[data-first] input, [data-first][tabindex], [name]:enabled, button');
  (named ?? part?.querySelector<HTMLElement>('[data-first] input') ?? first)?.focus();
};
