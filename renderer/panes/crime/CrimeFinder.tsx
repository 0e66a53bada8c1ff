import { useState } from 'react';
import type { CrimeRow } from '../../../contracts/ipc/crime.ts';
import { ok } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { strings } from '../../strings/index.ts';
import { Finder } from '../../ui/Finder.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import s from './forms/forms.module.css';

/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
const most = 20;
const nothing = { rows: [] as CrimeRow[], total: 0, counts: { mine: 0, area: 0 } };

/** A report of the officer's area, by place, words or number. */
export const CrimeFinder = ({ label, choose }: { readonly label: string; readonly choose: (id: string) => void }) => {
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const { state } = useFetched(['crime.list', 'found', text], () =>
    text === '' ? Promise.resolve(ok({ known: true, value: nothing })) : api.crime.list({ scope: 'area', text, offset: 0, limit: most }),
  );
  const looking = text !== '' && typed.trim() !== '';
  const rows: readonly CrimeRow[] = looking && state.kind === 'ready' ? state.value.rows : [];
  return (
    <Finder
      label={label}
      placeholder={strings.crime.search}
      text={typed}
      change={setTyped}
      groups={
        rows.length === 0
          ? []
          : [
              {
                title: strings.crime.titles.area,
                items: rows.map((row) => ({
                  id: row.id,
                  content: (
                    <div className={s.found}>
                      <RecordNumber number={row.id} />
                      <span>
                        {row.title}
                        <small>{row.place}</small>
                      </span>
                    </div>
                  ),
                })),
              },
            ]
      }
      status={looking && state.kind === 'ready' ? strings.app.foundInList(rows.length) : undefined}
      none={strings.crime.empty.search}
      choose={(id) => {
        setTyped('');
        choose(id);
      }}
      wide
    />
  );
};
