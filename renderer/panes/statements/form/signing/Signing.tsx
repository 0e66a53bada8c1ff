import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../../../contracts/domain/blob.ts';
import { MOST_INITIALS_POINTS, MOST_SIGNATURE_POINTS } from '../../../../../contracts/domain/statement-limits.ts';
import { declarationOf, readerDeclarationOf } from '../../../../../contracts/domain/statement-words.ts';
import { api } from '../../../../api.ts';
import { draftsKept } from '../../../../hooks/useDraft.ts';
import type { ErrorCode } from '../../../../strings/en/errors.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import type { CardPin } from '../../../../workspace/useCardPin.ts';
import { InkPad } from '../../InkPad.tsx';
import { nameOf, noInk, type StatementFields } from '../fields.ts';
import { correctionsOf, pagesWritten } from '../written.ts';
import { CannotSign } from './CannotSign.tsx';
import { OfficerSigns } from './OfficerSigns.tsx';
import s from './signing.module.css';
import { isGiven, type Stage, stagesOf } from './stages.ts';

const { signing: w } = strings.statements;

interface Props {
  readonly fields: StatementFields;
  readonly change: (some: Partial<StatementFields>) => void;
  readonly attached: readonly Attachment[];
  /** The PIN's box, while it is shown. */
  readonly card: RefObject<CardPin | undefined>;
  readonly busy: boolean;
  readonly refused: ErrorCode | undefined;
  readonly told: string | undefined;
  readonly seal: () => void;
}

/**
 * The whole window for the witness: the statement, a field to sign in, and nothing of anybody else. No key leads out of it but the lock; what
 * brings the officer's work back is the PIN, typed to sign or to unlock. What was written is kept in the draft.
 */
export const Signing = (props: Props) => {
  const { fields, change } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const stages = stagesOf(fields);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      stages.findIndex((stage) => !isGiven(stage, fields)),
    ),
  );
  const [cannot, setCannot] = useState(false);
  const stage: Stage = stages[Math.min(at, stages.length - 1)] ?? { kind: 'officer' };
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const key = `${stage.kind}${'index' in stage ? stage.index : ''}${cannot ? ' cannot' : ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is shown, and it is read from its title on
  useLayoutEffect(() => dialog.current?.querySelector<HTMLElement>('h1')?.focus(), [key]);
  const given = isGiven(stage, fields);
  const lock = (): void => void draftsKept().then(() => api.session.lock(null));
  return (
    <dialog
      ref={dialog}
      className={s.window}
      tabIndex={-1}
      aria-label={w.label}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={keepKeys}
    >
      {cannot ? (
        <CannotSign
          fields={fields}
          back={() => setCannot(false)}
          choose={(some) => {
            change(some);
            setCannot(false);
            setAt(stagesOf({ ...fields, ...some }).findIndex(({ kind }) => kind === (some.signs === 'mark' ? 'witness' : 'officer')));
          }}
        />
      ) : stage.kind === 'officer' ? (
        <OfficerSigns
          {...props}
          lock={lock}
          again={() => {
            change({ initials: [], correctionInitials: [], interpreterInk: noInk, ink: noInk, signs: '', signedAt: '' });
            setAt(0);
          }}
        />
      ) : (
        <>
          <header className={s.head}>
            <h1 tabIndex={-1} dir="auto">
              {titleOf(stage, fields)}
            </h1>
            <Button icon={<LockClosed20Regular />} onClick={lock}>
              {w.lock}
            </Button>
          </header>
          <div className={s.body}>
            <ScrollRegion className={s.words} label={titleOf(stage, fields)}>
              {wordsOf(stage, fields)}
            </ScrollRegion>
            <Pad key={key} stage={stage} fields={fields} change={change} />
          </div>
          <footer className={s.foot}>
            <span />
            {at > 0 && <Button onClick={() => setAt(at - 1)}>{w.before}</Button>}
            {stage.kind !== 'interpreter' && <Button onClick={() => setCannot(true)}>{w.cannot}</Button>}
            <Button appearance="primary" disabledFocusable={!given} onClick={() => given && setAt(at + 1)}>
              {!given ? w.waits : stage.kind === 'witness' ? w.done : w.next}
            </Button>
          </footer>
        </>
      )}
    </dialog>
  );
};

/** The lock and the screen's own keys go on to the window; no other leads out of what the witness sees. */
const keepKeys = (event: KeyboardEvent): void => {
  if (event.key === 'Escape') event.preventDefault();
  const isLock = event.ctrlKey && event.key.toLowerCase() === 'l';
  if (!isLock && event.key !== 'F9' && event.key !== 'F12') event.stopPropagation();
};

const titleOf = (stage: Stage, fields: StatementFields): string => {
  switch (stage.kind) {
    case 'correction':
      return w.initialCorrection(correctionsOf(fields)[stage.index]?.paragraph ?? 0);
    case 'page':
      return w.initialPage(stage.index + 1, pagesWritten(fields.text).length);
    case 'interpreter':
      return w.interpreter;
    case 'witness':
      return w.isTrue(nameOf(fields));
    case 'officer':
      return w.officer;
  }
};

const wordsOf = (stage: Stage, fields: StatementFields): ReactNode => {
  const pages = pagesWritten(fields.text);
  switch (stage.kind) {
    case 'correction': {
      const { was = '', became = '' } = correctionsOf(fields)[stage.index] ?? {};
      return (
        <dl className={s.corrected}>
          <dt>{w.was}</dt>
          <dd dir="auto">{was === '' ? w.gone : <del>{was}</del>}</dd>
          <dt>{w.became}</dt>
          <dd dir="auto">{became === '' ? w.gone : became}</dd>
        </dl>
      );
    }
    case 'page':
      return pages[stage.index]?.paragraphs.map(({ number, text }) => (
        <p key={number} dir="auto">
          {text}
        </p>
      ));
    case 'interpreter':
      return <p>{readerDeclarationOf({ kind: 'interpreter', language: fields.language })}</p>;
    case 'witness':
      return <p>{declarationOf(pages.length)}</p>;
    case 'officer':
      return null;
  }
};

const Pad = ({ stage, fields, change }: { readonly stage: Stage } & Pick<Props, 'fields' | 'change'>) => {
  const put = <Of,>(list: readonly Of[], index: number, one: Of, none: Of): readonly Of[] =>
    Array.from({ length: Math.max(list.length, index + 1) }, (_, other) => (other === index ? one : (list[other] ?? none)));
  const name = nameOf(fields);
  switch (stage.kind) {
    case 'correction':
    case 'page': {
      const field = stage.kind === 'page' ? 'initials' : 'correctionInitials';
      return (
        <InkPad
          low
          label={w.initialsHere}
          name={name}
          most={MOST_INITIALS_POINTS}
          ink={fields[field][stage.index] ?? noInk}
          change={(ink) => change({ [field]: put(fields[field], stage.index, ink, noInk) })}
        />
      );
    }
    case 'interpreter':
      return (
        <InkPad
          label={w.signHere}
          name={fields.interpreter}
          most={MOST_INITIALS_POINTS}
          ink={fields.interpreterInk}
          change={(interpreterInk) => change({ interpreterInk })}
        />
      );
    case 'witness':
      return (
        <InkPad
          label={fields.signs === 'mark' ? w.markHere : w.signHere}
          name={name}
          most={MOST_SIGNATURE_POINTS}
          ink={fields.ink}
          change={(ink) => change({ ink, signs: fields.signs === 'mark' ? 'mark' : 'ink', signedAt: new Date().toISOString() })}
        />
      );
    case 'officer':
      return null;
  }
};
