import { useState } from 'react';
import { runsAt, whyNotTakenOff } from '../../../../contracts/domain/briefing-rules.ts';
import type { ShownBriefing } from '../../../../contracts/ipc/today.ts';
import { wordOf } from '../../../format/text.ts';
import { dayClock, fullTime } from '../../../format/time.ts';
import { give } from '../../../give.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AttachmentList } from '../../../workspace/attachments/AttachmentList.tsx';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { SendingChip, SendingNote } from '../../crime/Sending.tsx';
import s from './briefing.module.css';
import { ResultBox } from './ResultBox.tsx';
import { StandingChip } from './StandingChip.tsx';

const w = strings.briefing;

/** One item: what to look out for and why, what officers found of it, and the box for the officer's own result. */
export const ItemPage = ({ item, draft }: { readonly item: ShownBriefing; readonly draft: string | undefined }) => {
  const now = useNow();
  const { id, title, text, why, area, tours, from, until, setBy, marking, attachments = [], ended, sending, other } = item;
  const { officer } = useWorkspace();
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <span>{w.runs(dayClock(from, now), dayClock(until, now))}</span>
          <Chip tone="plain">{marking}</Chip>
        </div>
        <h2 className={s.title} dir="auto">
          {title}
        </h2>
        <p>
          <LinkedText text={w.about(setBy, area, w.toursOf(tours.map((tour) => wordOf(w.tours, tour)).join(', ')))} />
        </p>
        <div className={s.chips}>
          <StandingChip item={item} />
          <SendingChip sending={sending} />
        </div>
      </header>
      <ScrollRegion className={s.body} label={title}>
        <SendingNote sending={sending} />
        {ended !== undefined && <p className={s.ended}>{w.ended(ended.by, fullTime(ended.at))}</p>}
        <p className={s.text} dir="auto">
          <LinkedText text={text} />
        </p>
        <section>
          <h3>{w.why}</h3>
          <p className={s.text} dir="auto">
            <LinkedText text={why} />
          </p>
        </section>
        {attachments.length > 0 && <AttachmentList item={{ system: 'briefing', kind: 'briefing', id }} attachments={attachments} />}
        <Results item={item} now={now} />
        <OtherFields other={other} of={title} />
        {whyNotTakenOff(item, officer) === undefined && until > now.toISOString() && <TakeOff id={id} title={title} />}
      </ScrollRegion>
      {(runsAt(item, now.toISOString()) || draft !== undefined) && <ResultBox item={item} draft={draft} />}
    </>
  );
};

const Results = ({ item: { results, total }, now }: { readonly item: ShownBriefing; readonly now: Date }) => (
  <section>
    <h3>{w.told}</h3>
    {total === 0 && <p className={s.quiet}>{w.toldNone}</p>}
    {total > results.length && <p className={s.quiet}>{w.toldMore(results.length, total)}</p>}
    <ol className={s.results}>
      {results.toReversed().map(({ id, at, by, callSign, found, text }) => (
        <li key={id}>
          <time dateTime={at}>{dayClock(at, now)}</time>
          <p>
            <b>
              <LinkedText text={[wordOf(w.found, found), [callSign, by].filter(Boolean).join(', ')].join('. ')} />
            </b>
            {text !== undefined && text !== '' && (
              <span dir="auto">
                <LinkedText text={text} />
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  </section>
);

const TakeOff = ({ id, title }: { readonly id: string; readonly title: string }) => {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<ErrorCode>();
  const end = async (): Promise<void> => {
    setBusy(true);
    const answer = await give('briefing', 'briefing.end', { briefingId: id });
    setBusy(false);
    setAsked(false);
    setTold(answer.ok ? undefined : answer.code);
  };
  return (
    <div>
      {told !== undefined && (
        <p className={s.wrong} role="alert">
          {toldOf(told)}
        </p>
      )}
      {asked ? (
        <Confirm
          question={w.end.question}
          yes={w.end.act}
          about={title}
          no={w.end.no}
          busy={busy}
          onYes={() => void end()}
          onNo={() => setAsked(false)}
        />
      ) : (
        <Button onClick={() => setAsked(true)}>{w.end.act}</Button>
      )}
    </div>
  );
};
