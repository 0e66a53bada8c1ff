import { Document20Regular } from '@fluentui/react-icons/svg/document';
import { Image20Regular } from '@fluentui/react-icons/svg/image';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { bytes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import s from './message.module.css';

/** What is attached, by name and size. */
export const Attachments = ({ parts }: { readonly parts: MailMessage['parts'] }) => {
  if (parts.length === 0) return null;
  return (
    <ul className={s.parts} aria-label={strings.mail.attachments(parts.length)}>
      {parts.map((part) => (
        <li key={part.index}>
          {part.type.startsWith('image/') ? <Image20Regular /> : <Document20Regular />}
          <span>
            <span>{part.name || strings.mail.attachmentName}</span>
            <small>{bytes(part.size)}</small>
          </span>
        </li>
      ))}
    </ul>
  );
};
