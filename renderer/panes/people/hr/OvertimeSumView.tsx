import type { ClaimRefusal } from '../../../../contracts/domain/overtime-rules.ts';
import type { ShownOvertime } from '../../../../contracts/ipc/people.ts';
import { wordOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import s from './hr.module.css';

const { overtime: w, hm } = strings.hr;

/** The arithmetic of a claim, occasion by occasion. */
export const OvertimeSumView = ({
  sum,
}: {
  readonly sum: (Pick<ShownOvertime, 'timeOff'> & { readonly parts: readonly ShownOvertime['parts'][number][] }) | ClaimRefusal | undefined;
}) => {
  if (typeof sum !== 'object') return <p>{sum === undefined ? w.noSum : w.refusals[sum]}</p>;
  return (
    <>
      {sum.parts.map(({ from, kind, minutes, disregarded, counted, rate, timeOff, anotherDay }) => {
        const facts: readonly (readonly [string, string])[] = [
          [w.worked, hm(minutes)],
          ...(disregarded === 0 ? [] : [[w.first, hm(disregarded)] as const]),
          [w.counted, hm(counted)],
          ...(counted === 0 ? [] : [[w.rate, wordOf(w.rates, rate)] as const, [w.timeOff, hm(timeOff)] as const]),
          ...(anotherDay === undefined ? [] : [[w.another, wordOf(w.anotherDay, anotherDay)] as const]),
        ];
        return (
          <section key={from} className={s.sums} aria-label={wordOf(w.occasions, kind)}>
            <h3>{wordOf(w.occasions, kind)}</h3>
            <dl className={s.pairs}>
              {facts.map(([term, what]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      <p className={s.rules}>{w.rules}</p>
    </>
  );
};
