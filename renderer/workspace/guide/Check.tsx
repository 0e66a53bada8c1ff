import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './check.module.css';
import { Findings, type FindingsProps } from './Findings.tsx';

const { guide: w } = strings.forms;

/** What was found in the report, and the report to be read out. */
export const Check = <Step extends string>({
  reader,
  readOut,
  ...findings
}: FindingsProps<Step> & {
  /** To whom it is read out; undefined for nobody by name. */
  readonly reader: string | undefined;
  readonly readOut: (step: Step) => string;
}) => {
  const { steps, names, stepOf, all, goTo } = findings;
  const wrongSteps = new Set(Object.keys(all).map(stepOf));
  return (
    <>
      <Findings {...findings} />
      <section className={s.read}>
        <h3>{reader === undefined ? w.readOutPlain : w.readOut(reader)}</h3>
        <dl>
          {steps.map((step) => (
            <div key={step} className={wrongSteps.has(step) ? s.off : undefined}>
              <dt>{names[step]}</dt>
              <dd dir="auto">{readOut(step) || w.nothing}</dd>
              <dd>
                <Button appearance="subtle" icon={<Edit20Regular />} aria-label={w.goTo(names[step])} onClick={() => goTo(step)} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
};
