import { Checkmark16Filled } from '@fluentui/react-icons/svg/checkmark';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import s from './rail.module.css';
import type { GoTo } from './steps.ts';

const { guide: w } = strings.forms;

type StepState = keyof typeof w.states;
export interface StepShown {
  readonly state: StepState;
  /** What is in it, in a few words. */
  readonly detail: string;
}

const ticked: ReadonlySet<StepState> = new Set(['done', 'fromLog', 'changed']);

/** The questions in their order, each with how it stands. */
export const Rail = <Step extends string>({
  steps,
  names,
  at,
  shown,
  goTo,
}: {
  readonly steps: readonly Step[];
  readonly names: Readonly<Record<Step, string>>;
  readonly at: Step;
  readonly shown: (step: Step) => StepShown;
  readonly goTo: GoTo<Step>;
}) => (
  <ScrollRegion className={s.rail} label={w.stepsTitle} region>
    <nav aria-label={w.stepsTitle}>
      <ol>
        {steps.map((step, index) => {
          const { state, detail } = shown(step);
          const isHere = step === at;
          return (
            <li key={step}>
              <button type="button" aria-current={isHere ? 'step' : undefined} className={s.step} onClick={() => goTo(step)}>
                <span className={classes(s.disc, s[isHere && state !== 'wrong' ? 'here' : state])} aria-hidden>
                  {state === 'wrong' ? '!' : !isHere && ticked.has(state) ? <Checkmark16Filled /> : index + 1}
                </span>
                <span className={s.words}>
                  <b>{names[step]}</b>
                  <span className="heard">{`, ${w.states[state]}: `}</span>
                  <small>{detail}</small>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  </ScrollRegion>
);
