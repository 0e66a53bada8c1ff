import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { useCommandForm } from '../../../workspace/form/useCommandForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { codesOf, useWorkspace } from '../../../workspace/workspace.ts';
import { ActionSheet } from './ActionSheet.tsx';
import { CodeChoice } from './CodeChoice.tsx';
import type { ActionProps } from './kinds.ts';

const { request: w } = strings.storm.actions;
const NOTE_LENGTH = 1000;
const nothing = { kind: '', note: '' };

/** Asks control for a dog, CSI, an ambulance. */
export const RequestResource = ({ log, open, close }: ActionProps) => {
  const { codeLists } = useWorkspace();
  const kinds = codesOf(codeLists, 'resourceKind', log.id) ?? [];
  const check = ({ kind, note }: typeof nothing) =>
    faultsOf({ kind: kind === '' ? w.noKind : undefined, note: textFault(note, undefined, NOTE_LENGTH) });
  const wordsOf = (kind: string): string => kinds.find(({ code }) => code === kind)?.label ?? kind;
  const form = useCommandForm({
    ...{ open, system: 'storm', command: 'incident.requestResource', check },
    read: (kept) => fitted(nothing, kept),
    initial: fitted(nothing, open.payload),
    title: ({ kind, note }) => `${wordsOf(kind)} ${note}`.trim(),
    payload: ({ kind, note }) => ({ incidentId: log.id, kind, note: written(note) }),
    summary: ({ kind }) => w.summary(wordsOf(kind), serialOf(log.id)),
    done: close,
  });
  const { fields } = form.draft;
  return (
    <ActionSheet
      title={w.title(serialOf(log.id))}
      lead={w.lead}
      form={form}
      missing={Object.keys(check(fields)).length}
      note={w.note}
      leave={w.leave}
      send={fields.kind === '' ? w.send : w.sendFor(wordsOf(fields.kind))}
      close={close}
    >
      <CodeChoice label={w.kind} name="kind" codes={kinds} chosen={fields.kind} choose={(kind) => form.change({ kind })} />
      <TextField name="note" label={w.words} value={fields.note} wrong={form.faults['note']} change={(note) => form.change({ note })} />
    </ActionSheet>
  );
};
