import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import type { Fetched } from '../../../../contracts/ipc/fetched.ts';
import type { MissingRow } from '../../../../contracts/ipc/missing.ts';
import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { wordOf } from '../../../format/text.ts';
import { age, dayClock } from '../../../format/time.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './person.module.css';

const { missing: m, records: w } = strings;

/** When this person was missing: the reports on this laptop by any of their records, the newest first. Nothing where there is none. */
export const MissingReports = ({ ids }: { readonly ids: readonly string[] }) => {
  const { go } = useWorkspace();
  const now = useNow();
  const { state } = useFetched(['missing.ofPersons', ids], () => reportsOf(ids), { topics: ['missing', 'records', 'outbox'] });
  if (state.kind !== 'ready' || state.value.length === 0) return null;
  return (
    <section aria-label={w.missing}>
      <div className={s.partsHead}>
        <h3>
          {w.missing}
          <small>{w.onLaptop}</small>
        </h3>
      </div>
      <ul className={s.parts}>
        {state.value.map(({ id, state: stands, lastSeen, grade, sending }) => (
          <li key={id}>
            <div className={s.part}>
              <button type="button" className={s.open} onClick={() => go({ pane: 'missing', id })}>
                <span className={s.role}>{wordOf(m.states, stands)}</span>
                <PersonQuestionMark20Regular />
                <span className={s.what}>
                  <b>{strings.app.numberOf(id)}</b>
                  <small>{`${m.risk(grade)}. ${m.lastSeenAt(lastSeen.text, dayClock(lastSeen.at, now))}`}</small>
                </span>
                <span className={s.from}>
                  {m.title}
                  <small>{age(lastSeen.at, now)}</small>
                  {sending !== undefined && <small className={s.old}>{w.unsent}</small>}
                </span>
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const reportsOf = async (ids: readonly string[]): Promise<Result<Fetched<readonly MissingRow[]>, ErrorCode>> => {
  const all: MissingRow[] = [];
  for (const answer of await Promise.all(ids.map((id) => api.missing.ofPerson({ id })))) {
    if (!answer.ok) return answer;
    if (!answer.value.known) return ok({ known: false });
    all.push(...answer.value.value);
  }
  const rows = [...new Map(all.map((row) => [row.id, row])).values()];
  return ok({ known: true, value: rows.toSorted((one, other) => other.lastSeen.at.localeCompare(one.lastSeen.at)) });
};
