import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { CrimeRow } from '../../../../contracts/ipc/crime.ts';
import { ok } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk, useFetched } from '../../../hooks/useAsk.ts';
import { useDebounced } from '../../../hooks/useDebounced.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Finder } from '../../../ui/Finder.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import s from './forms.module.css';

const { task: w } = strings.forms;
/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
const most = 20;
const nothing = { rows: [] as CrimeRow[], total: 0, counts: { mine: 0, area: 0 } };

/** The report that the task is on: one of the officer's area, by place, words or number; or none. */
export const ReportField = ({ id, change }: { readonly id: string; readonly change: (id: string) => void }) => (
  <section className={s.report} aria-label={w.on}>
    <h2>{w.on}</h2>
    {id === '' ? <Find choose={change} /> : <Chosen id={id} take={() => change('')} />}
  </section>
);

/** By its number as it is now: while the form is open HQ may allot it. */
const Chosen = ({ id, take }: { readonly id: string; readonly take: () => void }) => {
  const { state } = useAsk(['crime.get', id], () => api.crime.get({ id }), { topics: ['crime', 'outbox'] });
  return (
    <div className={s.chosen}>
      <p>
        <RecordNumber number={state.kind === 'ready' ? state.value.id : id} />
        {state.kind === 'ready' && (
          <>
            <b>{state.value.title}</b>
            <span>{state.value.place.text}</span>
          </>
        )}
      </p>
      <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={w.take} onClick={take} />
    </div>
  );
};

const Find = ({ choose }: { readonly choose: (id: string) => void }) => {
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const { state } = useFetched(['crime.list', 'found', text], () =>
    text === '' ? Promise.resolve(ok({ known: true, value: nothing })) : api.crime.list({ scope: 'area', text, offset: 0, limit: most }),
  );
  const looking = text !== '' && typed.trim() !== '';
  const rows: readonly CrimeRow[] = looking && state.kind === 'ready' ? state.value.rows : [];
  return (
    <Finder
      label={w.on}
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
      choose={choose}
      wide
    />
  );
};
