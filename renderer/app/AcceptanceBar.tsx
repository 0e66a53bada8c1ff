import { useEffect } from 'react';
import type { StepOutcome } from '../../contracts/domain/acceptance.ts';
import type { AcceptanceState } from '../../contracts/ipc/acceptance.ts';
import { api } from '../api.ts';
import { useFollowed } from '../hooks/useFollowed.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './notices.module.css';
import { pageFaults } from './pageFaults.ts';

const words = strings.acceptance;
const none: AcceptanceState = null;

/** What the acceptance asks for, above every screen; only in a program that was started for one. */
export const AcceptanceBar = () => {
  const [state] = useFollowed(
    none,
    (listener) => api.acceptance.on('changed', listener),
    () => api.acceptance.state(null),
  );
  const asksPage = state?.kind === 'checking' && state.inPage;
  useEffect(() => {
    if (!asksPage) return;
    void pageFaults().then((codes) =>
      api.acceptance.answer({ step: 'page', outcome: codes.length === 0 ? 'passed' : 'failed', codes: [...codes] }),
    );
  }, [asksPage]);
  if (state === null) return null;
  const [told, asked] = [toldOf(state), state.kind === 'asking' ? state : undefined];
  const answer = (outcome: StepOutcome) => () => {
    if (asked !== undefined) void api.acceptance.answer({ step: asked.step, outcome, codes: [] });
  };
  return (
    <section aria-label={words.label} data-region>
      <div className={s.bar}>
        <p role="status">
          <b>{told.head}</b>
          {told.text}
        </p>
        {asked?.for === 'word' && (
          <>
            <Button onClick={answer('passed')}>{words.seen}</Button>
            <Button onClick={answer('failed')}>{words.otherwise}</Button>
          </>
        )}
        {asked !== undefined && <Button onClick={answer('skipped')}>{words.skip}</Button>}
      </div>
    </section>
  );
};

const toldOf = (state: NonNullable<AcceptanceState>): { readonly head: string; readonly text: string } => {
  if (state.kind === 'paused') return { head: words.label, text: words.paused };
  if (state.kind === 'done') return { head: words.label, text: words.done(state.passed, state.failed, state.skipped) };
  const { todo, expect } = words.steps[state.step];
  const watching = state.kind === 'asking' && state.for === 'deed' ? ` ${words.watching}` : '';
  return { head: words.place(state.number, state.of), text: `${todo} ${words.expect(expect)}${watching}` };
};
