import type { Draft } from '../../../contracts/domain/draft.ts';
import type { MailAddress, MailMessage } from '../../../contracts/domain/mail.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { AskState } from '../../workspace/AskState.tsx';
import { carriedBy, fitted } from '../../workspace/form/values.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { type Begun, Letter } from './Letter.tsx';
import { answerTo, emptyLetter, readLetter } from './letterFields.ts';
import { type Beginning, beginningOf } from './location.ts';
import { isChanged, isEncrypted } from './protection.ts';
import { signatureOf, signed } from './stock/signature.ts';

const { titles } = strings.letter;

/** `gone`: the message that it answers is in no folder any more. */
type Opened = Begun & { readonly gone?: boolean };

/** The form that a location names, once what it begins with is here: the message that it answers, or the one that is changed in it. */
export const OpenedLetter = ({
  form,
  sent,
  leave,
}: {
  readonly form: BegunForm;
  readonly sent: (outboxId: string, back: string | undefined, later: string | undefined) => void;
  /** `back`: the message that it answers, as long as there is that. */
  readonly leave: (back: string | undefined) => void;
}) => {
  const { officer } = useWorkspace();
  const ask = useAsk(['mail.form', form.draft], () => begin(form, officer), { fresh: true });
  return (
    <AskState ask={ask} words={strings.errors.codes} where="mail.form" loading={strings.forms.loading}>
      {({ gone = false, ...begun }) => {
        const back = gone ? undefined : form.about;
        return <Letter form={form} begun={begun} sent={(outboxId, later) => sent(outboxId, back, later)} leave={() => leave(back)} />;
      }}
    </AskState>
  );
};

const begin = async ({ draft, mend, about }: BegunForm, officer: Officer): Promise<Result<Opened, ErrorCode>> => {
  const own = officer.mailAddress;
  if (mend !== undefined) {
    const command = await api.link.command({ id: mend });
    if (!command.ok) return command;
    const { payload } = command.value;
    const from = payload['from'] === undefined ? undefined : fitted({ name: '', address: '' }, payload['from']);
    return ok({ fields: readLetter(payload), files: carriedBy(payload), title: titles.new, from });
  }
  const beginning = beginningOf(draft);
  const signature = await signatureOf(officer);
  if (beginning === undefined) return ok({ fields: signed(emptyLetter, signature), title: titles.new });
  const { how } = beginning;
  const id = about ?? beginning.id;
  const [message, kept] = await Promise.all([api.mail.message({ id }), api.drafts.get({ key: draft })]);
  const isKept = kept.ok && kept.value !== null;
  if (message.ok) {
    const title = titleOf(how, message.value.from);
    // A draft that was kept has its files with it.
    const { attachments, leftOut } = how === 'forward' && !isKept ? await filesOf(message.value) : noFiles;
    return ok({
      fields: signed(answerTo(message.value, how, own, leftOut), signature),
      files: attachments,
      title,
      quotes: how !== 'forward',
    });
  }
  // What was begun is kept, and goes on without what it answers: on another laptop, or once that message was filed.
  return isKept ? ok({ fields: emptyLetter, title: titleOf(how, undefined), gone: message.code === 'NotFound' }) : message;
};

const noFiles = { attachments: [], leftOut: [] };

/** What was attached to a message goes on with it, as far as this laptop can: not what came encrypted, nor what was changed on its way. */
const filesOf = async (message: MailMessage): Promise<{ readonly attachments: Draft['blobs']; readonly leftOut: readonly string[] }> => {
  const leftOut = message.parts.map(({ name }) => name);
  if (leftOut.length === 0) return noFiles;
  if (isEncrypted(message) || isChanged(message)) return { attachments: [], leftOut };
  const kept = await api.mail.keepFiles({ id: message.id });
  return kept.ok ? kept.value : { attachments: [], leftOut };
};

const titleOf = (how: Beginning, from: MailAddress | undefined): string => {
  if (how === 'replyAll' || how === 'forward') return titles[how];
  return from === undefined ? titles.answer : titles.reply(from.name || from.address);
};
