import { useEffect, useState } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import { api } from '../../api.ts';
import { initials } from '../../format/text.ts';
import { dayClock, duration } from '../../format/time.ts';
import { give } from '../../give.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { LongText } from '../../ui/LongText.tsx';
import { Marking } from '../../ui/marks.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { LinkedText } from '../../workspace/LinkedText.tsx';
import { OfficerLink } from '../../workspace/OfficerLink.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Attachments } from './Attachments.tsx';
import { Conversation } from './Conversation.tsx';
import { isMade } from './filing.ts';
import { MessageFrame } from './MessageFrame.tsx';
import { MessageTools } from './MessageTools.tsx';
import s from './message.module.css';
import { Notices } from './Notices.tsx';
import { isChanged } from './protection.ts';
import type { MailActs } from './useMailActs.ts';
import { Verdict } from './Verdict.tsx';

/** More names than these are counted, not listed. */
const mostNames = 3;
/** Within a day the age of a message is worth saying. */
const dayMs = 24 * 60 * 60 * 1000;

const namesOf = (addresses: MailMessage['to'], words = (one: MailMessage['to'][number]): string => one.name || one.address): string => {
  const names = addresses.slice(0, mostNames).map(words);
  const more = addresses.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${strings.mail.others(more)}` : names.join(', ');
};

/** Of several who say that they wrote it, each with the address. */
const authorWords = ({ name, address }: MailMessage['to'][number]): string => (name === '' ? address : `${name} <${address}>`);

/** The address beside a name; of one of the force's, the way to the officer's page. */
const SenderAddress = ({ from }: Pick<MailMessage, 'from'>) => {
  const { mailAddress } = useWorkspace().officer;
  if (from === undefined || from.name === '') return null;
  const domainOf = (address: string | undefined): string | undefined => address?.split('@')[1]?.toLowerCase();
  const isForces = mailAddress !== undefined && domainOf(from.address) === domainOf(mailAddress);
  return isForces ? <OfficerLink id={from.address}>{from.address}</OfficerLink> : from.address;
};

/** `made`: the officer wrote it, and it is headed by whom it goes to. */
const Envelope = ({ message, made }: { readonly message: MailMessage; readonly made: boolean }) => {
  const now = useNow();
  const { authors, to, cc } = message;
  const from = message.from?.name || message.from?.address || strings.mail.noSender;
  const first = made ? to[0] : message.from;
  const old = now.getTime() - Date.parse(message.at);
  return (
    <>
      <h2 className={s.subject}>{message.subject || strings.mail.noSubject}</h2>
      <div className={s.who}>
        <span className={s.face} aria-hidden>
          {initials(first?.name || first?.address || from)}
        </span>
        <p>
          {made ? (
            <b>{strings.mail.toWhom(to.length === 0 ? undefined : namesOf(to))}</b>
          ) : authors.length > 1 ? (
            <b>{namesOf(authors, authorWords)}</b>
          ) : (
            <>
              <b>{from}</b> <SenderAddress from={message.from} />
            </>
          )}
          <br />
          {made ? strings.mail.sentBy(from) : `${strings.mail.to} ${namesOf(to)}`}
          {cc.length > 0 && `. ${strings.mail.cc} ${namesOf(cc)}`}
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

const Words = ({ message }: { readonly message: MailMessage }) => {
  const nothing = message.protection.some(({ kind, verdict }) => kind === 'encrypted' && verdict !== 'forYou')
    ? strings.mail.closed
    : strings.mail.noText;
  const text = (
    <LongText
      className={s.text}
      text={message.text.trim() === '' ? nothing : message.text}
      shown={(words) => <LinkedText text={words} />}
    />
  );
  if (!isChanged(message)) return text;
  return (
    <div className={s.changed}>
      <b>{strings.mail.notSigned}</b>
      {text}
    </div>
  );
};

/** A message with HTML is shown as it was sent, or as text: text can be selected and copied, and is read by keys like any other. */
const Read = ({ message, acts }: { readonly message: MailMessage; readonly acts: MailActs }) => {
  const { bodyPath } = message;
  const [asText, setAsText] = useState(false);
  const framed = bodyPath !== undefined && !asText;
  return (
    <>
      <div className={s.tools}>
        <MessageTools
          message={message}
          acts={acts}
          text={bodyPath === undefined ? undefined : { on: asText, turn: () => setAsText(!asText) }}
        />
        {message.marking !== undefined && <Marking marking={message.marking} />}
      </div>
      <Conversation id={message.id} folders={acts.folders} />
      {framed ? (
        <article className={s.framed}>
          <Envelope message={message} made={isMade(acts.here)} />
          <Verdict protection={message.protection} />
          <Notices message={message} />
          <Attachments parts={message.parts} closed={isChanged(message)} />
          <MessageFrame path={bodyPath} title={strings.mail.text} className={isChanged(message) ? s.changedFrame : undefined} />
        </article>
      ) : (
        <ScrollRegion className={s.scroll} label={strings.mail.text} reading>
          <article className={s.message}>
            <Envelope message={message} made={isMade(acts.here)} />
            <Verdict protection={message.protection} />
            <Notices message={message} />
            <Words message={message} />
            <Attachments parts={message.parts} closed={isChanged(message)} />
          </article>
        </ScrollRegion>
      )}
    </>
  );
};

/** One message. Opening it marks it as read, once: who marks it unread again is not overruled. */
export const Message = ({ id, flagged, acts }: { readonly id: string; readonly flagged: boolean | undefined; readonly acts: MailActs }) => {
  const ask = useAsk(['mail.message', id], () => api.mail.message({ id }));
  const loaded = ask.state.kind === 'ready';
  const atServer = ask.state.kind === 'ready' && ask.state.value.atServer === true;
  useEffect(() => {
    if (loaded && !atServer) void give('mail', 'mail.setSeen', { seen: true }, { itemId: id });
  }, [loaded, atServer, id]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="mail.message" loading={strings.mail.loadingMessage}>
      {(message) => <Read message={{ ...message, flagged: flagged ?? message.flagged }} acts={acts} />}
    </AskState>
  );
};
