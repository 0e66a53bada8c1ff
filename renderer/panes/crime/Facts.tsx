import { strings } from '../../strings/index.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import s from './facts.module.css';

/** A term, what it is, and a second line about it. */
export type Fact = readonly [term: string, what: string, more?: string | undefined];

/** The short facts of a report or a task, in a column of their own. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <ScrollRegion className={s.facts} label={strings.crime.facts} region>
    <dl>
      {facts.map(([term, what, more]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {what}
            {more !== undefined && <em>{more}</em>}
          </dd>
        </div>
      ))}
    </dl>
  </ScrollRegion>
);
