import type { Circulation } from '../../../../contracts/domain/missing.ts';
import { lastKnown } from '../../../../contracts/domain/missing-circulation.ts';
import { wordOf } from '../../../format/text.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Risk } from '../../../ui/Risk.tsx';
import { Portrait } from '../../../workspace/attachments/Portrait.tsx';
import s from './crewCard.module.css';

const { missing: m } = strings;
const { card: w } = m;

/** What a crew is told, as it sees it: who, since when, what to do, what they look like and need, where they were last. `kind`: of the item whose photograph it is. */
export const CrewCard = ({ card, kind }: { readonly card: Omit<Circulation, 'version'>; readonly kind: 'missing' | 'circulation' }) => {
  const now = useNow();
  const { id, name, age, grade, lastSeen, instructions, description, medicalNeed, homeAddress, attachments } = card;
  const last = lastKnown(card);
  return (
    <section className={s.card} aria-label={w.label}>
      <div className={s.top}>
        <Portrait item={{ system: 'missing', kind, id }} name={name} attachments={attachments} />
        <div>
          <Risk grade={grade} />
          <h3 dir="auto">{m.named(name, age)}</h3>
          <p>{w.since(dayClock(lastSeen.at, now))}</p>
        </div>
      </div>
      {instructions !== '' && (
        <p className={s.do} dir="auto">
          {instructions}
        </p>
      )}
      {description !== '' && (
        <p className={s.do} dir="auto">
          {description}
        </p>
      )}
      {medicalNeed !== undefined && <p dir="auto">{w.need(medicalNeed.text, medicalNeed.by && dayClock(medicalNeed.by, now))}</p>}
      {homeAddress !== undefined && <p dir="auto">{w.home(homeAddress)}</p>}
      <p dir="auto">
        {last === undefined
          ? w.last(`${lastSeen.text}, ${dayClock(lastSeen.at, now)}`)
          : w.last(
              [last.where ?? last.text, dayClock(last.seenAt ?? last.at, now), wordOf(m.sure, last.sure ?? '')].filter(Boolean).join(', '),
            )}
      </p>
    </section>
  );
};
