import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { ShieldCheckmark20Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldDismiss20Filled } from '@fluentui/react-icons/svg/shield-dismiss';
import { useRef } from 'react';
import type { ClipSeal, ShownClip } from '../../../../contracts/ipc/video.ts';
import { api } from '../../../api.ts';
import { timeRange } from '../../../format/time.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useCalled } from '../useCalled.ts';
import { AddMark } from './AddMark.tsx';
import { endOf } from './CrimeVideo.tsx';
import { Marks } from './Marks.tsx';
import { Screen } from './Screen.tsx';
import { usePlayer } from './usePlayer.ts';
import s from './video.module.css';

const { video: w } = strings;
const tones: Readonly<Record<ClipSeal, Tone>> = { holds: 'ok', broken: 'danger', unknown: 'warn' };

/** One clip: played, with its seal, its marks, and the box for one more. `draft`: the key of what is in that. */
export const ClipPage = ({ id, draft }: { readonly id: string; readonly draft?: string | undefined }) => {
  const ask = useAsk(['video.get', id], () => api.video.get({ id }), { topics: ['video', 'outbox'] });
  return (
    <AskState ask={ask} words={strings.errors.codes} where="video.get" loading={w.loading} keepLast>
      {(clip) => <Shown clip={clip} draft={draft} />}
    </AskState>
  );
};

const Shown = ({ clip, draft }: { readonly clip: ShownClip; readonly draft: string | undefined }) => {
  const { id, crimeId, takenBy, beganAt, seconds, camera, seal, here, marks } = clip;
  const { go, link } = useWorkspace();
  const called = useCalled();
  const offline = link?.link === 'offline';
  const player = usePlayer({ id, seconds, online: link !== undefined && !offline });
  const box = useRef<HTMLTextAreaElement>(null);
  const title = w.of(called(takenBy));
  // What came just now says more than the seal did.
  const state = player.fault === 'Changed' || player.fault === 'NotSealed' ? 'broken' : seal;
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={id} />
          <Marking marking={clip.marking} />
        </div>
        <div className={s.top}>
          <div>
            <h1 className={s.title}>{title}</h1>
            <p>{`${timeRange(beganAt, endOf(beganAt, seconds))}. ${w.camera(camera)}`}</p>
          </div>
          <Button icon={<DocumentBulletList20Regular />} onClick={() => go({ pane: 'crime', id: crimeId })}>
            {w.openCrime}
          </Button>
        </div>
      </header>
      <div className={s.body}>
        <Screen clip={clip} player={player} title={title} mark={() => box.current?.focus()} />
        <ScrollRegion className={s.side} label={w.marks(marks.length)} region>
          <section className={s.seal}>
            <Chip tone={tones[state]} icon={state === 'holds' ? <ShieldCheckmark20Filled /> : <ShieldDismiss20Filled />}>
              {w.seals[state]}
            </Chip>
            <p>{w.sealLeads[state]}</p>
            <p role="status">{offline ? w.hereOffline(here) : w.here(here)}</p>
          </section>
          <Marks marks={marks} second={player.second} seek={player.seek} />
          <OtherFields other={clip.other} />
        </ScrollRegion>
      </div>
      <AddMark key={draft ?? id} draft={draft} clip={clip} now={player.second} box={box} />
    </div>
  );
};
