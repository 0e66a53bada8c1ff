import type { Missing } from '../../../../contracts/domain/missing.ts';
import { HARMLESS_LINES, whyNotMissing } from '../../../../contracts/domain/missing-steps.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { wordOf } from '../../../format/text.ts';
import { give } from '../../../give.ts';
import { strings } from '../../../strings/index.ts';
import { DecisionVersions } from '../../../workspace/versions/DecisionVersions.tsx';
import { giveUp, leftOutWords } from '../../../workspace/versions/giveUp.ts';
import { type Comparison, type SheetProps, VersionsSheet } from '../../../workspace/versions/VersionsSheet.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useCalled } from '../../crime/useCalled.ts';
import { actionOf } from '../actions/kinds.ts';
import { missingFields } from './missingFields.ts';

const w = strings.versions;
const { missing: m } = strings;

/** Two versions of a report of somebody missing: what the officer decided, and what HQ has. */
const MissingVersionsSheet = (props: SheetProps) => (
  <VersionsSheet
    {...props}
    title={w.missing(strings.app.numberOf(props.itemId))}
    topics={['missing']}
    read={async () => {
      const shown = await api.missing.get({ id: props.itemId });
      if (!shown.ok) return shown;
      return shown.value.report === undefined ? fail('NotFound') : ok(shown.value.report);
    }}
  >
    {(command, report) => <OfDecision command={command} report={report} close={props.close} />}
  </VersionsSheet>
);

export const missingVersions: Comparison = {
  commands: new Set([
    ...['missing.risk', 'missing.review', 'missing.circulate', 'missing.endCirculation'],
    ...['missing.notFound', 'missing.wellBeing', 'missing.handOver'],
  ]),
  Sheet: MissingVersionsSheet,
};

const OfDecision = ({
  command,
  report,
  close,
}: {
  readonly command: OutboxCommand;
  readonly report: ShownReport;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  const called = useCalled();
  const stored = report as Missing;
  const act = actionOf(command.command);
  const fields = missingFields(command, report, called);
  const atHq = report.lines.filter(({ sending }) => sending === undefined);
  const last = atHq.findLast(({ kind }) => !HARMLESS_LINES.includes(kind));
  const mayNote = whyNotMissing(stored, 'note', officer) === undefined;
  const text = leftOutWords(command.summary, fields);
  const keepHqs = () =>
    giveUp(command, mayNote && fields.length > 0 ? () => give('missing', 'missing.note', { missingId: report.id, text }) : undefined);
  return (
    <DecisionVersions
      command={command}
      lead={w.leadKept(last?.by, mayNote)}
      last={last}
      since={atHq
        .filter(({ at }) => at > command.at)
        .map((line) => w.field(line.by, [wordOf(m.kinds, line.kind), line.text].filter(Boolean).join('. ')))}
      fields={fields}
      save={(chosen) => (Object.values(chosen).includes('mine') ? api.link.resend({ id: command.id }) : keepHqs())}
      keepHqs={keepHqs}
      onlyHqs={
        act === undefined || whyNotMissing(stored, act, officer) === undefined
          ? undefined
          : w.field(m.state, wordOf(m.states, report.state))
      }
      close={close}
    />
  );
};
