import { PersonQuestionMark24Filled, PersonQuestionMark24Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { locateMissing, missingFormLocation, rememberMissing } from './location.ts';
import { Missing } from './Missing.tsx';

export const missing = definePane({
  name: 'missing',
  icon: [PersonQuestionMark24Regular, PersonQuestionMark24Filled],
  title: strings.app.panes.missing,
  badge: ({ today: { state } }) => {
    if (state.kind !== 'ready' || !state.value.missing.known) return undefined;
    const { near, late, asked } = state.value.missing.value;
    const shown = new Set([...near, ...late, ...asked].map(({ id }) => id)).size;
    return shown === 0 ? undefined : { shown, said: strings.missing.badge(near.length, late.length, asked.length) };
  },
  systems: ['missing'],
  finds: ['missing'],
  locate: locateMissing,
  remember: rememberMissing,
  form: missingFormLocation,
  component: Missing,
});
