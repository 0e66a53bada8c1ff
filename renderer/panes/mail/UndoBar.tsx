import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef, useState } from 'react';
import { UNDO_SECONDS } from '../../../contracts/domain/letter.ts';
import { api } from '../../api.ts';
import { fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { useFocusBack } from '../../ui/focusBack.ts';
import { Kbd } from '../../ui/marks.tsx';
import s from './undo.module.css';

const { undo: w } = strings.letter;

/** What can be taken back: a message that goes out, or some that were filed (`words`). */
export interface JustDone {
  readonly outboxIds: readonly string[];
  readonly words?: string | undefined;
  /** When a message goes, by its writer's choice. */
  readonly later?: string | undefined;
}

const secondMs = 1000;
/** At these it is said how many are left: oftener is noise. */
const said = [10, 3];

/** Ten seconds in which what was just done can be taken back, also with Ctrl+Z. `back`: it was, and these drafts hold its words. */
export const UndoBar = ({
  just: { outboxIds, words, later },
  offline,
  back,
  close,
}: {
  readonly just: JustDone;
  readonly offline: boolean;
  readonly back: (drafts: readonly string[]) => void;
  readonly close: () => void;
}) => {
  const [left, setLeft] = useState(UNDO_SECONDS);
  const [gone, setGone] = useState(false);
  const bar = useRef<HTMLElement>(null);
  useFocusBack();
  const isLetter = words === undefined;
  const takeBack = async (): Promise<void> => {
    const drafts: string[] = [];
    let undone = 0;
    for (const id of outboxIds) {
      const answer = await api.link.discard({ id, withDependents: false, keepText: isLetter });
      if (!answer.ok) continue;
      undone += 1;
      drafts.push(...answer.value.drafts);
    }
    if (undone === outboxIds.length) back(drafts);
    else setGone(true);
  };
  const latest = useRef(takeBack);
  latest.current = takeBack;

  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), secondMs);
    // Where the focus was is gone with what was done: it goes on here, and not at the top of the page.
    if (document.activeElement === document.body) bar.current?.querySelector<HTMLElement>('[aria-keyshortcuts]')?.focus();
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) close();
  }, [left, close]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.matches('input, textarea, [contenteditable]');
      if (!event.ctrlKey || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z' || typing) return;
      event.preventDefault();
      void latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  const waits = later === undefined ? (offline ? w.offline : undefined) : w.later(fullTime(later));
  const shown = words ?? waits ?? w.goes(Math.max(0, left));
  const lastSaid = said.filter((at) => left <= at).at(-1) ?? UNDO_SECONDS;
  return (
    <section ref={bar} className={s.bar} aria-label={w.region} data-region>
      <p aria-hidden={!gone && isLetter}>{gone ? w.gone : shown}</p>
      <p role="status" className="heard">
        {gone ? w.gone : (words ?? waits ?? w.goes(lastSaid))}
      </p>
      {!gone && (
        <>
          {isLetter && !offline && (
            <Button
              onClick={() => {
                for (const id of outboxIds) void api.link.resend({ id });
                close();
              }}
            >
              {w.sendNow}
            </Button>
          )}
          <Button className={s.loud} icon={<ArrowUndo20Regular />} aria-keyshortcuts="Control+Z" onClick={() => void takeBack()}>
            {isLetter ? w.takeBack : w.undo} <Kbd>Ctrl Z</Kbd>
          </Button>
        </>
      )}
      <Button icon={<Dismiss20Regular />} aria-label={w.close} onClick={close} />
    </section>
  );
};
