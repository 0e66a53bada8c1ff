import { PersonQuestionMark24Filled, PersonQuestionMark24Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { locateMissing, missingFormLocation, rememberMissing } from './location.ts';
import { Missing } from './Missing.tsx';
import { missingVersions } from './record/missingVersions.tsx';

export const missing = definePane({
  name: 'missing',
  icon: [PersonQuestionMark24Regular, PersonQuestionMark24Filled],
  title: strings.app.panes.missing,
  badge: ({ today: { state }, alerts: { alerts } }) => {
    if (state.kind !== 'ready' || !state.value.missing.known) return undefined;
    const { near, late, asked } = state.value.missing.value;
    const shown = new Set([...near, ...late, ...asked].map(({ id }) => id)).size;
    const untold = alerts.filter(({ about, sending }) => about === 'missing' && sending === undefined).length;
    const said = strings.missing.badge(near.length, late.length, asked.length, untold);
    if (untold > 0) return { shown: strings.missing.alert.badge, said, urgent: true };
    return shown === 0 ? undefined : { shown, said };
  },
  systems: ['missing'],
  finds: ['missing', 'circulation'],
  locate: locateMissing,
  remember: rememberMissing,
  form: missingFormLocation,
  versions: [missingVersions],
  component: Missing,
});
