import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { strings } from '../../strings/index.ts';
import type { Faults } from '../form/useForm.ts';
import s from './check.module.css';
import type { GoTo } from './steps.ts';

const { guide: w } = strings.forms;

/** What should be looked at again, and may be left. `name`: of the field; `act`: a way to settle it at once. */
export interface ShownDoubt {
  readonly key: string;
  readonly name: string;
  readonly words: string;
  readonly act?: ReactNode;
}

export interface FindingsProps<Step extends string> {
  /** The questions, in their order. */
  readonly steps: readonly Step[];
  readonly names: Readonly<Record<Step, string>>;
  /** The question that a field belongs to, by its name. */
  readonly stepOf: (name: string) => Step;
  /** What must be put right. */
  readonly all: Faults;
  readonly doubts: readonly ShownDoubt[];
  readonly goTo: GoTo<Step>;
}

/** What must be put right and what should be looked at, each with the way to its field. */
export const Findings = <Step extends string>({ steps, names, stepOf, all, doubts, goTo }: FindingsProps<Step>) => {
  const wrong = Object.entries(all).sort(([one], [other]) => steps.indexOf(stepOf(one)) - steps.indexOf(stepOf(other)));
  const finding = ({ key, name, words, act }: ShownDoubt) => (
    <li key={key}>
      <button type="button" className={s.link} onClick={() => goTo(stepOf(name), name)}>
        <b>{names[stepOf(name)]}</b>
        <span>{words}</span>
      </button>
      {act}
    </li>
  );
  return (
    <>
      <section className={wrong.length > 0 ? s.wrong : s.right}>
        <h3 tabIndex={-1} data-first>
          {wrong.length > 0 ? <Warning20Filled /> : <CheckmarkCircle20Filled />}
          {wrong.length > 0 ? w.checkWrong(wrong.length) : w.checkRight}
        </h3>
        {wrong.length > 0 && <ul>{wrong.map(([name, words]) => finding({ key: name, name, words }))}</ul>}
      </section>
      {doubts.length > 0 && (
        <section className={s.doubts}>
          <h3>{w.checkLook}</h3>
          <ul>{doubts.map(finding)}</ul>
        </section>
      )}
    </>
  );
};
