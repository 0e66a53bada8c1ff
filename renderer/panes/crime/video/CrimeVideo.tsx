import { Video20Regular } from '@fluentui/react-icons/svg/video';
import type { ClipRow } from '../../../../contracts/ipc/video.ts';
import { api } from '../../../api.ts';
import { timeRange } from '../../../format/time.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { UnfetchedLine } from '../../../workspace/AskState.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useCalled } from '../useCalled.ts';
import s from './video.module.css';

const { video: w } = strings;
const none: readonly ClipRow[] = [];

/** The clips of a crime, the oldest first. Nothing while there is none: most crimes have none, and nobody here could add one. */
export const CrimeVideo = ({ crimeId }: { readonly crimeId: string }) => {
  const { go } = useWorkspace();
  const called = useCalled();
  const { state } = useFetched(['video.list', crimeId], () => api.video.list({ crimeId }), { topics: ['video'] });
  const rows = state.kind === 'ready' ? state.value : none;
  if (rows.length === 0 && state.kind !== 'unfetched') return null;
  return (
    <section className={s.part} aria-label={w.title(0)}>
      <h3>{w.title(rows.length)}</h3>
      {state.kind === 'unfetched' && <UnfetchedLine className={s.quiet} />}
      <ul>
        {rows.map(({ id, takenBy, beganAt, seconds, camera, here, marks }) => (
          <li key={id}>
            <button type="button" className={s.row} onClick={() => go({ pane: 'crime', id: crimeId, clip: id })}>
              <Video20Regular />
              <span>
                <b>{w.of(called(takenBy))}</b>
                <small>{`${timeRange(beganAt, endOf(beganAt, seconds))}. ${w.camera(camera)}`}</small>
                <small>{marks === 0 ? w.here(here) : `${w.here(here)}. ${w.marked(marks)}`}</small>
              </span>
              <span className={s.length}>{w.length(seconds)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const endOf = (beganAt: string, seconds: number): string => new Date(Date.parse(beganAt) + seconds * 1000).toISOString();
