import { DocumentBulletList24Filled, DocumentBulletList24Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Crime } from './Crime.tsx';
import { isTask } from './numbers.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly crime: { readonly id?: string | undefined; readonly scope?: 'mine' | 'area' | 'tasks' | undefined };
  }
}

export const crime = definePane({
  name: 'crime',
  icon: [DocumentBulletList24Regular, DocumentBulletList24Filled],
  title: strings.app.panes.crime,
  badge: ({ today: { state } }) => {
    const tasks = state.kind === 'ready' && state.value.tasks.known ? state.value.tasks.value.length : 0;
    return tasks === 0 ? undefined : { shown: tasks, said: strings.crime.badge(tasks) };
  },
  system: 'crime',
  finds: ['crime'],
  locate: (id) => (id !== undefined && isTask(id) ? { pane: 'crime', id, scope: 'tasks' } : { pane: 'crime', id }),
  component: Crime,
});
