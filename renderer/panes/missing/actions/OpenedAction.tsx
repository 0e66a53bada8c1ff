import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import { Circulate } from './Circulate.tsx';
import { Death } from './Death.tsx';
import { Found } from './Found.tsx';
import { HandOver } from './HandOver.tsx';
import { type ActionKind, draftOf, type OpenAction } from './kinds.ts';
import { LinkLog } from './LinkLog.tsx';
import { ReviewRisk } from './ReviewRisk.tsx';
import { SetRisk } from './SetRisk.tsx';
import { WellBeing } from './WellBeing.tsx';
import { EndCirculation, NotFound } from './withReason.tsx';

const forms = {
  risk: SetRisk,
  review: ReviewRisk,
  handOver: HandOver,
  linkLog: LinkLog,
  circulate: Circulate,
  endCirculation: EndCirculation,
  notFound: NotFound,
  wellBeing: WellBeing,
  death: Death,
} as const;

/** The form that is open on a report, once the command that is changed in it is here. `report`: undefined for a crew that has only what is circulated. */
export const OpenedAction = ({
  action,
  called,
  id,
  name,
  lastSeenAt,
  report,
  close,
}: {
  readonly action: OpenAction;
  /** By what the report was opened: its number, or provisional. */
  readonly called: string;
  readonly id: string;
  readonly name: string;
  /** ISO 8601 */
  readonly lastSeenAt: string;
  readonly report: ShownReport | undefined;
  readonly close: (next?: ActionKind) => void;
}) => {
  const draft = draftOf(action, called);
  const { kind, mend } = action;
  const Form = kind === 'found' ? undefined : forms[kind];
  return (
    <AskState
      ask={useAsk(['missing.action', draft], () => mendedPayload(mend), { fresh: true })}
      words={strings.errors.codes}
      where="missing.action"
      loading={strings.forms.loading}
    >
      {(mended) => {
        const open = { draft, about: id, mend, ...mended };
        if (Form === undefined)
          return <Found key={draft} {...{ id, name, lastSeenAt, open, close }} checks={report !== undefined && mend === undefined} />;
        return report !== undefined && <Form key={draft} report={report} open={open} close={close} />;
      }}
    </AskState>
  );
};
