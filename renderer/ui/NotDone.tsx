import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { Message } from '../strings/en/errors.ts';
import s from './notDone.module.css';

/** Something that was asked for and not done, said where it was asked: what happened, what is safe, what to do. */
export const NotDone = ({ message }: { readonly message: Message }) => (
  <MessageBar intent="error" layout="multiline" role="alert" className={s.bar} icon={<Warning20Filled />} bottomReflowSpacer={null}>
    <MessageBarBody className={s.body}>
      <MessageBarTitle className={s.title}>{message.what}</MessageBarTitle>
      {message.safe} {message.todo}
    </MessageBarBody>
  </MessageBar>
);
