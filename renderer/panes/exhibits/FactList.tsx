import { Fragment } from 'react';

/** A term and what it is; nothing is shown of what is not known. */
export type ExhibitFact = readonly [term: string, what: string | undefined];

/** What is known of an exhibit, term by term. */
export const FactList = ({ facts, className }: { readonly facts: readonly ExhibitFact[]; readonly className?: string | undefined }) => (
  <dl className={className}>
    {facts.map(
      ([term, what]) =>
        what !== undefined && (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{what}</dd>
          </Fragment>
        ),
    )}
  </dl>
);
