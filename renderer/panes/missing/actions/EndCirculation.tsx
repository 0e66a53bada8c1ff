import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import type { ActionProps } from './kinds.ts';

const { endCirculation: w } = strings.forms.missingPerson;
const nothing = { text: '' };

/** Crews are told no more. */
export const EndCirculation = ({ report, open, close }: ActionProps) => (
  <ActionSheet<'missing', 'missing.endCirculation', typeof nothing>
    open={open}
    system="missing"
    command="missing.endCirculation"
    initial={fitted(nothing, open.payload)}
    read={(kept) => fitted(nothing, kept)}
    title={({ text }) => text}
    check={({ text }) => faultsOf({ text: textFault(text, undefined) })}
    payload={({ text }) => ({ missingId: report.id, text: written(text) })}
    summary={() => w.summary(report.name)}
    words={() => ({ ...w, title: w.title(report.name) })}
    close={() => close()}
  >
    {(fields, change, faults) => <TextField {...bind(w, fields, faults, change)('text')} />}
  </ActionSheet>
);
