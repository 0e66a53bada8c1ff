import { ImageProhibited20Regular } from '@fluentui/react-icons/svg/image-prohibited';
import { MailArrowUp20Regular } from '@fluentui/react-icons/svg/mail-arrow-up';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import s from './message.module.css';

const Notice = ({
  icon,
  what,
  why,
  warn = false,
}: {
  readonly icon: ReactNode;
  readonly what: string;
  readonly why: string;
  readonly warn?: boolean;
}) => (
  <p className={classes(s.notice, warn && s.warn)}>
    {icon}
    <span>
      <b>{what}</b> {why}
    </span>
  </p>
);

/** What the reader must know before the text: blocked pictures, damage, an answer that would go elsewhere. */
export const Notices = ({ message }: { readonly message: MailMessage }) => {
  const elsewhere = message.replyTo.find((one) => one.address.toLowerCase() !== message.from?.address.toLowerCase());
  return (
    <>
      {message.cut && <Notice warn icon={<Warning20Filled />} what={strings.mail.cut} why={strings.mail.cutWhy} />}
      {message.damaged && !message.cut && (
        <Notice warn icon={<Warning20Filled />} what={strings.mail.damaged} why={strings.mail.damagedWhy} />
      )}
      {message.remoteContentBlocked && (
        <Notice icon={<ImageProhibited20Regular />} what={strings.mail.remoteBlocked} why={strings.mail.remoteBlockedWhy} />
      )}
      {elsewhere !== undefined && <Notice icon={<MailArrowUp20Regular />} what={strings.mail.replyTo(elsewhere.address)} why="" />}
    </>
  );
};
