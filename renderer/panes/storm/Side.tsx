import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { useEffect } from 'react';
import { statusKind } from '../../../contracts/domain/deployment.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { classes, serialOf } from '../../format/text.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { EmergencyButton } from '../../workspace/EmergencyButton.tsx';
import { OfficerLink } from '../../workspace/OfficerLink.tsx';
import { type OpenLog, useWorkspace } from '../../workspace/workspace.ts';
import { ExhibitsOf } from '../exhibits/ExhibitsOf.tsx';
import { resourceWords } from './resourceWords.ts';
import s from './side.module.css';

const { status: w } = strings.storm;
/** Of those that are available the one beside a log is On patrol; the others are in the menu of the top bar. */
const atStation = '3';

const Resources = ({ log }: { readonly log: ShownIncident }) => {
  const { unit, codes, link } = useWorkspace();
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
          const [crew] = resource.collarNumbers;
          return (
            <li key={resource.callSign} className={classes(s.unit, me && s.me)}>
              <b>{me || crew === undefined ? resource.callSign : <OfficerLink id={crew}>{resource.callSign}</OfficerLink>}</b>
              <span>
                {resourceWords(codes, log, resource)}
                {me && `, ${strings.storm.you}`}
              </span>
              <time dateTime={resource.since}>{dayClock(resource.since, now)}</time>
            </li>
          );
        })}
      </ul>
    </>
  );
};

/** One press puts the unit on the way to a log. */
const enRoute = 5;

const StatusKeys = ({ log }: { readonly log: ShownIncident }) => {
  const { unit, codes, setStatus, assign } = useWorkspace();
  if (log.state === 'closed') return <p className={s.none}>{w.closed}</p>;
  if (unit === undefined) return <UnfetchedLine className={s.none} />;
  if (unit === null) return <p className={s.none}>{strings.storm.noUnit}</p>;
  const { callSign, incidentId } = unit;
  const here = incidentId === log.id;
  const away = !here && incidentId !== undefined && <p className={s.none}>{w.leaves(callSign, serialOf(incidentId))}</p>;
  if (!here && !isOn(log, callSign))
    return (
      <>
        <h3>{w.notOn(callSign)}</h3>
        {away || <p className={s.none}>{w.free(callSign)}</p>}
        <Button appearance="primary" onClick={() => assign(openLogOf(log, callSign), enRoute)}>
          {w.assign(callSign, codes.status(enRoute, log.id))}
        </Button>
        <p className={s.none}>{w.assignWhy}</p>
      </>
    );
  // Off a log goes who is on it; from elsewhere there is only the way to it.
  const kinds = here ? ['available', 'committed'] : ['committed'];
  const entries = codes.of('status', log.id) ?? [];
  const keys = entries.filter(({ code }) => code !== atStation && kinds.includes(statusKind(Number(code))));
  return (
    <>
      <h3>
        {here ? w.onThis(callSign) : w.toThis(callSign)} <Kbd>{strings.app.unit.keyHint}</Kbd>
      </h3>
      {away}
      <div className={s.keys}>
        {keys.map((entry) => {
          const now = here && Number(entry.code) === unit.status;
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

const isOn = (log: ShownIncident, callSign: string): boolean => log.resources.some((resource) => resource.callSign === callSign);
const openLogOf = (log: ShownIncident, callSign: string | undefined): OpenLog => ({
  ...{ id: log.id, open: log.state !== 'closed', upTo: log.lines.findLast(({ sending }) => sending === undefined)?.id },
  mine: callSign !== undefined && isOn(log, callSign),
});

/** The resources on the log and my status on it, its exhibits, and the way to call for help. */
export const Side = ({ log }: { readonly log: ShownIncident }) => {
  const { unit, look } = useWorkspace();
  useEffect(() => {
    look(openLogOf(log, unit?.callSign));
    return () => look(undefined);
  }, [log, unit?.callSign, look]);
  return (
    <aside className={s.side} aria-label={strings.storm.side} data-region>
      <ScrollRegion className={s.top} label={strings.storm.setStatus}>
        <Resources log={log} />
        <StatusKeys log={log} />
        <ExhibitsOf incidentId={log.id} />
        <OtherFields other={log.other} />
      </ScrollRegion>
      <div className={s.end}>
        <EmergencyButton />
      </div>
    </aside>
  );
};
