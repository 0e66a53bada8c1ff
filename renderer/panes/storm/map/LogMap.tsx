import { lazy, Suspense, useMemo, useState } from 'react';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import { api } from '../../../api.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Loading } from '../../../ui/State.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { CrewList } from './CrewList.tsx';
import { CrimesInRing, type CrimesNear } from './CrimePicker.tsx';
import { crewsNear } from './crews.ts';
import type { Place } from './geometry.ts';
import s from './map.module.css';
import type { CrimeChoice } from './style.ts';

/** The map library is as much again as all other scripts of a pane: it comes with the first map that is opened. */
const GroundView = lazy(async () => ({ default: (await import('./GroundView.tsx')).GroundView }));

/** Where a log is; undefined where HQ does not say. */
const placeOf = ({ place: { longitude, latitude } }: ShownIncident): Place | undefined =>
  longitude === undefined || latitude === undefined ? undefined : { longitude, latitude };

/** Around a log: the ground as the laptop keeps it, the crews by shape and letter, and the list that says the same. */
export const LogMap = ({ log }: { readonly log: ShownIncident }) => {
  const { link, unit } = useWorkspace();
  const ask = useFetched(['storm.map'], () => api.storm.map(null), { topics: ['storm', 'outbox'] });
  const [picked, setPicked] = useState<string>();
  /** Another object at each press: the same crew may be shown again. */
  const [look, setLook] = useState<{ readonly at: Place }>();
  const [choice, setChoice] = useState<CrimeChoice>();
  const [near, setNear] = useState<CrimesNear>();
  const place = useMemo(() => placeOf(log), [log]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="storm.map" loading={strings.map.loading}>
      {({ units, asOf, map, coming }) => {
        const crews = crewsNear(units, place);
        const own = unit?.callSign;
        const since = link?.link === 'offline' ? asOf : undefined;
        return (
          <div className={s.body}>
            <CrewList
              crews={crews}
              own={own}
              asOf={since}
              picked={picked}
              pick={({ callSign, position }) => {
                setPicked(callSign);
                if (position !== undefined) setLook({ at: position });
              }}
            >
              {choice !== undefined && near !== undefined && <CrimesInRing near={near} month={choice.month} />}
            </CrewList>
            <Suspense fallback={<Loading label={strings.map.loading} />}>
              <GroundView
                key={map?.version}
                log={log}
                place={place}
                crews={crews}
                own={own}
                offline={since !== undefined}
                map={map}
                coming={coming}
                look={look?.at}
                picked={picked}
                pick={setPicked}
                choice={choice}
                choose={setChoice}
                onCrimes={setNear}
              />
            </Suspense>
          </div>
        );
      }}
    </AskState>
  );
};
