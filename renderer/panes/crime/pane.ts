import { DocumentBulletList24Filled, DocumentBulletList24Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Crime } from './Crime.tsx';
import { crimeFormLocation, locateCrime, rememberCrime } from './location.ts';

export const crime = definePane({
  name: 'crime',
  icon: [DocumentBulletList24Regular, DocumentBulletList24Filled],
  title: strings.app.panes.crime,
  badge: ({ today: { state } }) => {
    if (state.kind !== 'ready') return undefined;
    const tasks = state.value.tasks.known ? state.value.tasks.value.length : 0;
    const review = state.value.review.known ? state.value.review.value.reports.length + state.value.review.value.tasks : 0;
    return tasks + review === 0 ? undefined : { shown: tasks + review, said: strings.crime.badge(tasks, review) };
  },
  systems: ['crime'],
  finds: ['crime', 'task'],
  locate: locateCrime,
  remember: rememberCrime,
  form: crimeFormLocation,
  component: Crime,
});
