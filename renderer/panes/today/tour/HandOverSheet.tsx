import { isBlank } from '../../../../contracts/domain/text.ts';
import { serialOf } from '../../../format/text.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { type MendingForm, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, some, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { OfficerField } from '../../crime/forms/OfficerField.tsx';
import { useCalled } from '../../crime/useCalled.ts';
import type { HandOver } from '../location.ts';
import type { StillOpen } from './stillOpen.ts';

const w = strings.tour;
/** Beside to whom it goes, within what a task's entry and a log's line hold. */
const TEXT_LENGTH = 1000;
const nothing = { who: '', owner: '', text: '' };
type Fields = Readonly<typeof nothing>;
const read = (kept: Readonly<Record<string, unknown>>): Fields => {
  const fields = fitted(nothing, kept);
  return fields.who === '' ? { ...fields, who: fields.owner } : fields;
};

/** Hands a task to somebody of the team, or writes on a log what its next crew has to know. */
export const HandOverSheet = ({ of, open, ...form }: HandOver & { readonly open: StillOpen }) => {
  const { go } = useWorkspace();
  const close = (): void => go({ pane: 'today', view: 'tour' });
  return (
    <AskState
      ask={useAsk(['tour.handOver', form.draft], () => mendedPayload(form.mend), { fresh: true })}
      words={strings.errors.codes}
      where="tour.handOver"
      loading={strings.forms.loading}
    >
      {(mended) =>
        of === 'task' ? (
          <OfTask
            open={{ ...form, ...mended }}
            taskId={form.about}
            title={open.tasks.find(({ id }) => id === form.about)?.title ?? form.about}
            close={close}
          />
        ) : (
          <OfLog open={{ ...form, ...mended }} incidentId={form.about} close={close} />
        )
      }
    </AskState>
  );
};

const OfTask = ({
  open,
  taskId,
  title,
  close,
}: {
  readonly open: MendingForm;
  readonly taskId: string;
  readonly title: string;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  return (
    <ActionSheet<'crime', 'task.change', Fields>
      open={open}
      system="crime"
      command="task.change"
      initial={open.payload === undefined ? nothing : read(open.payload)}
      read={read}
      title={({ text, who }) => text || who}
      check={({ owner, text }) =>
        faultsOf({
          owner: owner === '' || owner === officer.collarNumber ? w.task.noTo : undefined,
          text: isBlank(text) ? undefined : textFault(text, undefined, TEXT_LENGTH),
        })
      }
      payload={({ owner, text }) => ({ taskId, owner, ...some('text', text) })}
      summary={({ owner }) => w.task.summary(owner, title)}
      words={() => ({ ...w.task, title: w.task.title(title) })}
      close={close}
    >
      {(fields, change, faults) => (
        <>
          <OfficerField
            name="owner"
            label={w.task.to}
            typed={fields.who}
            chosen={fields.owner}
            wrong={faults['owner']}
            change={(who, owner) => change({ who, owner })}
          />
          <TextField long {...bind(w.task, fields, faults, change)('text')} />
        </>
      )}
    </ActionSheet>
  );
};

const OfLog = ({ open, incidentId, close }: { readonly open: MendingForm; readonly incidentId: string; readonly close: () => void }) => {
  const called = useCalled();
  const lineOf = ({ owner, text }: Fields): string => w.log.line(owner === '' ? w.log.nextTour : called(owner), written(text));
  return (
    <ActionSheet<'storm', 'incident.addLine', Fields>
      open={open}
      system="storm"
      command="incident.addLine"
      initial={nothing}
      read={read}
      title={({ text }) => text}
      check={({ who, owner, text }) =>
        faultsOf({ owner: owner === '' && !isBlank(who) ? w.log.noTo : undefined, text: textFault(text, w.log.what, TEXT_LENGTH) })
      }
      payload={(fields) => ({ incidentId, text: lineOf(fields) })}
      summary={lineOf}
      words={() => ({ ...w.log, title: w.log.title(serialOf(incidentId)) })}
      close={close}
    >
      {(fields, change, faults) => (
        <>
          <OfficerField
            name="owner"
            label={w.log.to}
            typed={fields.who}
            chosen={fields.owner}
            wrong={faults['owner']}
            change={(who, owner) => change({ who, owner })}
          />
          <TextField long {...bind(w.log, fields, faults, change)('text')} />
        </>
      )}
    </ActionSheet>
  );
};
