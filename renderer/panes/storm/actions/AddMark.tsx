import { isRegistration } from '../../../../contracts/domain/registration.ts';
import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { useCommandForm } from '../../../workspace/form/useCommandForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { codesOf, useWorkspace } from '../../../workspace/workspace.ts';
import { ActionSheet } from './ActionSheet.tsx';
import { CodeChoice } from './CodeChoice.tsx';
import type { ActionProps } from './kinds.ts';

const { mark: w } = strings.storm.actions;
const WARNING_LENGTH = 500;
const nothing = { kind: '', code: '', plate: '', description: '', text: '' };
type Fields = typeof nothing;

const plateOf = (typed: string): string => written(typed).toUpperCase().replace(/\s+/g, ' ');
const markOf = ({ kind, code, plate, description, text }: Fields) => {
  if (kind === 'qualifier') return { kind, code } as const;
  if (kind === 'vehicle') return { kind, plate: plateOf(plate), description: written(description) } as const;
  return { kind: kind === 'hazard' ? ('hazard' as const) : ('officerSafety' as const), text: written(text) };
};
const check = ({ kind, code, plate, description, text }: Fields) =>
  faultsOf({
    kind: kind === '' ? w.noKind : undefined,
    code: kind === 'qualifier' && code === '' ? w.noQualifier : undefined,
    plate: kind === 'vehicle' && !isRegistration(plateOf(plate)) ? w.noPlate : undefined,
    description: kind === 'vehicle' ? textFault(description, undefined) : undefined,
    text: kind === 'hazard' || kind === 'officerSafety' ? textFault(text, w.noText, WARNING_LENGTH) : undefined,
  });

/** Puts a qualifier, a vehicle or a warning on a log. */
export const AddMark = ({ log, open, close }: ActionProps) => {
  const { codeLists } = useWorkspace();
  const qualifiers = (codesOf(codeLists, 'qualifier', log.id) ?? []).filter(({ label }) => !log.qualifiers.includes(label));
  const titleOf = ({ kind, code, plate, text }: Fields): string =>
    kind === 'qualifier' ? (qualifiers.find((one) => one.code === code)?.label ?? '') : kind === 'vehicle' ? plate : text;
  const form = useCommandForm({
    ...{ open, system: 'storm', command: 'incident.addMark', check, title: titleOf },
    read: (kept) => fitted(nothing, { ...kept, ...(typeof kept['mark'] === 'object' ? kept['mark'] : {}) }),
    initial: fitted(nothing, open.payload?.['mark']),
    payload: (fields) => ({ incidentId: log.id, mark: markOf(fields) }),
    summary: (fields) => w.summary(serialOf(log.id), titleOf(fields)),
    done: close,
  });
  const { fields } = form.draft;
  const kinds = (Object.keys(w.kinds) as (keyof typeof w.kinds)[]).map((code) => ({ code, label: w.kinds[code] }));
  return (
    <ActionSheet
      title={w.title(serialOf(log.id))}
      lead={w.lead}
      form={form}
      missing={Object.keys(check(fields)).length}
      note={fields.kind === 'hazard' || fields.kind === 'officerSafety' ? w.alerts : w.note}
      leave={w.leave}
      send={w.send}
      close={close}
    >
      <CodeChoice label={w.kind} name="kind" codes={kinds} chosen={fields.kind} choose={(kind) => form.change({ kind })} />
      {fields.kind === 'qualifier' && (
        <CodeChoice label={w.qualifier} name="code" codes={qualifiers} chosen={fields.code} choose={(code) => form.change({ code })} />
      )}
      {fields.kind === 'vehicle' && (
        <>
          <TextField
            name="plate"
            label={w.plate}
            hint={w.plateHint}
            value={fields.plate}
            wrong={form.faults['plate']}
            change={(plate) => form.change({ plate })}
          />
          <TextField
            name="description"
            label={w.description}
            value={fields.description}
            wrong={form.faults['description']}
            change={(description) => form.change({ description })}
          />
        </>
      )}
      {(fields.kind === 'hazard' || fields.kind === 'officerSafety') && (
        <TextField name="text" label={w.text} value={fields.text} wrong={form.faults['text']} change={(text) => form.change({ text })} />
      )}
    </ActionSheet>
  );
};
