import { Fragment } from 'react';
import type { StatementBack } from '../../../contracts/domain/statement-back.ts';
import { strings } from '../../strings/index.ts';
import s from './statements.module.css';

const { form: f, sealed: w } = strings.statements;

/** The back of the form, for who took the statement and their team: what was answered. */
export const BackOfForm = ({ back }: { readonly back: StatementBack }) => {
  const { datesReason, personalStatement, bornOn: _, datesToAvoid: __, ...rest } = back;
  const names: Readonly<Record<string, string>> = { ...f.back, personalStatements: '' } as never;
  const said = [
    ...Object.entries(rest).map(([name, value]) => [names[name], value === 'yes' ? f.yes : value === 'no' ? f.no : value] as const),
    [f.back.datesToAvoid, datesReason] as const,
    [f.back.personalStatement, personalStatement === undefined ? '' : f.back.personalStatements[personalStatement]] as const,
  ].filter(([, value]) => value !== undefined && value !== '');
  if (said.length === 0) return null;
  return (
    <section>
      <h3>{w.back}</h3>
      <p className={s.lead}>{w.backLead}</p>
      <dl className={s.list}>
        {said.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
};
