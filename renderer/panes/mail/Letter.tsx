import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../contracts/domain/draft.ts';
import { LETTER_FILES_BYTES, letterMarkings, SUBJECT_LENGTH } from '../../../contracts/domain/letter.ts';
import { joined } from '../../../contracts/domain/letter-format.ts';
import type { MailAddress } from '../../../contracts/domain/mail.ts';
import type { Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import type { ErrorCode, Message } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { FormPage, FormPart } from '../../ui/FormPage.tsx';
import { ChoiceField, SwitchField, TextField, WhenField } from '../../ui/fields.tsx';
import { Marking } from '../../ui/marks.tsx';
import { Loading } from '../../ui/State.tsx';
import { AttachmentsField } from '../../workspace/attachments/AttachmentsField.tsx';
import type { FormAttachments } from '../../workspace/attachments/useFormAttachments.ts';
import { bind, focusOn, useForm } from '../../workspace/form/useForm.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { LetterBox } from './LetterBox.tsx';
import s from './letter.module.css';
import {
  isMarking,
  isOutside,
  type LetterFields,
  letterFaults,
  letterPayload,
  lists,
  readLetter,
  summaryOf,
  type Warning,
  warningsOf,
} from './letterFields.ts';
import { SEND } from './location.ts';
import { ProtectionFields } from './ProtectionFields.tsx';
import { Recipients } from './Recipients.tsx';
import { StockSheet } from './stock/StockSheet.tsx';
import { useProtection } from './useProtection.ts';

const { letter: w } = strings;
/** With which a PIN that was typed is refused. */
const wrongPins: readonly ErrorCode[] = ['PinIncorrect', 'PinFinalTry', 'PinLength'];

/** What a message begins with: its fields, its files, and what it is called. */
export interface Begun {
  readonly fields: LetterFields;
  readonly files?: Draft['blobs'];
  readonly title: string;
  /** Whom it goes to is known: it is written over what it quotes. */
  readonly quotes?: boolean;
  /** Of a message that is changed in the outbox's own place: who sends it. */
  readonly from?: MailAddress | undefined;
}

/** A message that is written: a draft until it is sent. `sent`: it is in the outbox, under this id, and goes at that time if one was chosen. */
export const Letter = ({
  form: { draft: key, about, mend },
  begun,
  sent,
  leave,
}: {
  readonly form: BegunForm;
  readonly begun: Begun;
  readonly sent: (outboxId: string, later: string | undefined) => void;
  readonly leave: () => void;
}) => {
  const { officer, link } = useWorkspace();
  const own = officer.mailAddress;
  const outboxId = useRef('');
  const later = useRef<string>(undefined);
  const send = async (
    fields: LetterFields,
    carried: FormAttachments['payload'],
  ): Promise<Result<{ readonly itemId: string }, ErrorCode>> => {
    const from = begun.from === undefined ? {} : { from: begun.from };
    const made = await protection.protect({ ...letterPayload(fields, protection.plainOnly), ...carried, ...from });
    if (!made.ok) return made;
    const payload = made.value;
    later.current = payload.sendAt;
    if (mend === undefined) {
      const given = await give('mail', SEND, payload, { draftKey: key });
      if (given.ok) outboxId.current = given.value.outboxId;
      return given;
    }
    const answer = await api.link.mend({ id: mend, payload, summary: summaryOf(fields), draftKey: key });
    return answer.ok ? { ok: true, value: { itemId: '' } } : answer;
  };
  const { draft, attachments, formRef, change, faults, refused, busy, keptBefore, submit, discard } = useForm({
    form: {
      ...{ key, kind: SEND, system: 'mail' as const, ...(about === undefined ? {} : { itemId: about }) },
      ...{ initial: begun.fields, initialBlobs: begun.files ?? [], read: readLetter, title: ({ subject }: LetterFields) => subject },
    },
    check: letterFaults,
    send,
    done: () => sent(outboxId.current, later.current),
  });
  const { fields, blobs, ready, trouble, again } = draft;
  const [told, setTold] = useState<readonly Warning[]>([]);
  const [showBcc, setShowBcc] = useState(false);
  const [showStock, setShowStock] = useState(false);
  const [slip, setSlip] = useState<Message>();
  const [tried, setTried] = useState(false);
  const warningsRef = useRef<HTMLDivElement>(null);
  const protection = useProtection(fields);
  const isOpen = ready && !protection.isAsking;
  const warnings = warningsOf(fields, { own, files: blobs.length, encrypt: protection.encrypt });
  const untold = [...warnings.keys()].filter((warning) => !told.includes(warning));
  const whole = Object.keys(letterFaults(fields, blobs)).length === 0 && attachments.fault === undefined;
  /** Each warning is said once, and then it goes. */
  const press = (): void => {
    if (!isOpen) return;
    setTried(true);
    const [unprotected] = Object.keys(protection.faults);
    const asks = whole && unprotected === undefined && untold.length === 0;
    const wrongPin = asks ? protection.slip() : undefined;
    setSlip(wrongPin);
    if (whole && unprotected !== undefined) focusOn(formRef.current, `[name="${unprotected}"]`);
    else if (whole && untold.length > 0) setTold([...warnings.keys()]);
    else if (wrongPin === undefined) submit();
  };
  const shown = [...warnings].filter(([warning]) => told.includes(warning));
  const outside = lists.flatMap((list) => fields[list]).filter(({ address }) => isOutside(address, own));
  const field = bind({ subject: w.subject, text: w.text, marking: w.marking }, fields, faults, change);

  useEffect(() => {
    if (told.length > 0) warningsRef.current?.scrollIntoView({ block: 'nearest' });
  }, [told]);

  const { quotes = false } = begun;
  useEffect(() => {
    const text = isOpen && quotes ? formRef.current?.querySelector<HTMLTextAreaElement>('textarea[name="text"]') : undefined;
    text?.focus();
    text?.setSelectionRange(0, 0);
  }, [isOpen, quotes, formRef]);

  if (protection.isAsking || (!ready && trouble === undefined)) return <Loading label={strings.forms.loading} />;
  return (
    <>
      <FormPage
        aside
        title={begun.title}
        lead={strings.forms.lead}
        mark={isMarking(fields.marking) && <Marking marking={fields.marking} />}
        keptBefore={keptBefore}
        told={trouble !== undefined ? strings.drafts.trouble[trouble] : refused === undefined ? undefined : toldOf(refused)}
        again={trouble === 'NotRead' ? again : undefined}
        toRight={Object.keys(tried ? { ...protection.faults, ...faults } : faults).length}
        note={link?.link === 'offline' ? strings.forms.offline : strings.forms.stopHere}
        send={
          shown.length > 0 && untold.length === 0
            ? w.sendAnyway
            : fields.isLater
              ? w.later.send
              : link?.link === 'offline'
                ? w.keep
                : w.send
        }
        busy={busy}
        formRef={formRef}
        submit={press}
        later={leave}
        discard={() => {
          discard();
          leave();
        }}
      >
        {isOpen && (
          // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps Enter in a box of one line, but that of the PIN, from sending the message
          <div
            className={s.letter}
            onKeyDown={(event) => {
              const inLine = event.target instanceof HTMLInputElement && event.target.type !== 'password';
              if (event.key === 'Enter' && !event.ctrlKey && inLine) event.preventDefault();
              if (event.key !== 'Escape' || event.defaultPrevented) return;
              event.preventDefault();
              leave();
            }}
          >
            <FormPart>
              {lists
                .filter((list) => list !== 'bcc' || showBcc || fields.bcc.length > 0 || fields.typed.bcc !== '')
                .map((list) => (
                  <Recipients
                    key={list}
                    name={list}
                    label={w[list]}
                    people={fields[list]}
                    typed={fields.typed[list]}
                    own={own}
                    wrong={faults[list] ?? protection.faults[list]}
                    change={(people, typed) => change({ [list]: people, typed: { ...fields.typed, [list]: typed } })}
                  />
                ))}
              {outside.length > 0 && (
                <p className={s.bar} role="status">
                  <Warning20Filled />
                  {w.outsideBar(outside.map(({ name, address }) => name || address).join(', '))}
                </p>
              )}
              {fields.answersEncrypted && (
                <p className={s.bar} role="status">
                  <Warning20Filled />
                  {protection.encrypt ? w.notQuotedEncrypted : w.notQuoted}
                </p>
              )}
              <TextField {...field('subject')} longest={SUBJECT_LENGTH} />
              <LetterBox
                plainOnly={protection.plainOnly}
                letter={fields}
                wrong={faults['text']}
                begins={quotes}
                change={change}
                linkable={protection.linkable}
              />
            </FormPart>
            <FormPart>
              {shown.length > 0 && (
                <div ref={warningsRef} className={s.warnings} role="alert">
                  <h2>{w.warnings.title}</h2>
                  <ul>
                    {shown.map(([warning, words]) => (
                      <li key={warning}>
                        <Warning20Filled />
                        {words}
                      </li>
                    ))}
                  </ul>
                </div>
              )}
              <div className={s.marking}>
                <ChoiceField
                  name="marking"
                  label={w.marking}
                  hint={fields.answers === '' ? w.markingHint : `${w.answers(fields.answers)} ${w.markingHint}`}
                  wrong={faults['marking']}
                  choices={w.markings}
                  of={letterMarkings}
                  value={isMarking(fields.marking) ? fields.marking : undefined}
                  change={(marking) => change({ marking })}
                />
              </div>
              <AttachmentsField attachments={attachments} wrong={faults['attachments']} together={LETTER_FILES_BYTES} />
              <ProtectionFields
                protection={protection}
                change={change}
                wrong={protection.faults['encrypt']}
                slip={slip}
                bad={refused !== undefined && wrongPins.includes(refused)}
              />
              <SwitchField
                name="isLater"
                label={w.later.label}
                hint={fields.isLater ? w.later.on : w.later.hint}
                on={fields.isLater}
                change={(isLater) => change({ isLater })}
              />
              {fields.isLater && (
                <WhenField
                  name="later"
                  label={w.later.when}
                  wrong={faults['later']}
                  value={fields.later}
                  change={(when) => change({ later: when })}
                />
              )}
              <Button className={s.bcc} onClick={() => setShowStock(true)}>
                {w.stock.open}
              </Button>
              {!showBcc && fields.bcc.length === 0 && fields.typed.bcc === '' && (
                <Button className={s.bcc} onClick={() => setShowBcc(true)}>
                  {w.showBcc}
                </Button>
              )}
            </FormPart>
          </div>
        )}
      </FormPage>
      {showStock && (
        <StockSheet
          letter={fields}
          put={({ subject, ...words }) => {
            change({ ...joined(words, fields), ...(fields.subject === '' ? { subject } : {}) });
            setShowStock(false);
          }}
          close={() => setShowStock(false)}
        />
      )}
    </>
  );
};
