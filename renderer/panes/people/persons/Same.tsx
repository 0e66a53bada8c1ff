import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { useState } from 'react';
import { decidedWith } from '../../../../contracts/domain/record-decision.ts';
import type { RecordPart, SameReason } from '../../../../contracts/ipc/records.ts';
import { listed } from '../../../format/text.ts';
import { rowDay } from '../../../format/time.ts';
import { give } from '../../../give.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import s from './person.module.css';
import { SideBySide, type Similar } from './SideBySide.tsx';
import { type AnyRecord, isThing } from './traits.ts';

const w = strings.records;

/** Records that are shown together with this one, and such as may be of the same person or thing, which an officer puts beside it to decide. */
export const Same = ({
  record,
  joined,
  similar,
  parts,
}: {
  readonly record: AnyRecord;
  readonly joined: readonly AnyRecord[];
  readonly similar: readonly (Similar & { readonly reasons: readonly SameReason[] })[];
  readonly parts: readonly RecordPart[];
}) => {
  const [beside, setBeside] = useState<Similar>();
  const said = isThing(record) ? w.thing.similar : w.similar.said;
  return (
    <>
      {joined.map((one) => (
        <Joined key={one.id} record={record} other={one} />
      ))}
      {similar.map((one) => (
        <div key={one.record.id} className={s.bar}>
          <PersonQuestionMark20Regular />
          <p>
            <b>{said(one.record.name)}</b> {reasonWords(one.reasons)} {w.similar.stay}
          </p>
          <Button onClick={() => setBeside(one)}>{w.similar.side}</Button>
        </div>
      ))}
      {beside !== undefined && <SideBySide record={record} parts={parts} similar={beside} close={() => setBeside(undefined)} />}
    </>
  );
};

const reasonWords = (reasons: readonly SameReason[]): string => {
  const text = listed(reasons.map((reason) => w.similar.reasons[reason]));
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

/** A record that is shown together with this one, by whose decision, and the way back. */
const Joined = ({ record, other }: { readonly record: AnyRecord; readonly other: AnyRecord }) => {
  const now = useNow();
  const number = strings.app.numberOf(other.id);
  const decisions: readonly AnyRecord['decisions'][number][] = record.decisions;
  const decision = decisions.findLast((one) => decidedWith(one) === other.id);
  const undo = (): void =>
    void (isThing(record)
      ? give('records', 'thing.unmerge', { thingId: record.id, otherId: other.id })
      : give('records', 'person.unmerge', { personId: record.id, otherId: other.id }));
  return (
    <div className={s.bar}>
      <Link20Regular />
      <p>
        <b>{w.joined.said(number, other.name)}</b> {decision !== undefined && w.joined.by(decision.by, rowDay(decision.at, now))}
      </p>
      {decision !== undefined && (
        <Button aria-label={w.joined.undoLabel(number)} onClick={undo}>
          {w.joined.undo}
        </Button>
      )}
    </div>
  );
};
