import { strings } from '../../strings/index.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import type { PeopleView } from './location.ts';
import { OpenedForm } from './persons/forms/OpenedForm.tsx';
import { PersonList } from './persons/PersonList.tsx';
import { Roster } from './Roster.tsx';

const views = ['roster', 'persons'] as const satisfies readonly PeopleView[];
const { views: w } = strings.records;

/** The officer's roster and team, or the persons that the force knows, or a form about one of them. */
export const People = ({ location }: { readonly location: LocationOf<'people'> }) => {
  const { go } = useWorkspace();
  if (location.form !== undefined) return <OpenedForm key={location.form.draft} form={location.form} />;
  const view = location.view ?? 'roster';
  const seg = (
    <SegmentedControl
      label={w.label}
      items={views.map((id) => ({ id, label: w[id] }))}
      on={view}
      choose={(next) => go({ ...location, view: next })}
    />
  );
  return view === 'roster' ? <Roster seg={seg} /> : <PersonList seg={seg} id={location.id} was={location.was} />;
};
