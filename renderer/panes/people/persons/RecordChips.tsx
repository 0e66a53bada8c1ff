import { Flag20Filled } from '@fluentui/react-icons/svg/flag';
import type { RecordPart } from '../../../../contracts/ipc/records.ts';
import { wordOf } from '../../../format/text.ts';
import { shortDate } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { useStale } from '../../../workspace/AskState.tsx';
import s from './person.module.css';
import { type AnyRecord, partCounts } from './traits.ts';

const w = strings.records;

/** What stands under the name of a person or a thing: warnings first, then the parts played, and how old that is. `records`: its own first, none where it has none. */
export const RecordChips = ({
  records,
  parts,
  asOf,
}: {
  readonly records: readonly AnyRecord[];
  readonly parts: readonly RecordPart[];
  readonly asOf: string | undefined;
}) => {
  const unsent = records[0]?.sending !== undefined;
  const stale = useStale(unsent ? undefined : asOf);
  const warnings = records.flatMap((record) => record.warnings);
  return (
    <div className={s.chips}>
      {warnings.map(({ code, text, source, at }) => (
        <Chip key={`${code} ${at}`} tone="danger" icon={<Flag20Filled />}>
          {w.warning(text, source, shortDate(at))}
        </Chip>
      ))}
      {partCounts(parts).map(([role, number]) => (
        <Chip key={role}>{w.playedIn(wordOf(w.roles, role), number)}</Chip>
      ))}
      {warnings.length === 0 && <Chip>{w.noWarnings}</Chip>}
      {unsent && <Chip tone="warn">{w.unsent}</Chip>}
      {stale !== undefined && <Chip tone="warn">{stale}</Chip>}
    </div>
  );
};
