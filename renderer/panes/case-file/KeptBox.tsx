import { type ReactNode, useId, useRef, useState } from 'react';
import { isBlank, LONG_TEXT_LENGTH, mendText } from '../../../contracts/domain/text.ts';
import { useDraft } from '../../hooks/useDraft.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { toldOf } from '../../strings/told.ts';
import { LineForm } from '../../ui/LineForm.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';

/** A text of a case file: a draft until it is given with its command, and kept with or without signal. */
export const KeptBox = ({
  draftKey,
  kind,
  caseFileId,
  label,
  words,
  initial = '',
  longest = LONG_TEXT_LENGTH,
  mayBeEmpty = false,
  children,
  give,
}: {
  readonly draftKey: string;
  readonly kind: 'caseFile.update' | 'caseFile.check';
  readonly caseFileId: string;
  readonly label: string;
  readonly words: { readonly keep: string; readonly send: string };
  /** As it is in the file. */
  readonly initial?: string;
  readonly longest?: number;
  readonly mayBeEmpty?: boolean;
  /** What is asked before the text. */
  readonly children?: ReactNode;
  readonly give: (
    text: string,
    draftKey: string,
  ) => Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: ErrorCode }>;
}) => {
  const { link } = useWorkspace();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const draft = useDraft({
    ...{ key: draftKey, kind, system: 'caseFiles', itemId: caseFileId, initial: { text: initial } },
    read: ({ text }) => ({ text: typeof text === 'string' ? text : initial }),
    title: ({ text }) => text,
  });
  const written = mendText(draft.fields.text).trim();
  const fits = written.length <= longest;
  const send = async (): Promise<void> => {
    if (!mayBeEmpty && isBlank(written)) box.current?.focus();
    if ((!mayBeEmpty && isBlank(written)) || !fits || busy) return;
    setBusy(true);
    const answer = await draft.whileSending(() => give(written, draftKey));
    setBusy(false);
    setRefused(answer.ok ? undefined : answer.code);
    if (answer.ok) draft.sent(() => ({ text: written }));
  };
  return (
    <LineForm
      id={id}
      label={label}
      before={children}
      wrong={refused && toldOf(refused)}
      box={box}
      draft={draft}
      fits={fits}
      placeholder=""
      offline={link?.link === 'offline'}
      words={words}
      disabled={busy || !fits}
      send={() => void send()}
    />
  );
};
