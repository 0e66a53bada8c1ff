import { Alert24Filled } from '@fluentui/react-icons/svg/alert';
import { useEffect, useRef } from 'react';
import type { WaitingJobs } from '../../../contracts/ipc/device.ts';
import { api } from '../../api.ts';
import { useBell } from '../../hooks/useBell.ts';
import { useFollowed } from '../../hooks/useFollowed.ts';
import { strings } from '../../strings/index.ts';
import s from './signin.module.css';

const none: WaitingJobs = { jobs: 0 };

/** That jobs, lines that alert, and alerts to those who are missing, wait for the officer whose work is locked here, and nothing of what or who they are. The region is there before the words, and sounds at each more. */
export const JobsAtLock = ({ sound }: { readonly sound: boolean }) => {
  const [{ jobs, callSign, alerts = 0, missing = 0 }] = useFollowed<WaitingJobs>(
    none,
    (listener) => api.device.on('waitingJobs', listener),
    () => api.device.waitingJobs(null),
  );
  const told = useRef({ jobs: 0, alerts: 0, missing: 0 });
  const ring = useBell(sound);
  useEffect(() => {
    if (jobs > told.current.jobs || alerts > told.current.alerts || missing > told.current.missing) ring();
    told.current = { jobs, alerts, missing };
  }, [jobs, alerts, missing, ring]);
  return (
    <div role="alert">
      {jobs > 0 && (
        <p className={s.jobs}>
          <Alert24Filled />
          <span>
            <b>{strings.signin.jobs(jobs, callSign)}</b>
            {strings.signin.jobsLead}
          </span>
        </p>
      )}
      {alerts > 0 && (
        <p className={s.jobs}>
          <Alert24Filled />
          <span>
            <b>{strings.signin.alerts(alerts, callSign)}</b>
            {strings.signin.jobsLead}
          </span>
        </p>
      )}
      {missing > 0 && (
        <p className={s.jobs}>
          <Alert24Filled />
          <span>
            <b>{strings.signin.missing(missing)}</b>
            {strings.signin.missingLead}
          </span>
        </p>
      )}
    </div>
  );
};
