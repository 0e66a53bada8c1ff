import type { RefObject } from 'react';
import type { FormDraft } from '../hooks/useDraft.ts';
import { strings } from '../strings/index.ts';
import { Button } from './Button.tsx';
import s from './draftBox.module.css';

/** What a box of text needs of its draft. */
export type TextDraft = Pick<FormDraft<{ readonly text: string }>, 'fields' | 'ready' | 'trouble' | 'set' | 'save' | 'again'>;

/** A box of long text that is a draft until it is sent: kept when it is left, sent with Ctrl+Enter. */
export const DraftBox = ({
  id,
  box,
  draft: { fields, ready, set, save },
  fits,
  placeholder,
  className = '',
  send,
}: {
  readonly id: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly draft: TextDraft;
  readonly fits: boolean;
  readonly placeholder?: string;
  readonly className?: string | undefined;
  readonly send: () => void;
}) => (
  <textarea
    ref={box}
    id={id}
    className={`${s.box} ${className}`}
    value={fields.text}
    aria-invalid={!fits}
    placeholder={placeholder}
    readOnly={!ready}
    onChange={(event) => set({ text: event.target.value })}
    onBlur={save}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' || !event.ctrlKey) return;
      event.preventDefault();
      send();
    }}
  />
);

/** Why what is typed is not kept, and what to do; nothing while it is. */
export const DraftTroubleNote = ({
  draft: { trouble, again },
  className,
}: {
  readonly draft: Pick<TextDraft, 'trouble' | 'again'>;
  readonly className?: string | undefined;
}) =>
  trouble !== undefined && (
    <p className={className} role="alert">
      {strings.drafts.trouble[trouble]}
      {trouble === 'NotRead' && <Button onClick={again}>{strings.errors.tryAgain}</Button>}
    </p>
  );
