import type { ReactNode } from 'react';
import { declarationOf, formAge, formName } from '../../../contracts/domain/statement-words.ts';
import { shortDate } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import s from './statements.module.css';

const { paper: w } = strings.statements;

/** The head of the form, and its declaration over the text. */
export const Paper = ({
  witness,
  at,
  pages,
  children,
}: {
  readonly witness: {
    readonly forenames: string;
    readonly surname: string;
    readonly age?: number | undefined;
    readonly occupation: string;
  };
  readonly at: string;
  readonly pages: number;
  readonly children: ReactNode;
}) => (
  <article className={s.paper}>
    <h2>{w.title}</h2>
    <p className={s.law}>{w.law}</p>
    <dl className={s.facts}>
      {[
        [w.of, formName(witness)],
        [w.age, formAge(witness.age)],
        [w.occupation, witness.occupation],
        [w.date, shortDate(at)],
      ].map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
    <p className={s.declaration}>{declarationOf(Math.max(1, pages))}</p>
    {children}
  </article>
);
