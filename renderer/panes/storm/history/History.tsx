import { Eye20Regular } from '@fluentui/react-icons/svg/eye';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { IncidentHistory, ShownIncident } from '../../../../contracts/ipc/storm.ts';
import { api } from '../../../api.ts';
import { serialOf } from '../../../format/text.ts';
import { rowDay } from '../../../format/time.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Grade } from '../../../ui/Grade.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../../workspace/AskState.tsx';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import { PersonWarnings, usePersonsOfLog } from '../../../workspace/personsOfLog.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './history.module.css';

const { history: w } = strings.storm;
type Row = IncidentHistory['rows'][number];

const Warnings = ({ warnings, now }: { readonly warnings: IncidentHistory['warnings']; readonly now: Date }) =>
  warnings.length > 0 && (
    <ul className={s.warnings} aria-label={w.warnings}>
      {warnings.map((warning) => (
        <li key={`${warning.incidentId} ${warning.id}`}>
          <Warning20Filled />
          <div>
            <p dir="auto">
              <LinkedText text={warning.text} />
            </p>
            <small>{w.warned(serialOf(warning.incidentId), rowDay(warning.at, now))}</small>
          </div>
        </li>
      ))}
    </ul>
  );

const Rows = ({ rows, now }: { readonly rows: readonly Row[]; readonly now: Date }) => {
  const { go, codes } = useWorkspace();
  return (
    <ul className={s.rows}>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" onClick={() => go({ pane: 'storm', id: row.id })}>
            <Grade grade={row.grade} label={codes.label('grade', row.grade, row.id)} />
            <span className={s.what}>
              <b dir="auto">{row.title}</b>
              <small>{[w.log(serialOf(row.id)), row.place, standing(row)].filter(Boolean).join(', ')}</small>
            </span>
            <time dateTime={row.openedAt}>{rowDay(row.openedAt, now)}</time>
          </button>
        </li>
      ))}
    </ul>
  );
};

const standing = ({ state, reasons }: Row): string =>
  [
    reasons.includes('place') ? w.address : reasons.includes('postcode') ? w.postcode : '',
    state === 'closed' ? strings.storm.closed.toLowerCase() : '',
  ]
    .filter(Boolean)
    .join(', ');

const Found = ({ log, history }: { readonly log: ShownIncident; readonly history: IncidentHistory }) => {
  const now = useNow();
  const stale = useStale(history.asOf);
  const here = history.rows.filter(({ reasons }) => reasons.some((reason) => reason !== 'caller'));
  const called = history.rows.filter(({ reasons }) => reasons.includes('caller'));
  const { caller } = log;
  const persons = usePersonsOfLog(log.id);
  return (
    <>
      <PersonWarnings persons={persons} className={s.persons} />
      <Warnings warnings={history.warnings} now={now} />
      <div className={s.columns}>
        <section>
          <h3 dir="auto">{log.place.text}</h3>
          <p className={s.count}>{here.length === 0 ? w.none : w.count(here.length, true)}</p>
          <Rows rows={here} now={now} />
        </section>
        <section>
          <h3 dir="auto">{w.caller(caller?.name)}</h3>
          <p className={s.count}>
            {caller?.telephone === undefined ? w.unknownCaller : called.length === 0 ? w.noneCaller : w.count(called.length, false)}
          </p>
          <Rows rows={called} now={now} />
        </section>
      </div>
      <p className={s.more}>
        {history.total > history.rows.length && `${w.capped(history.rows.length, history.total)} `}
        {w.more}
        {stale !== undefined && ` ${stale}.`}
      </p>
    </>
  );
};

/** A view of a log: what else this laptop has of its place and of its caller's number, what warns first. Looking is journalled with that reason. */
export const History = ({ log }: { readonly log: ShownIncident }) => {
  const ask = useAsk(['storm.history', log.id], () => api.storm.history({ id: log.id }), { topics: ['storm', 'outbox'] });
  return (
    <ScrollRegion className={s.history} label={w.label}>
      <p className={s.reason}>
        <Eye20Regular />
        {w.reason(serialOf(log.id))}
      </p>
      <AskState ask={ask} words={strings.errors.codes} where="storm.history" loading={w.loading}>
        {(history) => <Found log={log} history={history} />}
      </AskState>
    </ScrollRegion>
  );
};
