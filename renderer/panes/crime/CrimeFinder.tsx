import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { ListFinder, MOST_FOUND } from '../../workspace/ListFinder.tsx';

const { search: placeholder, titles, empty } = strings.crime;
const words = { placeholder, group: titles.area, none: empty.search };

/** A report of the officer's area, by place, words or number. */
export const CrimeFinder = ({ label, choose }: { readonly label: string; readonly choose: (id: string) => void }) => (
  <ListFinder
    from="crime.list"
    find={(text) => api.crime.list({ scope: 'area', text, offset: 0, limit: MOST_FOUND })}
    label={label}
    words={words}
    choose={({ id }) => choose(id)}
  />
);
