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
    const { requests, told } = state.kind === 'ready' ? state.value : {};
    const [waiting, news] = [requests?.known ? requests.value : 0, told?.known ? told.value.length : 0];
    return waiting + news === 0 ? undefined : { shown: waiting + news, said: strings.hr.badge(waiting, news) };
  },
  systems: ['records', 'people'],
  finds: ['person', 'officer', 'vehicle', 'place', 'telephone', 'object'],
  locate: locatePeople,
  remember: rememberPeople,
  form: peopleFormLocation,
  component: People,
});
