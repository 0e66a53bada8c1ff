import type { Missing } from '../../../../contracts/domain/missing.ts';
import { whyNotMissing } from '../../../../contracts/domain/missing-steps.ts';
import type { ShownCirculation, ShownMissing, ShownReport } from '../../../../contracts/ipc/missing.ts';
import { useRecordKeys } from '../../../workspace/useRecordKeys.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { ActionKind } from '../actions/kinds.ts';
import { AddLine } from './AddLine.tsx';
import { Head } from './Head.tsx';
import { Lines } from './Lines.tsx';
import s from './record.module.css';
import { Side } from './Side.tsx';

/** A report: what is known stands beside, what was seen and asked grows below, and nothing of it is ever changed. */
export const ReportPage = ({
  report,
  tasks,
  card,
  asOf,
  called,
  draft,
  act,
}: {
  readonly report: ShownReport;
  readonly tasks: ShownMissing['tasks'];
  readonly card: ShownCirculation | undefined;
  readonly asOf: string | undefined;
  /** By what it was opened. */
  readonly called: string;
  readonly draft: string | undefined;
  /** Opens a form on it. */
  readonly act: (kind: ActionKind) => void;
}) => {
  const { officer } = useWorkspace();
  const may = (kind: ActionKind): boolean => whyNotMissing(report as Missing, kind, officer) === undefined;
  useRecordKeys({
    'Alt+G': () => may('risk') && act('risk'),
    'Alt+R': () => {
      const next = (['found', 'wellBeing', 'death'] as const).find(may);
      return next !== undefined && act(next);
    },
  });
  return (
    <>
      <Head report={report} card={card} asOf={asOf} act={act} />
      <div className={s.body}>
        <div className={s.lines}>
          <Lines id={report.id} lines={report.lines} />
          <AddLine
            id={report.id}
            called={called}
            draft={draft}
            state={report.state}
            lastSeenAt={report.lastSeen.at}
            home={hiddenHome(report)}
          />
        </div>
        <Side report={report} tasks={tasks} card={card} act={act} />
      </div>
    </>
  );
};

/** Where they live, unless crews are told it. */
const hiddenHome = ({ homeAddress, circulation }: ShownReport): string | undefined =>
  circulation?.ended === undefined && circulation?.shows.homeAddress === true ? undefined : homeAddress;
