import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import s from './questions.module.css';
import { type GoTo, type StepPlace, stepBy } from './steps.ts';

/** Where in the report the officer has gone to; `turn` counts how often. */
export interface Place<Step extends string> extends StepPlace<Step> {
  readonly turn: number;
}

/** Every question of the report, the one that is asked in sight. Ctrl+PgDn and Ctrl+PgUp go on and back. */
export const Questions = <Step extends string>({
  steps,
  questions,
  helps,
  place,
  goTo,
  note,
  formRef,
  children,
}: {
  readonly steps: readonly Step[];
  /** Each as it is asked, and a line under it. */
  readonly questions: Readonly<Record<Step, string>>;
  readonly helps: Readonly<Record<Step, string>>;
  readonly place: Place<Step>;
  readonly goTo: GoTo<Step>;
  /** Told where the focus is. */
  readonly note: (at: StepPlace<Step>) => void;
  readonly formRef: RefObject<HTMLFormElement | null>;
  /** The fields of a question. */
  readonly children: (step: Step) => ReactNode;
}) => {
  const { step, field, turn } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: also where the same place is gone to again
  useEffect(() => focusIn(formRef.current, step, field), [formRef, step, field, turn]);
  const turnTo = (by: number): void => goTo(stepBy(steps, step, by));
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
  return steps.map((one) => (
    <section
      key={one}
      data-step={one}
      hidden={one !== step}
      className={s.question}
      aria-label={questions[one]}
      onFocus={({ target }) => note({ step: one, field: nameOf(target) })}
    >
      <h2>{questions[one]}</h2>
      <p className={s.help}>{helps[one]}</p>
      {children(one)}
    </section>
  ));
};

/** Its own name, or of a time that of its day. */
const nameOf = (focused: Element): string | undefined =>
  (focused.getAttribute('name') ?? focused.closest('fieldset')?.querySelector('[name]')?.getAttribute('name')) || undefined;

/** The field, or what the question begins with. */
const focusIn = (form: HTMLFormElement | null, step: string, field: string | undefined): void => {
  const part = form?.querySelector(`[data-step="${step}"]`);
  part?.parentElement?.scrollTo(0, 0);
  const named = field === undefined ? undefined : part?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]:enabled`);
  const first = part?.querySelector<HTMLElement>('[data-first] input, [data-first][tabindex], [name]:enabled, button');
  (named ?? part?.querySelector<HTMLElement>('[data-first] input') ?? first)?.focus();
};
