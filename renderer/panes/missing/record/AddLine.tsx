import { useId, useRef, useState } from 'react';
import { draftKeyOf } from '../../../../contracts/domain/draft-key.ts';
import { sureness } from '../../../../contracts/domain/missing-words.ts';
import { classes } from '../../../format/text.ts';
import { give } from '../../../give.ts';
import { useDraft } from '../../../hooks/useDraft.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { LineForm } from '../../../ui/LineForm.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { SHORT_TEXT_LENGTH, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import {
  homeInWords,
  type LineFields,
  type LineKind,
  lineFault,
  lineKinds,
  noLine,
  readLine,
  seenAtOf,
  seenInWords,
} from './lineFields.ts';
import s from './record.module.css';

const { add: w } = strings.missing;

/** The box for a sighting, an enquiry or a note: sent, or kept without signal. A crew that has only what is circulated adds sightings. */
export const AddLine = ({
  id,
  called,
  draft: other,
  state,
  lastSeenAt,
  home,
  of = lineKinds,
}: {
  readonly id: string;
  /** By what the report was opened. */
  readonly called: string;
  /** The key of the draft in it, where it is another than the report's own. */
  readonly draft: string | undefined;
  readonly state: string;
  /** ISO 8601: a sighting before it is warned of. */
  readonly lastSeenAt: string;
  /** Where they live, which crews are not told. */
  readonly home?: string | undefined;
  readonly of?: readonly LineKind[];
}) => {
  const key = other ?? draftKeyOf('missing.sighting', called);
  // Whoever is found is not seen any more.
  const kinds = state === 'missing' ? of : of.filter((kind) => kind !== 'sighting');
  if (state === 'closed' || kinds.length === 0) return <p className={s.closed}>{w.closed}</p>;
  return <Box key={key} id={id} draftKey={key} kinds={kinds} lastSeenAt={lastSeenAt} home={home} />;
};

const Box = ({
  id,
  draftKey,
  kinds,
  lastSeenAt,
  home,
}: {
  readonly id: string;
  readonly draftKey: string;
  readonly kinds: readonly LineKind[];
  readonly lastSeenAt: string;
  readonly home: string | undefined;
}) => {
  const offline = useWorkspace().link?.link === 'offline';
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const kept = useDraft<LineFields>({
    ...{ key: draftKey, kind: 'missing.sighting', system: 'missing', itemId: id, initial: noLine, read: readLine },
    title: ({ text }) => text,
  });
  const { fields: typed, set, whileSending, sent } = kept;
  const fields = { ...typed, kind: kinds.find((kind) => kind === typed.kind) ?? kinds[0] ?? 'note' };
  const { kind, text, sure, time, where } = fields;
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const change = (some: Partial<LineFields>): void => set({ ...fields, ...some });
  const seen = seenInWords(time, lastSeenAt, useNow());
  const fault = lineFault(fields, new Date());
  const toCrews = home === undefined ? undefined : homeInWords(fields, home);
  const send = async (): Promise<void> => {
    if (busy) return;
    setTold(fault);
    if (fault !== undefined) return box.current?.focus();
    setBusy(true);
    const answer = await whileSending(() => giveLine(id, fields, draftKey));
    setBusy(false);
    setTold(answer.ok ? undefined : toldOf(answer.code));
    if (!answer.ok) return;
    sent((now) => ({ ...noLine, kind, text: now.text.startsWith(text) ? now.text.slice(text.length) : now.text }));
    box.current?.focus();
  };
  return (
    <LineForm
      name={w.form}
      id={field}
      label={w.label}
      over={
        kinds.length > 1 && (
          <RadioCards
            label={w.kind}
            name="lineKind"
            layout="row"
            heard
            cards={kinds.map((one) => ({ value: one, label: w.kinds[one] }))}
            chosen={kind}
            choose={(next) => change({ kind: next })}
          />
        )
      }
      wrong={told}
      box={box}
      draft={{ ...kept, set: change }}
      fits={told === undefined || fault !== told}
      placeholder={w.placeholders[kind]}
      offline={offline}
      words={w}
      disabled={busy}
      send={() => void send()}
    >
      {kind === 'sighting' && (
        <div className={s.sighting}>
          <RadioCards
            label={w.sure}
            name="sure"
            layout="row"
            heard
            cards={sureness.map((one) => ({ value: one, label: w.sureness[one] }))}
            chosen={sure}
            choose={(next) => change({ sure: next })}
          />
          <label>
            {w.seenAt}
            <input
              name="seenAt"
              className={s.time}
              autoComplete="off"
              placeholder={strings.forms.timeLike}
              maxLength={5}
              value={time}
              onChange={(event) => change({ time: event.target.value })}
            />
          </label>
          <output className={classes(s.seen, seen?.early && s.early)}>{seen?.text}</output>
          {toCrews !== undefined && (
            <p className={s.home} role="status">
              {toCrews}
            </p>
          )}
          <label className={s.place}>
            {w.where}
            <input
              name="where"
              autoComplete="off"
              maxLength={SHORT_TEXT_LENGTH}
              value={where}
              onChange={(event) => change({ where: event.target.value })}
            />
          </label>
        </div>
      )}
    </LineForm>
  );
};

type Answer = { readonly ok: true; readonly value: { readonly itemId: string } } | { readonly ok: false; readonly code: ErrorCode };

const giveLine = (missingId: string, { kind, text, sure, time, where }: LineFields, draftKey: string): Promise<Answer> => {
  const said = { missingId, text: written(text) };
  if (kind !== 'sighting') return give('missing', `missing.${kind}`, said, { draftKey });
  const sighting = { ...said, sure: sure === '' ? ('possible' as const) : sure, seenAt: seenAtOf(time, new Date()) ?? '' };
  return give('missing', 'missing.sighting', { ...sighting, ...(written(where) === '' ? {} : { where: written(where) }) }, { draftKey });
};
