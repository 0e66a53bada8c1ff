import { serialOf } from '../../../format/text.ts';
import { clock } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { Grade } from '../../../ui/Grade.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { Toggles } from '../../../ui/Toggles.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import s from '../../../workspace/form/actionSheet.module.css';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { ActionProps } from './kinds.ts';

const { regrade: w } = strings.storm.actions;
const NOTE_LENGTH = 1000;
const nothing = { to: '', reasons: [''], note: '' };
type Fields = Readonly<Omit<typeof nothing, 'reasons'>> & { readonly reasons: readonly string[] };

const read = (kept: Readonly<Record<string, unknown>>): Fields => {
  // Of a command that is changed the grade is a number.
  const fields = fitted(nothing, { ...kept, to: kept['to'] === undefined ? '' : String(kept['to']) });
  return fields;
};

/** Another grade for a log, and why. */
export const Regrade = ({ log, open, close }: ActionProps) => {
  const { codes } = useWorkspace();
  const grades = codes.of('grade', log.id) ?? [];
  const reasons = codes.of('regradeReason', log.id) ?? [];
  const now = grades.find(({ code }) => code === String(log.grade));
  const set = log.lines.findLast(({ kind }) => kind === 'regrade') ?? log.lines[0];
  return (
    <ActionSheet
      system="storm"
      open={open}
      command="incident.regrade"
      initial={open.payload === undefined ? { ...nothing, reasons: [] } : read(open.payload)}
      read={read}
      title={({ to, note }) => w.kept(to, note)}
      check={({ to, reasons: why, note }) =>
        faultsOf({
          to: to === '' || to === String(log.grade) ? w.noGrade : undefined,
          note: textFault(note, why.length === 0 ? w.noNote : undefined, NOTE_LENGTH),
        })
      }
      payload={({ to, reasons: why, note }) => ({
        ...{ incidentId: log.id, from: log.grade, to: Number(to), reasons: [...why], note: written(note) },
      })}
      summary={({ to }) => w.summary(serialOf(log.id), log.grade, to)}
      words={({ to }) => ({
        title: w.title(serialOf(log.id)),
        lead: w.lead(log.grade, now?.label, set === undefined ? undefined : clock(set.at), set?.operator),
        note: w.note(log.resources.length),
        leave: w.leave(log.grade),
        send: to === '' ? w.send : w.sendTo(to),
      })}
      close={close}
    >
      {(fields, change, faults) => (
        <>
          <RadioCards
            label={w.grade}
            name="to"
            layout="pairs"
            cards={grades.map(({ code, label }) => ({
              ...{ value: code, label, mark: <Grade grade={Number(code)} label={label} />, disabled: code === String(log.grade) },
              ...(code === String(log.grade) ? { end: w.now } : {}),
            }))}
            chosen={fields.to}
            wrong={faults['to']}
            choose={(to) => change({ to })}
          />
          {reasons.length > 0 && (
            <Toggles label={w.why} name="reasons" items={reasons} on={fields.reasons} change={(on) => change({ reasons: on })} />
          )}
          {faults['reasons'] !== undefined && <p className={s.wrong}>{faults['reasons']}</p>}
          <TextField {...bind({ note: w.words }, fields, faults, change)('note')} />
        </>
      )}
    </ActionSheet>
  );
};
