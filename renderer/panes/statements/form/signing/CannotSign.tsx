import { useState } from 'react';
import { formalName } from '../../../../../contracts/domain/formal-name.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { RadioCards } from '../../../../ui/RadioCards.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { noInk, type StatementFields } from '../fields.ts';
import { lettersFault } from '../letters.ts';
import s from './signing.module.css';

const { signing: w } = strings.statements;
const ways = ['mark', 'spoken'] as const;

/** A witness who cannot sign makes a mark, or agrees aloud; the reason stands in the statement, and who saw or heard it. */
export const CannotSign = ({
  fields,
  back,
  choose,
}: {
  readonly fields: StatementFields;
  readonly back: () => void;
  readonly choose: (
    some: Pick<StatementFields, 'signs' | 'cannotReason' | 'seenBy' | 'signedAt' | 'ink' | 'initials' | 'correctionInitials'>,
  ) => void;
}) => {
  const { officer } = useWorkspace();
  const [reason, setReason] = useState(fields.cannotReason);
  const [seenBy, setSeenBy] = useState(fields.seenBy === '' ? formalName(officer) : fields.seenBy);
  const [way, setWay] = useState<(typeof ways)[number]>('mark');
  const [tried, setTried] = useState(false);
  const faults = { reason: reason.trim() === '' ? w.reasonNone : lettersFault([reason]), seenBy: lettersFault([seenBy]) };
  const shown: Partial<typeof faults> = tried ? faults : {};
  const go = (): void => {
    setTried(true);
    if (faults.reason !== undefined || faults.seenBy !== undefined) return;
    const at = { signedAt: new Date().toISOString(), ink: noInk, initials: [], correctionInitials: [] };
    choose({ signs: way, cannotReason: reason, seenBy, ...at });
  };
  return (
    <>
      <header className={s.head}>
        <h1 tabIndex={-1}>{w.cannotTitle}</h1>
      </header>
      <div className={s.cannot}>
        <TextField name="reason" label={w.reason} value={reason} longest={200} wrong={shown.reason} change={setReason} />
        <RadioCards
          name="way"
          label={w.how}
          cards={ways.map((value) => ({ value, label: w.ways[value], told: w.waysTold[value] }))}
          chosen={way}
          choose={setWay}
        />
        <TextField name="seenBy" label={w.seenBy} value={seenBy} longest={200} wrong={shown.seenBy} change={setSeenBy} />
      </div>
      <footer className={s.foot}>
        <span />
        <Button onClick={back}>{w.can}</Button>
        <Button appearance="primary" onClick={go}>
          {w.goOn}
        </Button>
      </footer>
    </>
  );
};
