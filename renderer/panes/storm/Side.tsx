import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { classes } from '../../format/text.ts';
import { clock, dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Kbd } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { statusWords, useWorkspace } from '../../workspace/workspace.ts';
import s from './side.module.css';

/** The statuses of a unit that is on a log; the others are in the menu of the top bar. */
const onALog = ['2', '5', '6', '7', '8', '9'];

const Resources = ({ log }: { readonly log: ShownIncident }) => {
  const { unit, codeLists, link } = useWorkspace();
  const now = useNow();
  const staleSince = link?.link === 'offline' ? log.asOf : undefined;
  return (
    <>
      <h3>
        {staleSince !== undefined ? strings.storm.resourcesAsOf(dayClock(staleSince, now)) : strings.storm.resources(log.resources.length)}
      </h3>
      {log.resources.length === 0 && <p className={s.none}>{strings.storm.noResources}</p>}
      <ul>
        {log.resources.map((resource) => {
          const me = resource.callSign === unit?.callSign;
          return (
            <li key={resource.callSign} className={classes(s.unit, me && s.me)}>
              <b>{resource.callSign}</b>
              <span>
                {statusWords(codeLists, resource.status)}
                {me && `, ${strings.storm.you}`}
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
  const { unit, codeLists, setStatus, statusRefused } = useWorkspace();
  if (unit === undefined) return <UnfetchedLine className={s.none} />;
  if (unit === null) return <p className={s.none}>{strings.storm.noUnit}</p>;
  const entries = codeLists.find((list) => list.id === 'status')?.entries.filter((entry) => onALog.includes(entry.code)) ?? [];
  return (
    <>
      {statusRefused && (
        <p className={s.refused} role="alert">
          {strings.storm.statusRefused}
        </p>
      )}
      <div className={s.keys}>
        {entries.map((entry) => {
          const now = Number(entry.code) === unit.status;
          return (
            <button key={entry.code} type="button" className={s.key} aria-pressed={now} onClick={() => setStatus(Number(entry.code))}>
              <b>{entry.code}</b>
              <span>{entry.label}</span>
              {now && unit.sending && <Clock20Filled aria-label={strings.app.unit.sending} />}
            </button>
          );
        })}
      </div>
    </>
  );
};

/** The resources on the log and my status. A call for help is never queued, so this program offers none: it says what does. */
export const Side = ({ log }: { readonly log: ShownIncident }) => (
  <aside className={s.side} aria-label={strings.storm.side} data-region>
    <ScrollRegion className={s.top} label={strings.storm.setStatus}>
      <Resources log={log} />
      <h3>
        {strings.storm.setStatus} <Kbd>{strings.app.unit.keyHint}</Kbd>
      </h3>
      <StatusKeys />
      <OtherFields other={log.other} />
    </ScrollRegion>
    <div className={s.end}>
      <p className={s.radio} role="note">
        <Warning20Filled />
        <span>
          {strings.storm.emergency}
          <small>{strings.storm.emergencyWhy}</small>
        </span>
      </p>
    </div>
  </aside>
);
