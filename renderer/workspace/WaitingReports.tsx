import type { WaitingReport } from '../../contracts/ipc/today.ts';
import { dayClock } from '../format/time.ts';
import { strings } from '../strings/index.ts';
import s from './waitingReports.module.css';
import { useWorkspace } from './workspace.ts';

/** Reports that wait for somebody: number and title, then who filed or returned each, when and with which words; each opens its report. */
export const WaitingReports = ({
  reports,
  said,
  now,
}: {
  readonly reports: readonly WaitingReport[];
  readonly said: (by: string, text: string | undefined) => string;
  readonly now: Date;
}) => {
  const { go } = useWorkspace();
  return reports.map(({ id, title, at, by, text }) => (
    <li key={id}>
      <button type="button" className={s.report} onClick={() => go({ pane: 'crime', id })}>
        <b dir="auto">
          {strings.app.numberOf(id)} {title}
        </b>
        <span dir="auto">{said(by, text)}</span>
        <time dateTime={at}>{dayClock(at, now)}</time>
      </button>
    </li>
  ));
};
