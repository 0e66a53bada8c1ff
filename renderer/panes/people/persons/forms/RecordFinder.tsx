import { useState } from 'react';
import type { RecordKind } from '../../../../../contracts/domain/record-decision.ts';
import { ok, type Result } from '../../../../../contracts/result.ts';
import { api } from '../../../../api.ts';
import { birthDay } from '../../../../format/time.ts';
import { useAsk } from '../../../../hooks/useAsk.ts';
import { useDebounced } from '../../../../hooks/useDebounced.ts';
import type { ErrorCode } from '../../../../strings/en/errors.ts';
import { strings } from '../../../../strings/index.ts';
import { Finder } from '../../../../ui/Finder.tsx';
import { Highlight } from '../../../../ui/Highlight.tsx';
import s from '../person.module.css';

const { link: w, ...r } = strings.records;
/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
const mostFound = 8;

/** A record that can be joined: what is only told of by logs and crimes has none. */
interface Found {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** Finds the record of a person or of a thing by what is typed, and says which was chosen. */
export const RecordFinder = ({
  kind,
  except,
  chosen,
  wrong,
  choose,
}: {
  readonly kind: RecordKind;
  /** The record to which another is joined. */
  readonly except: string;
  readonly chosen: string;
  readonly wrong: string | undefined;
  readonly choose: (id: string, name: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const { state } = useAsk(['records.finder', kind, text], () => (text.length < 2 ? Promise.resolve(ok([])) : find(kind, text)));
  const rows = state.kind === 'ready' && typed.trim() !== '' ? state.value.filter(({ id }) => id !== except) : [];
  return (
    <div>
      <Finder
        name="other"
        label={w.finders[kind]}
        placeholder={w.finderPlaceholder}
        text={typed}
        change={setTyped}
        groups={
          rows.length === 0
            ? []
            : [{ title: w.finders[kind], items: rows.map((row) => ({ id: row.id, content: <Option row={row} typed={typed} /> })) }]
        }
        status={typed.trim() === '' ? undefined : w.foundRecords(rows.length)}
        none={w.noneFound}
        choose={(id) => {
          const row = rows.find((one) => one.id === id);
          setTyped('');
          if (row !== undefined) choose(row.id, `${row.name}, ${strings.app.numberOf(row.id)}`);
        }}
      />
      {chosen !== '' && <p className={s.note}>{w.chosen(chosen)}</p>}
      {wrong !== undefined && (
        <p className={s.warned} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
};

const Option = ({ row, typed }: { readonly row: Found; readonly typed: string }) => (
  <span className={s.option}>
    <b>
      <Highlight text={row.name} search={typed} />
    </b>{' '}
    <small>{row.about}</small>
  </span>
);

const find = async (kind: RecordKind, text: string): Promise<Result<readonly Found[], ErrorCode>> => {
  if (kind === 'person') {
    const answer = await api.records.persons({ text, offset: 0, limit: mostFound });
    if (!answer.ok) return answer;
    const rows = answer.value.known ? answer.value.value.rows : [];
    const about = (born: string | undefined): string => (born === undefined ? r.noBorn : r.born(birthDay(born), undefined));
    return ok(rows.map(({ id, name, born, address }) => ({ id, name, about: [about(born), address].filter(Boolean).join(', ') })));
  }
  const answer = await api.records.things({ text, offset: 0, limit: mostFound });
  if (!answer.ok) return answer;
  const rows = answer.value.known ? answer.value.value.rows : [];
  return ok(
    rows.flatMap(({ number, name, type, detail }) =>
      number === undefined ? [] : [{ id: number, name, about: `${r.thing.types[type]}. ${detail}` }],
    ),
  );
};
