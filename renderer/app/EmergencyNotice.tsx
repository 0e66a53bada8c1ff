import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Warning24Filled } from '@fluentui/react-icons/svg/warning';
import { useEffect, useRef } from 'react';
import { assertNever } from '../../contracts/result.ts';
import { classes } from '../format/text.ts';
import { clock } from '../format/time.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './emergency.module.css';
import type { EmergencyState } from './useEmergency.ts';

const { emergency: w } = strings.app;

/** What is said, the most important first. */
const wordsOf = (state: EmergencyState): readonly [string, string] => {
  switch (state.kind) {
    case 'holding':
      return w.holding;
    case 'released':
      return w.released;
    case 'calling':
      return state.radio ? [w.radio, w.stillCalling] : w.calling;
    case 'taken':
      return [w.taken(clock(state.at)), w.takenWhy(state.callSign, state.incidentId?.slice(-4))];
    case 'failed':
      return [w.radio, w.failed[state.code]];
    default:
      return assertNever(state);
  }
};

/** A call for help, from the moment that it is held. What was said stays until it is closed; while HQ is asked it cannot be. */
export const EmergencyNotice = ({ state, close }: { readonly state: EmergencyState; readonly close: () => void }) => {
  const notice = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const held = state.kind !== 'holding';
  const closes = held && state.kind !== 'calling';
  useEffect(() => {
    if (held) notice.current?.focus();
  }, [held]);
  const end = (): void => {
    if (!closes) return;
    if (before.current instanceof HTMLElement) before.current.focus();
    close();
  };
  const [head, lead] = wordsOf(state);
  return (
    <div
      ref={notice}
      className={classes(s.notice, head === w.radio && s.radio, state.kind === 'taken' && s.taken)}
      role="alertdialog"
      aria-label={w.title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        end();
      }}
    >
      <Warning24Filled />
      <p role="alert">
        <b>{head}</b>
        <span>{lead}</span>
      </p>
      {state.kind === 'holding' && <i className={s.hold} />}
      {closes && <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={strings.app.closeSheet} onClick={end} />}
    </div>
  );
};
