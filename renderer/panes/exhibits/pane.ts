import { TagMultiple24Filled, TagMultiple24Regular } from '@fluentui/react-icons/svg/tag-multiple';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Exhibits } from './Exhibits.tsx';
import { exhibitFormLocation, locateExhibits, rememberExhibits } from './location.ts';

export const exhibits = definePane({
  name: 'exhibits',
  icon: [TagMultiple24Regular, TagMultiple24Filled],
  title: strings.app.panes.exhibits,
  systems: ['exhibits'],
  finds: ['exhibit'],
  locate: locateExhibits,
  remember: rememberExhibits,
  form: exhibitFormLocation,
  component: Exhibits,
});
