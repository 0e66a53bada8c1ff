import { Flag20Filled } from '@fluentui/react-icons/svg/flag';
import type { PersonOfLog } from '../../contracts/ipc/records.ts';
import { api } from '../api.ts';
import { classes, wordOf } from '../format/text.ts';
import { shortDate } from '../format/time.ts';
import { useFetched } from '../hooks/useAsk.ts';
import { strings } from '../strings/index.ts';
import s from './personsOfLog.module.css';

const { records: w } = strings;

/** Whom links join to a log; nobody before they are here. */
export const usePersonsOfLog = (id: string): readonly PersonOfLog[] => {
  const { state } = useFetched(['records.ofLog', id], () => api.records.ofLog({ id }), { topics: ['records', 'storm', 'outbox'] });
  return state.kind === 'ready' ? state.value : [];
};

/** What a crew must know of the persons of a log before it meets them, each warning whole; nothing where there is none. */
export const PersonWarnings = ({
  persons,
  className,
}: {
  readonly persons: readonly PersonOfLog[];
  readonly className?: string | undefined;
}) => {
  const warnings = persons.flatMap((person) => person.warnings.map((warning) => ({ person, warning })));
  return (
    warnings.length > 0 && (
      <ul className={classes(s.warnings, className)} aria-label={w.warningsOf}>
        {warnings.map(({ person, warning: { code, text, source, at } }) => (
          <li key={`${person.id} ${code} ${at}`}>
            <Flag20Filled />
            <p dir="auto">
              {w.warningOf(partIn(person))} <b>{w.warning(text, source, shortDate(at))}</b>
            </p>
          </li>
        ))}
      </ul>
    )
  );
};

/** "Caller Neil Khalid". */
const partIn = ({ caller, name, roles: [role = 'named'] }: PersonOfLog): string => w.ofLog(caller, name, wordOf(w.roles, role));
