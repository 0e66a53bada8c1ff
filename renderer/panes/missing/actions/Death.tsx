import { LONG_TEXT_LENGTH } from '../../../../contracts/domain/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import type { ActionProps } from './kinds.ts';
import { PARAGRAPH_LENGTH } from './riskFaults.ts';

const { death: w } = strings.forms.missingPerson;
const nothing = { kinTold: '', coronerTold: '', text: '' };

/** What was done about somebody who was found dead: it closes the report. */
export const Death = ({ report, open, close }: ActionProps) => (
  <ActionSheet<'missing', 'missing.death', typeof nothing>
    open={open}
    system="missing"
    command="missing.death"
    initial={fitted(nothing, open.payload)}
    read={(kept) => fitted(nothing, kept)}
    title={({ text, kinTold }) => text || kinTold}
    check={({ kinTold, coronerTold, text }) =>
      faultsOf({
        kinTold: textFault(kinTold, w.none.kinTold, PARAGRAPH_LENGTH),
        coronerTold: textFault(coronerTold, w.none.coronerTold, PARAGRAPH_LENGTH),
        text: textFault(text, undefined, LONG_TEXT_LENGTH),
      })
    }
    payload={({ kinTold, coronerTold, text }) => ({
      ...{ missingId: report.id, kinTold: written(kinTold), coronerTold: written(coronerTold), text: written(text) },
    })}
    summary={() => w.summary(report.name)}
    words={() => ({ ...w, title: w.title(report.name) })}
    close={() => close()}
  >
    {(fields, change, faults) => {
      const field = bind(w, fields, faults, change);
      return (
        <>
          <TextField grows {...field('kinTold')} hint={w.kinToldHint} />
          <TextField grows {...field('coronerTold')} />
          <TextField long {...field('text')} />
        </>
      );
    }}
  </ActionSheet>
);
