import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { CrimeFinder } from '../CrimeFinder.tsx';
import s from './forms.module.css';

const { task: w } = strings.forms;
/** The report that the task is on: one of somebody who is missing, from which the form was opened; one of a crime of the officer's area, by place, words or number; or none. */
export const ReportField = ({
  crimeId,
  missingId,
  change,
}: {
  readonly crimeId: string;
  readonly missingId: string;
  readonly change: (on: { readonly crimeId: string } | { readonly missingId: string }) => void;
}) => (
  <section className={s.report} aria-label={w.on}>
    <h2>{w.on}</h2>
    {missingId !== '' ? (
      <ChosenMissing id={missingId} take={() => change({ missingId: '' })} />
    ) : crimeId === '' ? (
      <CrimeFinder label={w.on} choose={(id) => change({ crimeId: id })} />
    ) : (
      <ChosenCrime id={crimeId} take={() => change({ crimeId: '' })} />
    )}
  </section>
);

interface ChosenProps {
  readonly id: string;
  readonly take: () => void;
}

const ChosenCrime = ({ id, take }: ChosenProps) => {
  const { state } = useAsk(['crime.get', id], () => api.crime.get({ id }), { topics: ['crime', 'outbox'] });
  const report = state.kind === 'ready' ? state.value : undefined;
  return <Chosen id={report?.id ?? id} title={report?.title} place={report?.place.text} take={take} />;
};

const ChosenMissing = ({ id, take }: ChosenProps) => {
  const { state } = useAsk(['missing.get', id], () => api.missing.get({ id }), { topics: ['missing', 'outbox'] });
  const shown = state.kind === 'ready' ? state.value : undefined;
  return <Chosen id={shown?.id ?? id} title={shown?.report?.name} place={shown?.report?.lastSeen.place.text} take={take} />;
};

/** By its number as it is now: while the form is open HQ may allot it. */
const Chosen = ({ id, title, place, take }: ChosenProps & { readonly title: string | undefined; readonly place: string | undefined }) => (
  <div className={s.chosen}>
    <p>
      <RecordNumber number={id} />
      {title !== undefined && (
        <>
          <b dir="auto">{title}</b>
          <span>{place}</span>
        </>
      )}
    </p>
    <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={w.take} onClick={take} />
  </div>
);
