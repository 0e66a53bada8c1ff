import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import type { CrimeDoubt } from '../crimeFaults.ts';
import { stepOf, steps } from '../steps.ts';
import s from './check.module.css';
import type { GoTo } from './step.ts';

const { crime: w } = strings.forms;

/** What must be put right and what should be looked at, each with the way to its field. `children`: what settles a doubt at once. */
export const Findings = ({
  all,
  doubts,
  goTo,
  children,
}: {
  /** What must be put right. */
  readonly all: Faults;
  readonly doubts: readonly CrimeDoubt[];
  readonly goTo: GoTo;
  readonly children?: (doubt: CrimeDoubt) => ReactNode;
}) => {
  const wrong = Object.entries(all).sort(([one], [other]) => steps.indexOf(stepOf(one)) - steps.indexOf(stepOf(other)));
  return (
    <>
      <section className={wrong.length > 0 ? s.wrong : s.right}>
        <h3 tabIndex={-1} data-first>
          {wrong.length > 0 ? <Warning20Filled /> : <CheckmarkCircle20Filled />}
          {wrong.length > 0 ? w.checkWrong(wrong.length) : w.checkRight}
        </h3>
        {wrong.length > 0 && (
          <ul>
            {wrong.map(([name, words]) => (
              <Finding key={name} name={name} words={words} goTo={goTo} />
            ))}
          </ul>
        )}
      </section>
      {doubts.length > 0 && (
        <section className={s.doubts}>
          <h3>{w.checkLook}</h3>
          <ul>
            {doubts.map((doubt) => (
              <Finding key={`${doubt.doubt} ${doubt.at ?? ''}`} name={doubt.name} words={doubt.words} goTo={goTo}>
                {children?.(doubt)}
              </Finding>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

const Finding = ({
  name,
  words,
  goTo,
  children,
}: {
  readonly name: string;
  readonly words: string;
  readonly goTo: GoTo;
  readonly children?: ReactNode;
}) => (
  <li>
    <button type="button" className={s.link} onClick={() => goTo(stepOf(name), name)}>
      <b>{w.steps[stepOf(name)]}</b>
      <span>{words}</span>
    </button>
    {children}
  </li>
);
