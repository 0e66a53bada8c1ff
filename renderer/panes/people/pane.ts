import { People24Filled, People24Regular } from '@fluentui/react-icons/svg/people';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { locatePeople, peopleFormLocation, rememberPeople } from './location.ts';
import { People } from './People.tsx';

export const people = definePane({
  name: 'people',
  icon: [People24Regular, People24Filled],
  title: strings.app.panes.people,
  badge: ({ today: { state } }) => {
    const waiting = state.kind === 'ready' && state.value.requests.known ? state.value.requests.value : 0;
    return waiting === 0 ? undefined : { shown: waiting, said: strings.hr.badge(waiting) };
  },
  systems: ['records', 'people'],
  finds: ['person', 'officer'],
  locate: locatePeople,
  remember: rememberPeople,
  form: peopleFormLocation,
  component: People,
});
