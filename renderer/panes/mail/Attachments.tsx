import { Document20Regular } from '@fluentui/react-icons/svg/document';
import { Image20Regular } from '@fluentui/react-icons/svg/image';
import { useState } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { bytes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { PDF_TYPE, Pdf } from '../../ui/pdf/Pdf.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import s from './attachments.module.css';
import { MessageFrame } from './MessageFrame.tsx';

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

/** One attachment over the message, as the message's own HTML is shown; a PDF by what reads PDF. */
const Viewer = ({ part, path, close }: { readonly part: Part; readonly path: string; readonly close: () => void }) => {
  const title = part.name || strings.mail.attachmentName;
  return (
    <Sheet title={title} className={s.viewer} close={close}>
      {part.type === PDF_TYPE ? (
        <Pdf name={title} read={() => streamOf(path)} />
      ) : (
        <MessageFrame path={path} title={title} className={s.shown} />
      )}
    </Sheet>
  );
};

const streamOf = async (path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const { ok, body } = await fetch(path);
  if (!ok || body === null) throw new Error('attachment not readable');
  return body;
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
