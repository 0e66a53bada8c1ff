import { ArrowReply20Regular } from '@fluentui/react-icons/svg/arrow-reply';
import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { Note20Regular } from '@fluentui/react-icons/svg/note';
import { type ReactElement, useId, useRef, useState } from 'react';
import { draftKeyOf } from '../../../../contracts/domain/draft-key.ts';
import { taskLiesWith } from '../../../../contracts/domain/open-task.ts';
import { type TaskAct, whyNot } from '../../../../contracts/domain/task-steps.ts';
import { isBlank, LONG_TEXT_LENGTH, mendText } from '../../../../contracts/domain/text.ts';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import { useDraft } from '../../../hooks/useDraft.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { DraftBox, DraftTroubleNote } from '../../../ui/DraftBox.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useCalled } from '../useCalled.ts';
import { giveStep } from './acts.ts';
import s from './box.module.css';
import { ownerOf } from './ownerOf.ts';

const { box: w } = strings.tasks;
const number = new Intl.NumberFormat('en-GB');
const none = { text: '' };
type WordAct = Exclude<TaskAct, 'accept' | 'change'>;
/** In their order; the last is the primary one where it is there. */
const acts: readonly WordAct[] = ['note', 'return', 'result', 'approve'];
const icons: Readonly<Record<WordAct, ReactElement>> = {
  note: <Note20Regular />,
  return: <ArrowReply20Regular />,
  result: <Checkmark20Filled />,
  approve: <Checkmark20Filled />,
};

/** One box whose words become a note, a reason or a result; nothing where the officer has nothing to say of the task. `draft`: the key of what is in it. */
export const Box = ({
  task,
  draft: key = draftKeyOf('task.note', task.id),
}: {
  readonly task: ShownTask;
  readonly draft?: string | undefined;
}) => {
  const { officer } = useWorkspace();
  const called = useCalled();
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft({
    ...{ key, kind: 'task.note', system: 'crime', itemId: task.id, initial: none },
    read: ({ text }) => ({ text: typeof text === 'string' ? text : '' }),
    title: ({ text }) => text,
  });
  const { fields, whileSending, sent } = draft;
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<ErrorCode | 'blank'>();
  const can = acts.filter((act) => whyNot(task, act, officer) === undefined);
  if (can.length === 0) return null;

  const text = mendText(fields.text).trim();
  const over = text.length - LONG_TEXT_LENGTH;
  const step = async (act: WordAct): Promise<void> => {
    if (busy) return;
    const blank = isBlank(text) && act !== 'approve';
    if (blank || over > 0) {
      setTold(blank ? 'blank' : undefined);
      return box.current?.focus();
    }
    setBusy(true);
    const answer = await whileSending(() => giveStep(act, task.id, text, key));
    setBusy(false);
    setTold(answer.ok ? undefined : answer.code);
    if (!answer.ok) return;
    sent();
    box.current?.focus();
  };
  const reviews = taskLiesWith(task) === 'reviewer' && can.includes('approve');
  const first: WordAct = reviews ? 'approve' : 'note';
  const reader = task.owner === officer.collarNumber ? task.setBy : ownerOf(task, called);
  return (
    <form
      className={s.box}
      aria-label={w.form}
      onSubmit={(event) => {
        event.preventDefault();
        void step(first);
      }}
    >
      <div className={s.over}>
        <label htmlFor={field}>{reviews ? w.review(reader) : can.includes('result') ? w.own(reader) : w.note(reader)}</label>
        <span role="status">{over > 0 && w.over(number.format(over), number.format(LONG_TEXT_LENGTH))}</span>
      </div>
      <DraftTroubleNote draft={draft} className={s.told} />
      {told !== undefined && (
        <p className={s.told} role="alert">
          {told === 'blank' ? w.blank : toldOf(told)}
        </p>
      )}
      <DraftBox
        id={field}
        box={box}
        draft={draft}
        fits={over <= 0}
        placeholder={reviews ? w.placeholderReview : w.placeholder}
        className={s.text}
        send={() => void step(first)}
      />
      <div className={s.acts}>
        {can.map((act) => (
          <Button
            key={act}
            className={act === 'note' ? (s.first ?? '') : ''}
            appearance={act === 'result' || act === 'approve' ? 'primary' : 'secondary'}
            icon={icons[act]}
            disabledFocusable={busy}
            {...(act === first ? { 'aria-keyshortcuts': 'Control+Enter' } : {})}
            onClick={() => void step(act)}
          >
            {w.acts[act === 'return' && reviews ? 'returnForMore' : act]}
          </Button>
        ))}
      </div>
    </form>
  );
};
