import { People24Filled, People24Regular } from '@fluentui/react-icons/svg/people';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { People } from './People.tsx';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly people: object;
  }
}

export const people = definePane({
  name: 'people',
  icon: [People24Regular, People24Filled],
  title: strings.app.panes.people,
  system: 'people',
  finds: ['officer'],
  locate: () => ({ pane: 'people' }),
  component: People,
});
