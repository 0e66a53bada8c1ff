import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { PersonAvailable20Regular } from '@fluentui/react-icons/svg/person-available';
import { isAcknowledgedBy } from '../../../../contracts/domain/missing-circulation.ts';
import type { ShownCirculation } from '../../../../contracts/ipc/missing.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { Risk } from '../../../ui/Risk.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { useStale } from '../../../workspace/AskState.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { SendingChip } from '../../crime/Sending.tsx';
import type { ActionKind } from '../actions/kinds.ts';
import { AddLine } from './AddLine.tsx';
import { CrewCard } from './CrewCard.tsx';
import { KnowButton } from './KnowButton.tsx';
import { Lines } from './Lines.tsx';
import s from './record.module.css';

const { missing: m } = strings;
const { card: w } = m;

/** What is circulated, for a crew that has no more of it: it says that it knows, adds what it saw, and says who is found. */
export const CardPage = ({
  card,
  asOf,
  called,
  draft,
  act,
}: {
  readonly card: ShownCirculation;
  readonly asOf: string | undefined;
  readonly called: string;
  readonly draft: string | undefined;
  readonly act: (kind: ActionKind) => void;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const stale = useStale(asOf);
  const { id, running, lastSeen, since, by } = card;
  const isKnown = isAcknowledgedBy(card, officer.collarNumber);
  const lines = card.sightings.map((line) => ({ ...line, kind: 'sighting' as const, by: '', collarNumber: '' }));
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={id} />
          <Risk grade={card.grade} word />
          <span className={s.marking}>
            <Marking marking={card.marking} />
          </span>
        </div>
        <div className={s.top}>
          <div>
            <h2 className={s.title} dir="auto">
              {m.named(card.name, card.age)}
            </h2>
            <p className={s.where} dir="auto">
              {m.lastSeenAt(lastSeen.text, dayClock(lastSeen.at, now))}
            </p>
          </div>
          <div className={s.acts}>
            <KnowButton card={card} />
            {running && (
              <Button icon={<PersonAvailable20Regular />} onClick={() => act('found')}>
                {m.found}
              </Button>
            )}
          </div>
        </div>
        <div className={s.chips}>
          <SendingChip sending={card.sending} />
          {isKnown && (
            <Chip tone="ok" icon={<Checkmark20Filled />}>
              {w.known}
            </Chip>
          )}
          {!running && <Chip tone="warn">{w.over}</Chip>}
          {stale !== undefined && <Chip tone="warn">{stale}</Chip>}
        </div>
      </header>
      <div className={s.body}>
        <div className={s.lines}>
          <Lines id={card.id} lines={lines} />
          {running && <AddLine id={id} called={called} draft={draft} state="missing" lastSeenAt={lastSeen.at} of={crewLines} />}
        </div>
        <ScrollRegion className={s.side} label={m.side} region>
          <CrewCard card={card} kind="circulation" />
          <p className={s.small}>{w.by(dayClock(since, now), by)}</p>
          {running && !isKnown && <p className={s.small}>{w.knowWhy}</p>}
          <OtherFields other={card.other} />
        </ScrollRegion>
      </div>
    </>
  );
};

const crewLines = ['sighting'] as const;
