import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { useRef } from 'react';
import type { Job } from '../../contracts/ipc/storm.ts';
import { classes, serialOf } from '../format/text.ts';
import type { Jobs } from '../hooks/useJobs.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { Grade } from '../ui/Grade.tsx';
import { Kbd } from '../ui/marks.tsx';
import { labelOf, useWorkspace } from '../workspace/workspace.ts';
import s from './jobs.module.css';

/** Grades that interrupt whoever hears the page; others wait for a pause. */
const isGrave = (job: Job): boolean => job.grade <= 2;

/**
 * New jobs over whatever pane is open, the gravest whole and the others counted: they stand above it, cover nothing, never take the focus from what is being typed, and stay until
 * their logs were opened or the officer says "seen". The regions that are read out are there before the words are.
 */
export const JobBanner = ({ jobs, arrived, seen, open }: Jobs & { readonly open: (job: Job) => void }) => {
  const { codeLists } = useWorkspace();
  const before = useRef<Element | null>(null);
  const nameOf = (job: Job): string => strings.storm.job.name(job.callSign, job.grade, labelOf(codeLists, 'grade', job.grade));
  const said = (told: readonly Job[]): string => told.map((job) => strings.storm.job.said(nameOf(job), job.title, job.place)).join(' ');
  // Only of those that are still new: what was opened or seen is no longer read out.
  const fresh = arrived.filter(({ id }) => jobs.some((job) => job.id === id));
  const [job, ...others] = jobs;
  return (
    <section aria-label={strings.storm.job.label(jobs.length)} data-region={jobs.length === 0 ? undefined : true}>
      <p className={s.said} role="alert">
        {said(fresh.filter(isGrave))}
      </p>
      <p className={s.said} role="status">
        {said(fresh.filter((job) => !isGrave(job)))}
      </p>
      {job !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
        <div role="group" aria-label={nameOf(job)} className={classes(s.job, isGrave(job) && s.grave)}>
          <Grade grade={job.grade} label={labelOf(codeLists, 'grade', job.grade)} />
          <p>
            <b>{nameOf(job)}</b>
            <span>
              {job.title}, {job.place}
            </span>
          </p>
          {others.length > 0 && <span className={s.more}>{strings.storm.job.more(others.map(({ grade }) => grade))}</span>}
          <Button
            appearance="primary"
            icon={<ArrowRight20Regular />}
            iconPosition="after"
            aria-keyshortcuts="Control+J"
            onClick={() => open(job)}
          >
            {strings.storm.job.open(serialOf(job.id))}
            <Kbd>Ctrl+J</Kbd>
          </Button>
          <Button
            icon={<Checkmark20Regular />}
            aria-label={strings.storm.job.seenLong(serialOf(job.id))}
            onFocus={({ relatedTarget: from, currentTarget }) => {
              if (from !== null && !currentTarget.parentElement?.contains(from)) before.current = from;
            }}
            onClick={() => {
              // The last one takes its button with it: back to where the officer was.
              if (others.length === 0 && before.current instanceof HTMLElement) before.current.focus();
              seen([job.id]);
            }}
          >
            {strings.storm.job.seen}
          </Button>
        </div>
      )}
    </section>
  );
};
