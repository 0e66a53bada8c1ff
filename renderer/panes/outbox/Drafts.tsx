import { useState } from 'react';
import type { DraftRow } from '../../../contracts/ipc/drafts.ts';
import { api } from '../../api.ts';
import { dayClock } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { paneOf } from '../index.ts';
import s from './outbox.module.css';

const { drafts: w } = strings;

const Draft = ({ draft, now, gone }: { readonly draft: DraftRow; readonly now: Date; readonly gone: () => void }) => {
  const { openDraft } = useWorkspace();
  const pane = paneOf(draft.system);
  const Sign = pane.icon[0];
  const [asking, setAsking] = useState(false);
  const title = draft.title === '' ? w.untitled : draft.title;
  const discard = async (): Promise<void> => {
    const answer = await api.drafts.discard({ key: draft.key });
    setAsking(false);
    if (answer.ok) gone();
  };
  return (
    <li>
      <button type="button" className={s.item} onClick={() => openDraft(draft)}>
        <span className={s.icon}>
          <Sign />
        </span>
        <span className={s.what}>
          <b>{w.about(pane.title, pane.unnumbered === true ? undefined : draft.itemId)}</b>
          <span className={s.title}>{title}</span>
          {draft.stays && <span className={s.end}>{w.stays}</span>}
          <span className={s.end}>{w.since(dayClock(draft.at, now))}</span>
        </span>
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the question, and not the panel that it stands in */}
      <div
        className={s.under}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !asking) return;
          event.preventDefault();
          event.stopPropagation();
          setAsking(false);
        }}
      >
        {asking ? (
          <Confirm question={w.ask(title)} yes={w.yes} no={w.no} busy={false} onYes={() => void discard()} onNo={() => setAsking(false)} />
        ) : (
          <Button aria-label={w.discardLabel(title)} onClick={() => setAsking(true)}>
            {w.discard}
          </Button>
        )}
      </div>
    </li>
  );
};

/** What was begun and not sent, newest first; each opens where it belongs. */
export const Drafts = ({ drafts, now, gone }: { readonly drafts: readonly DraftRow[]; readonly now: Date; readonly gone: () => void }) => (
  <section aria-label={w.title}>
    <header className={s.sub}>
      <h3>{w.title}</h3>
      <p>{w.lead}</p>
    </header>
    <ol aria-label={w.label}>
      {drafts.map((draft) => (
        <Draft key={draft.key} draft={draft} now={now} gone={gone} />
      ))}
    </ol>
  </section>
);
