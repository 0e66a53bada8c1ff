import { Document20Regular } from '@fluentui/react-icons/svg/document';
import { Image20Regular } from '@fluentui/react-icons/svg/image';
import { useState } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { bytes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './attachments.module.css';

type Part = MailMessage['parts'][number];

const Label = ({ part, closed = false }: { readonly part: Part; readonly closed?: boolean }) => (
  <>
    {part.type.startsWith('image/') ? <Image20Regular /> : <Document20Regular />}
    <span>
      <span>{part.name || strings.mail.attachmentName}</span>
      <small>
        {bytes(part.size)}
        {closed ? `, ${strings.mail.staysClosed}` : part.viewPath === undefined && `, ${strings.mail.notOpenedHere}`}
      </small>
    </span>
  </>
);

/** One attachment in a frame without scripts, without our origin and under a policy of its own, as the message's own HTML is. */
const Viewer = ({ part, path, close }: { readonly part: Part; readonly path: string; readonly close: () => void }) => {
  const { appearance } = useWorkspace();
  return (
    <Sheet title={part.name || strings.mail.attachmentName} className={s.viewer} close={close}>
      <iframe
        className={s.frame}
        sandbox=""
        src={`${path}?theme=${appearance.theme}${appearance.car ? '&car=1' : ''}`}
        title={part.name || strings.mail.attachmentName}
      />
    </Sheet>
  );
};

/** What is attached, by name and size. What can be shown opens over the message, unless it is to stay closed. */
export const Attachments = ({ parts, closed }: { readonly parts: MailMessage['parts']; readonly closed: boolean }) => {
  const [open, setOpen] = useState<Part>();
  if (parts.length === 0) return null;
  return (
    <>
      <ul className={s.parts} aria-label={strings.mail.attachments(parts.length)}>
        {parts.map((part) => (
          <li key={part.index}>
            {part.viewPath === undefined || closed ? (
              <span className={s.part}>
                <Label part={part} closed={closed} />
              </span>
            ) : (
              <button type="button" className={s.part} onClick={() => setOpen(part)}>
                <Label part={part} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {open?.viewPath !== undefined && <Viewer part={open} path={open.viewPath} close={() => setOpen(undefined)} />}
    </>
  );
};
