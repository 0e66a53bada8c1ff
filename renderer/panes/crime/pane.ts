import { DocumentBulletList24Filled, DocumentBulletList24Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Crime } from './Crime.tsx';
import { crimeVersions } from './changes/crimeVersions.tsx';
import { crimeFormLocation, locateCrime, rememberCrime } from './location.ts';
import { taskVersions } from './task/taskVersions.tsx';

export const crime = definePane({
  name: 'crime',
  icon: [DocumentBulletList24Regular, DocumentBulletList24Filled],
  title: strings.app.panes.crime,
  badge: ({ today: { state } }) => {
    if (state.kind !== 'ready') return undefined;
    const tasks = state.value.tasks.known ? state.value.tasks.value.length : 0;
    const review = state.value.review.known ? state.value.review.value.reports.length + state.value.review.value.tasks : 0;
    const returned = state.value.returned.known ? state.value.returned.value.length : 0;
    const shown = tasks + review + returned;
    return shown === 0 ? undefined : { shown, said: strings.crime.badge(tasks, review, returned) };
  },
  systems: ['crime', 'video', 'caseFiles'],
  finds: ['crime', 'task'],
  locate: locateCrime,
  remember: rememberCrime,
  form: crimeFormLocation,
  versions: [crimeVersions, taskVersions],
  component: Crime,
});
