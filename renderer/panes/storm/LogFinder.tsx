import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { ListFinder, MOST_FOUND } from '../../workspace/ListFinder.tsx';

const words = { ...strings.storm.finder, group: strings.storm.titles.area };

/** An open log of the area, by its words, place or number. */
export const LogFinder = ({ label, choose }: { readonly label: string; readonly choose: (log: IncidentRow) => void }) => (
  <ListFinder
    from="storm.list"
    find={(text) => api.storm.list({ scope: 'area', text, sort: 'newest', offset: 0, limit: MOST_FOUND })}
    name="incidentId"
    label={label}
    words={words}
    choose={choose}
  />
);
