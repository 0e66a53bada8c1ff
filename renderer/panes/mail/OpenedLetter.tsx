import type { MailAddress } from '../../../contracts/domain/mail.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { AskState } from '../../workspace/AskState.tsx';
import { fitted } from '../../workspace/form/values.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { type Begun, Letter } from './Letter.tsx';
import { answerTo, emptyLetter, isEncrypted, readLetter } from './letterFields.ts';
import { type Beginning, beginningOf } from './location.ts';

const { titles } = strings.letter;

/** The form that a location names, once what it begins with is here: the message that it answers, or the one that is changed in it. */
export const OpenedLetter = ({
  form,
  sent,
  leave,
}: {
  readonly form: BegunForm;
  readonly sent: (outboxId: string) => void;
  readonly leave: () => void;
}) => {
  const { mailAddress } = useWorkspace().officer;
  const ask = useAsk(['mail.form', form.draft], () => begin(form, mailAddress), { fresh: true });
  return (
    <AskState ask={ask} words={strings.errors.codes} where="mail.form" loading={strings.forms.loading}>
      {(begun) => <Letter form={form} begun={begun} sent={sent} leave={leave} />}
    </AskState>
  );
};

const begin = async ({ draft, mend }: BegunForm, own: string | undefined): Promise<Result<Begun, ErrorCode>> => {
  if (mend !== undefined) {
    const command = await api.link.command({ id: mend });
    if (!command.ok) return command;
    const { payload } = command.value;
    const from = payload['from'] === undefined ? undefined : fitted({ name: '', address: '' }, payload['from']);
    return ok({ fields: readLetter(payload), title: titles.new, from });
  }
  const beginning = beginningOf(draft);
  if (beginning === undefined) return ok({ fields: emptyLetter, title: titles.new });
  const message = await api.mail.message({ id: beginning.id });
  if (message.ok) {
    const { from, marking } = message.value;
    const title = titleOf(beginning.how, from);
    const fields = answerTo(message.value, beginning.how, own);
    return ok({ fields, title, answered: marking, encrypted: isEncrypted(message.value), quotes: beginning.how !== 'forward' });
  }
  // What was begun is kept, and goes on without what it answers: on another laptop, or once that message was filed.
  const kept = await api.drafts.get({ key: draft });
  return kept.ok && kept.value !== null ? ok({ fields: emptyLetter, title: titleOf(beginning.how, undefined) }) : message;
};

const titleOf = (how: Beginning, from: MailAddress | undefined): string => {
  if (how === 'replyAll' || how === 'forward') return titles[how];
  return from === undefined ? titles.answer : titles.reply(from.name || from.address);
};
