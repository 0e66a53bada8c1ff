import { Alert24Filled } from '@fluentui/react-icons/svg/alert';
import { useEffect, useRef } from 'react';
import { api } from '../../api.ts';
import { useBell } from '../../hooks/useBell.ts';
import { useFollowed } from '../../hooks/useFollowed.ts';
import { strings } from '../../strings/index.ts';
import s from './signin.module.css';

const none = { jobs: 0 };

/** That jobs wait for the officer whose work is locked here, and nothing of what they are. The region is there before the words, and sounds at each more. */
export const JobsAtLock = ({ sound }: { readonly sound: boolean }) => {
  const [{ jobs, callSign }] = useFollowed<{ readonly jobs: number; readonly callSign?: string | undefined }>(
    none,
    (listener) => api.device.on('waitingJobs', listener),
    () => api.device.waitingJobs(null),
  );
  const told = useRef(0);
  const ring = useBell(sound);
  useEffect(() => {
    if (jobs > told.current) ring();
    told.current = jobs;
  }, [jobs, ring]);
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
    </div>
  );
};
