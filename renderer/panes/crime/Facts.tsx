import { strings } from '../../strings/index.ts';
import list from '../../ui/facts.module.css';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { LinkedText } from '../../workspace/LinkedText.tsx';
import s from './facts.module.css';

/** A term, what it is, and a second line about it. */
export type Fact = readonly [term: string, what: string, more?: string | undefined];

/** The short facts of a report or a task, in a column of their own, under a title where they are not the record's own. */
export const Facts = ({ facts, title, lead }: { readonly facts: readonly Fact[]; readonly title?: string; readonly lead?: string }) => (
  <ScrollRegion className={s.facts} label={title ?? strings.crime.facts} region>
    {title !== undefined && <h2>{title}</h2>}
    {lead !== undefined && <p>{lead}</p>}
    <dl className={list.facts}>
      {facts.map(([term, what, more]) => (
        <div key={`${term} ${what}`}>
          <dt>{term}</dt>
          <dd>
            <LinkedText text={what} />
            {more !== undefined && <em>{more}</em>}
          </dd>
        </div>
      ))}
    </dl>
  </ScrollRegion>
);
