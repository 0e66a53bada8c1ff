import { LONG_TEXT_LENGTH } from '../../../../contracts/domain/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { OfficerField } from '../../crime/forms/OfficerField.tsx';
import type { ActionProps } from './kinds.ts';

const { handOver: w } = strings.forms.missingPerson;
/** HQ writes the officer's name before it, in the same line. */
const TEXT_LENGTH = LONG_TEXT_LENGTH - 250;
const nothing = { who: '', to: '', text: '' };
type Fields = Readonly<typeof nothing>;
const read = (kept: Readonly<Record<string, unknown>>): Fields => {
  const fields = fitted(nothing, kept);
  return fields.who === '' ? { ...fields, who: fields.to } : fields;
};

/** Another officer is in charge: of the team, or of another by the collar number. */
export const HandOver = ({ report, open, close }: ActionProps) => (
  <ActionSheet<'missing', 'missing.handOver', Fields>
    open={open}
    system="missing"
    command="missing.handOver"
    initial={open.payload === undefined ? nothing : read(open.payload)}
    read={read}
    title={({ text, who }) => text || who}
    check={({ to, text }) =>
      faultsOf({ to: to === '' || to === report.owner ? w.noTo : undefined, text: textFault(text, undefined, TEXT_LENGTH) })
    }
    payload={({ to, text }) => ({ missingId: report.id, to, text: written(text) })}
    summary={({ to }) => w.summary(report.name, to)}
    words={() => ({ ...w, title: w.title(report.name) })}
    close={() => close()}
  >
    {(fields, change, faults) => (
      <>
        <OfficerField
          name="to"
          label={w.to}
          typed={fields.who}
          chosen={fields.to}
          wrong={faults['to']}
          anybody
          change={(who, to) => change({ who, to })}
        />
        <TextField long {...bind(w, fields, faults, change)('text')} />
      </>
    )}
  </ActionSheet>
);
