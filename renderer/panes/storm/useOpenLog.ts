import { useEffect, useRef, useState } from 'react';
import type { CommonCode } from '../../../contracts/ipc/define.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { type Ask, type Loaded, useAsk } from '../../hooks/useAsk.ts';
import { useWorkspace } from '../../workspace/workspace.ts';

/**
 * One log, open. Its lines count as seen once they are on screen, and not while that is black; `newAfter` stays what it was when the log was
 * opened, so that "2 new since you looked" does not vanish while the officer reads them.
 */
export const useOpenLog = (id: string): Ask<Loaded<ShownIncident, CommonCode | 'NotFound'>> & { readonly newAfter: string | undefined } => {
  const { black } = useWorkspace().appearance;
  const opened = useRef(false);
  const seen = useRef('');
  const [newAfter, setNewAfter] = useState<string>();
  // Fresh: what was seen changes without a word.
  const ask = useAsk(['storm.get', id], () => api.storm.get({ id }), {
    topics: ['storm', 'outbox'],
    fresh: true,
  });
  const log = ask.state.kind === 'ready' ? ask.state.value : undefined;
  const newest = log?.lines.at(-1)?.id ?? '';
  const loaded = log !== undefined;
  const seenUntil = log?.seenUntil;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was seen before is asked once, when the log opens
  useEffect(() => {
    if (!loaded) return;
    // Only now, so that no answer that overtakes this one says that all was seen before.
    if (!opened.current) setNewAfter(seenUntil);
    opened.current = true;
    // Lines that came while the log was open are seen as they come.
    if (black || seen.current === newest) return;
    seen.current = newest;
    void api.storm.get({ id, seenTo: newest });
  }, [loaded, newest, id, black]);

  return { ...ask, newAfter };
};
