import { strings } from '../../strings/index.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { ColleaguePage } from './colleague/ColleaguePage.tsx';
import { OpenedRequest } from './hr/OpenedRequest.tsx';
import { Requests } from './hr/Requests.tsx';
import { isRequestForm, type PeopleView } from './location.ts';
import { OpenedForm } from './persons/forms/OpenedForm.tsx';
import { PersonList } from './persons/PersonList.tsx';
import { Roster } from './Roster.tsx';
import { ThingList } from './things/ThingList.tsx';

const views = ['roster', 'requests', 'persons', 'things'] as const satisfies readonly PeopleView[];
const { views: w } = strings.records;

/** The officer's roster and team, what they ask of HR and a supervisor decides, a colleague, the persons and things that the force knows, or a form about one of them. */
export const People = ({ location }: { readonly location: LocationOf<'people'> }) => {
  const { go } = useWorkspace();
  if (location.form !== undefined) {
    const { form } = location;
    return isRequestForm(form) ? (
      <OpenedRequest key={form.draft} form={form} back={{ ...location, form: undefined }} />
    ) : (
      <OpenedForm key={form.draft} form={form} />
    );
  }
  if (location.colleague !== undefined) return <ColleaguePage key={location.colleague} id={location.colleague} />;
  const view = location.view ?? 'roster';
  const seg = (
    <SegmentedControl
      label={w.label}
      items={views.map((id) => ({ id, label: w[id] }))}
      on={view}
      choose={(next) => go({ ...location, view: next, ...(next === view ? {} : { id: undefined }) })}
    />
  );
  if (view === 'things') return <ThingList seg={seg} id={location.id} />;
  if (view === 'requests') return <Requests seg={seg} id={location.id} />;
  return view === 'roster' ? <Roster seg={seg} location={location} /> : <PersonList seg={seg} id={location.id} was={location.was} />;
};
