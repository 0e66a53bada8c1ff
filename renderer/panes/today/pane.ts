import { Home24Filled, Home24Regular } from '@fluentui/react-icons/svg/home';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Today } from './Today.tsx';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly today: object;
  }
}

export const today = definePane({
  name: 'today',
  icon: [Home24Regular, Home24Filled],
  title: strings.app.panes.today,
  locate: () => ({ pane: 'today' }),
  component: Today,
});
