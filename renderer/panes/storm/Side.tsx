import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { statusWords, useDesk } from '../../app/desk.ts';
import { classes } from '../../format/text.ts';
import { clock, dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { Kbd } from '../../ui/marks.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { UnfetchedLine } from '../../ui/Unfetched.tsx';
import { words } from '../../words/index.ts';
import s from './side.module.css';

/** The statuses of a unit that is on a log; the others are in the menu of the top bar. */
const onALog = ['2', '5', '6', '7', '8', '9'];

const Resources = ({ log }: { readonly log: ShownIncident }) => {
  const { unit, codeLists, link } = useDesk();
  const now = useNow();
  const staleSince = link?.link === 'offline' ? log.asOf : undefined;
  return (
    <>
      <h3>
        {staleSince !== undefined ? words.storm.resourcesAsOf(dayClock(staleSince, now)) : words.storm.resources(log.resources.length)}
      </h3>
      {log.resources.length === 0 && <p className={s.none}>{words.storm.noResources}</p>}
      <ul>
        {log.resources.map((resource) => {
          const me = resource.callSign === unit?.callSign;
          return (
            <li key={resource.callSign} className={classes(s.unit, me && s.me)}>
              <b>{resource.callSign}</b>
              <span>
                {statusWords(codeLists, resource.status)}
                {me && `, ${words.storm.you}`}
              </span>
              <time dateTime={resource.since}>{clock(resource.since)}</time>
            </li>
          );
        })}
      </ul>
    </>
  );
};

const StatusKeys = () => {
  const { unit, codeLists, setStatus, statusRefused } = useDesk();
  if (unit === undefined) return <UnfetchedLine className={s.none} />;
  if (unit === null) return <p className={s.none}>{words.storm.noUnit}</p>;
  const entries = codeLists.find((list) => list.id === 'status')?.entries.filter((entry) => onALog.includes(entry.code)) ?? [];
  return (
    <>
      {statusRefused && (
        <p className={s.refused} role="alert">
          {words.storm.statusRefused}
        </p>
      )}
      <div className={s.keys}>
        {entries.map((entry) => {
          const now = Number(entry.code) === unit.status;
          return (
            <button key={entry.code} type="button" className={s.key} aria-pressed={now} onClick={() => setStatus(Number(entry.code))}>
              <b>{entry.code}</b>
              <span>{entry.label}</span>
              {now && unit.sending && <Clock20Filled aria-label={words.app.unit.sending} />}
            </button>
          );
        })}
      </div>
    </>
  );
};

/** The resources on the log and my status. A call for help is never queued, so this program offers none: it says what does. */
export const Side = ({ log }: { readonly log: ShownIncident }) => (
  <aside className={s.side} aria-label={words.storm.side} data-region>
    <ScrollRegion className={s.top} label={words.storm.setStatus}>
      <Resources log={log} />
      <h3>
        {words.storm.setStatus} <Kbd>{words.app.unit.keyHint}</Kbd>
      </h3>
      <StatusKeys />
    </ScrollRegion>
    <div className={s.end}>
      <p className={s.radio} role="note">
        <Warning20Filled />
        <span>
          {words.storm.emergency}
          <small>{words.storm.emergencyWhy}</small>
        </span>
      </p>
    </div>
  </aside>
);
