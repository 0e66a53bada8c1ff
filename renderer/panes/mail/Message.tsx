import { MailUnread20Regular } from '@fluentui/react-icons/svg/mail-unread';
import { TextT20Regular } from '@fluentui/react-icons/svg/text-t';
import { useEffect, useState } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { api } from '../../api.ts';
import { initials } from '../../format/text.ts';
import { dayClock, duration } from '../../format/time.ts';
import { give } from '../../give.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { Marking } from '../../ui/marks.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { Attachments } from './Attachments.tsx';
import { MessageFrame } from './MessageFrame.tsx';
import s from './message.module.css';
import { Notices } from './Notices.tsx';

/** More names than these are counted, not listed. */
const mostNames = 3;
/** Within a day the age of a message is worth saying. */
const dayMs = 24 * 60 * 60 * 1000;

const namesOf = (addresses: MailMessage['to']): string => {
  const names = addresses.slice(0, mostNames).map((one) => one.name || one.address);
  const more = addresses.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${strings.mail.others(more)}` : names.join(', ');
};

const Envelope = ({ message }: { readonly message: MailMessage }) => {
  const now = useNow();
  const from = message.from?.name || message.from?.address || strings.mail.noSender;
  const old = now.getTime() - Date.parse(message.at);
  return (
    <>
      <h2 className={s.subject}>{message.subject || strings.mail.noSubject}</h2>
      <div className={s.who}>
        <span className={s.face} aria-hidden>
          {initials(from)}
        </span>
        <p>
          <b>{from}</b> {message.from?.name ? message.from.address : ''}
          <br />
          {strings.mail.to} {namesOf(message.to)}
          {message.cc.length > 0 && `. ${strings.mail.cc} ${namesOf(message.cc)}`}
        </p>
        <time dateTime={message.at}>
          {dayClock(message.at, now)}
          {old >= 0 && old < dayMs && (
            <>
              <br />
              {strings.mail.ago(duration(old))}
            </>
          )}
        </time>
      </div>
    </>
  );
};

/** A message with HTML is shown as it was sent, or as text: text can be selected and copied, and is read by keys like any other. */
const Read = ({ message, unread }: { readonly message: MailMessage; readonly unread: () => void }) => {
  const { bodyPath } = message;
  const [asText, setAsText] = useState(false);
  const framed = bodyPath !== undefined && !asText;
  return (
    <>
      <div className={s.tools}>
        {message.marking === undefined ? <span /> : <Marking marking={message.marking} />}
        {bodyPath !== undefined && (
          <Button appearance="subtle" icon={<TextT20Regular />} onClick={() => setAsText(!asText)}>
            {asText ? strings.mail.asSent : strings.mail.asText}
          </Button>
        )}
        <Button appearance="subtle" icon={<MailUnread20Regular />} onClick={unread}>
          {strings.mail.markUnread}
        </Button>
      </div>
      {framed ? (
        <article className={s.framed}>
          <Envelope message={message} />
          <Notices message={message} />
          <Attachments parts={message.parts} />
          <MessageFrame path={bodyPath} />
        </article>
      ) : (
        <ScrollRegion className={s.scroll} label={strings.mail.text} reading>
          <article className={s.message}>
            <Envelope message={message} />
            <Notices message={message} />
            <LongText className={s.text} text={message.text.trim() === '' ? strings.mail.noText : message.text} />
            <Attachments parts={message.parts} />
          </article>
        </ScrollRegion>
      )}
    </>
  );
};

/** One message. Opening it marks it as read, once: who marks it unread again is not overruled. */
export const Message = ({ id }: { readonly id: string }) => {
  const ask = useAsk(['mail.message', id], () => api.mail.message({ id }));
  const loaded = ask.state.kind === 'ready';
  useEffect(() => {
    if (loaded) void give('mail', 'mail.setSeen', { seen: true }, { itemId: id });
  }, [loaded, id]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="mail.message" loading={strings.mail.loadingMessage}>
      {(message) => <Read message={message} unread={() => void give('mail', 'mail.setSeen', { seen: false }, { itemId: id })} />}
    </AskState>
  );
};
