import { Mail24Filled, Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { letterLocation, locateMail, rememberMail } from './location.ts';
import { Mail } from './Mail.tsx';

export const mail = definePane({
  name: 'mail',
  icon: [Mail24Regular, Mail24Filled],
  title: strings.app.panes.mail,
  badge: ({ today: { state } }) => {
    const unread = state.kind === 'ready' && state.value.mail.known ? state.value.mail.value.count : 0;
    return unread === 0 ? undefined : { shown: unread, said: strings.mail.badge(unread) };
  },
  systems: ['mail'],
  unnumbered: true,
  finds: ['mail'],
  locate: locateMail,
  remember: rememberMail,
  form: letterLocation,
  component: Mail,
});
