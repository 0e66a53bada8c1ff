import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { CrimeFinder } from '../CrimeFinder.tsx';
import s from './forms.module.css';

const { task: w } = strings.forms;
/** The report that the task is on: one of the officer's area, by place, words or number; or none. */
export const ReportField = ({ id, change }: { readonly id: string; readonly change: (id: string) => void }) => (
  <section className={s.report} aria-label={w.on}>
    <h2>{w.on}</h2>
    {id === '' ? <CrimeFinder label={w.on} choose={change} /> : <Chosen id={id} take={() => change('')} />}
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
