import { Home24Filled, Home24Regular } from '@fluentui/react-icons/svg/home';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { locateToday, rememberToday, todayFormLocation } from './location.ts';
import { Today } from './Today.tsx';
import { tourEnding } from './tour/tourEnding.ts';

export const today = definePane({
  name: 'today',
  icon: [Home24Regular, Home24Filled],
  title: strings.app.panes.today,
  badge: ({ today: { state } }) =>
    state.kind === 'ready' && tourEnding(state.value.shift, new Date()) !== undefined
      ? { shown: strings.tour.badge, said: strings.tour.title }
      : undefined,
  systems: ['briefing'],
  unnumbered: true,
  locate: locateToday,
  remember: rememberToday,
  form: todayFormLocation,
  component: Today,
});
