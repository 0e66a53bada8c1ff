import { People24Filled, People24Regular } from '@fluentui/react-icons/svg/people';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { locatePeople, peopleFormLocation, rememberPeople } from './location.ts';
import { People } from './People.tsx';

export const people = definePane({
  name: 'people',
  icon: [People24Regular, People24Filled],
  title: strings.app.panes.people,
  systems: ['records', 'people'],
  finds: ['person', 'officer'],
  locate: locatePeople,
  remember: rememberPeople,
  form: peopleFormLocation,
  component: People,
});
