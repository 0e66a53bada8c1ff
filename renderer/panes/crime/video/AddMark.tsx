import { type RefObject, useId, useState } from 'react';
import { CLIP_MARK_LENGTH } from '../../../../contracts/domain/clip-parts.ts';
import { draftKeyOf } from '../../../../contracts/domain/draft-key.ts';
import { isBlank } from '../../../../contracts/domain/text.ts';
import type { ShownClip } from '../../../../contracts/ipc/video.ts';
import { api } from '../../../api.ts';
import { give } from '../../../give.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { useDraft } from '../../../hooks/useDraft.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { LineForm } from '../../../ui/LineForm.tsx';
import { fitted, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { placeIn } from './place.ts';
import s from './video.module.css';

const { add: w } = strings.video;
interface MarkFields {
  readonly second: number;
  readonly text: string;
  /** None is "". */
  readonly statementId: string;
}
const noMark: MarkFields = { second: 0, text: '', statementId: '' };

/** The box for a mark, with the statement that speaks of it: sent, or kept without signal. `draft`: the key of what is in it. */
export const AddMark = ({
  clip: { id, crimeId },
  draft: draftKey = draftKeyOf('clip.addMark', id),
  now,
  box,
}: {
  readonly clip: Pick<ShownClip, 'id' | 'crimeId'>;
  readonly draft?: string | undefined;
  /** Where the clip is, in seconds: a mark stays where it was when its first letter was written. */
  readonly now: number;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}) => {
  const offline = useWorkspace().link?.link === 'offline';
  const field = useId();
  const kept = useDraft<MarkFields>({
    ...{ key: draftKey, kind: 'clip.addMark', system: 'video', itemId: id, initial: noMark },
    read: (fields) => fitted(noMark, fields),
    title: ({ text }) => text,
  });
  const { fields, set, whileSending, sent } = kept;
  const { text, statementId } = fields;
  const second = isBlank(text) ? now : fields.second;
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const { state } = useFetched(['statements.ofCrime', crimeId], () => api.statements.ofCrime({ crimeId }), {
    topics: ['statements', 'outbox'],
  });
  const statements = state.kind === 'ready' ? state.value : [];
  const change = (some: Partial<MarkFields>): void => set({ ...fields, second, ...some });
  const fault = isBlank(text) ? w.blank : written(text).length > CLIP_MARK_LENGTH ? w.over(CLIP_MARK_LENGTH) : undefined;
  const send = async (): Promise<void> => {
    if (busy) return;
    setTold(fault);
    if (fault !== undefined) return box.current?.focus();
    setBusy(true);
    const of = statementId === '' ? {} : { statementId };
    const answer = await whileSending(() =>
      give('video', 'clip.addMark', { clipId: id, second, text: written(text), ...of }, { draftKey }),
    );
    setBusy(false);
    setTold(answer.ok ? undefined : toldOf(answer.code));
    if (answer.ok) sent();
  };
  return (
    <LineForm
      name={w.form}
      id={field}
      label={w.label(placeIn(second))}
      over={
        statements.length > 0 && (
          <label className={s.statement}>
            <span>{w.statement}</span>
            <select value={statementId} onChange={(event) => change({ statementId: event.target.value })}>
              <option value="">{w.noStatement}</option>
              {statements.map((one) => (
                <option key={one.id} value={one.id}>
                  {w.statementOf(one.name)}
                </option>
              ))}
            </select>
          </label>
        )
      }
      wrong={told}
      box={box}
      draft={{ ...kept, set: change }}
      fits={told === undefined || fault !== told}
      placeholder={w.placeholder}
      offline={offline}
      words={w}
      disabled={busy}
      send={() => void send()}
    />
  );
};
