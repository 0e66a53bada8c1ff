import type { ThingType } from '../../../contracts/domain/thing-type.ts';
import type { ThingRow } from '../../../contracts/ipc/records.ts';
import { ok } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './knownThings.module.css';

const { records: w } = strings;
/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
const SHORTEST = 3;
const MOST = 4;
const nothing = { rows: [] as ThingRow[], total: 0 };

/** What this laptop knows of a vehicle, a place or an object that is being typed, to be taken over with one press; nothing where it knows nothing else. */
export const KnownThings = ({
  type,
  typed,
  take,
}: {
  readonly type: ThingType;
  readonly typed: string;
  readonly take: (thing: ThingRow) => void;
}) => {
  const text = useDebounced(typed.trim(), restMs);
  const { state } = useFetched(['records.things', 'form', type, text], () =>
    text.length < SHORTEST
      ? Promise.resolve(ok({ known: true, value: nothing }))
      : api.records.things({ type, text, offset: 0, limit: MOST }),
  );
  const rows = state.kind === 'ready' && typed.trim() !== '' ? state.value.rows.filter(({ name }) => name !== typed.trim()) : [];
  if (rows.length === 0) return null;
  return (
    <fieldset className={s.known}>
      <legend>{w.thing.known[type]}</legend>
      {rows.map((row) => (
        <Button key={row.id} onClick={() => take(row)}>
          {[row.name, row.detail, row.warnings > 0 && w.warnings(row.warnings)].filter(Boolean).join(', ')}
        </Button>
      ))}
    </fieldset>
  );
};
