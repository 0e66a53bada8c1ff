import type { IncidentScope, IncidentSort } from '../../../contracts/domain/incident-list.ts';
import type { IncidentFilter } from '../../../contracts/ipc/storm.ts';
import { strings } from '../../strings/index.ts';

/** What a list of logs is narrowed down by, and its order. */
export interface LogFilter extends IncidentFilter {
  readonly sort?: IncidentSort | undefined;
}

const { filter: w } = strings.storm;

/** What is asked of main: without what is empty. */
export const askedOf = ({ text = '', ...filter }: LogFilter): LogFilter => ({
  ...filter,
  ...(text.trim() === '' ? {} : { text: text.trim() }),
});

/** The choices that narrow a list down beside its words, each as it is said. */
export const choicesOf = ({ unit, grade, age, area }: LogFilter): readonly string[] => [
  ...(unit === undefined ? [] : [w.set(w.unit, unit)]),
  ...(grade === undefined ? [] : [w.set(w.grade, String(grade))]),
  ...(age === undefined ? [] : [w.set(w.age, w.ages[age])]),
  ...(area === undefined ? [] : [w.set(w.area, area)]),
];

/** All that narrows a list down; its order does not. */
export const filtersOf = (filter: LogFilter): readonly string[] => {
  const { text } = askedOf(filter);
  return [...(text === undefined ? [] : [w.words(text)]), ...choicesOf(filter)];
};

/** What a list is sorted by where nothing was chosen. */
export const ownOrder = (scope: IncidentScope): string => (scope === 'closed' ? w.closedFirst : w.sorts.grade);
