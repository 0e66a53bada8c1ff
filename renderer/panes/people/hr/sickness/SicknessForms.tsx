import type { ShownSickness } from '../../../../../contracts/ipc/people.ts';
import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { CommandForm } from '../../../../workspace/form/CommandForm.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import type { Location } from '../../../../workspace/location.ts';
import type { BegunForm } from '../../../../workspace/pane.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { type Before, CameBack } from '../CameBack.tsx';
import {
  type BackFields,
  backFaults,
  backPayload,
  type CertificateFields,
  certificateFaults,
  certificatePayload,
  newBack,
  newCertificate,
  newReport,
  type ReportFields,
  readBack,
  readCertificate,
  readReport,
  reportFaults,
  reportPayload,
} from './sicknessFields.ts';

const { sickness: w } = strings.hr;
interface Props {
  readonly open: BegunForm & Before;
  readonly back: Location;
}
const shown = (id: string): Location => ({ pane: 'people', view: 'requests', id });

/** Off sick from a day on. `own`: the officer's sickness so far. */
export const ReportForm = ({ open, back, own }: Props & { readonly own: readonly ShownSickness[] }) => {
  const { link } = useWorkspace();
  return (
    <CommandForm
      {...{ open, back }}
      system="people"
      command="sickness.report"
      initial={open.payload === undefined ? newReport(new Date()) : readReport(open.payload)}
      read={readReport}
      title={() => w.reportTitle}
      check={(fields: ReportFields) => reportFaults(fields, own, new Date())}
      payload={reportPayload}
      summary={({ firstDay }) => `${w.reportTitle}: ${firstDay}`}
      madeLocation={shown}
      words={() => ({ title: w.reportTitle, lead: w.reportLead, send: link?.link === 'offline' ? w.keepReport : w.report })}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <FormPart>
            <CameBack reason={open.cameBack} />
            <TextField {...field('firstDay')} hint={w.firstDayHint} />
            <TextField long {...field('text')} hint={w.textHint} />
          </FormPart>
        );
      }}
    </CommandForm>
  );
};

/** Fit for duty again from a day on. */
export const BackForm = ({ open, back, sickness }: Props & { readonly sickness: ShownSickness }) => (
  <CommandForm
    {...{ open, back }}
    system="people"
    command="sickness.fit"
    initial={open.payload === undefined ? newBack(new Date()) : readBack(open.payload)}
    read={readBack}
    title={() => w.backTitle}
    check={(fields: BackFields) => backFaults(fields, sickness, new Date())}
    payload={(fields) => backPayload(fields, sickness.id)}
    summary={({ backOn }) => `${w.backTitle}: ${backOn}`}
    madeLocation={shown}
    words={() => ({ title: w.backTitle, lead: w.backLead, send: w.back })}
  >
    {(fields, change, faults) => (
      <FormPart>
        <CameBack reason={open.cameBack} />
        <TextField {...bind(w, fields, faults, change)('backOn')} hint={w.backOnHint} />
      </FormPart>
    )}
  </CommandForm>
);

/** The officer's own certificate, or a fit note with its picture. */
export const CertificateForm = ({ open, back, sickness }: Props & { readonly sickness: ShownSickness }) => (
  <CommandForm
    {...{ open, back }}
    carries
    system="people"
    command="sickness.certify"
    initial={open.payload === undefined ? newCertificate(sickness, new Date()) : readCertificate(open.payload)}
    read={readCertificate}
    title={() => w.certificateTitle}
    check={(fields: CertificateFields) => certificateFaults(fields, sickness)}
    payload={(fields) => certificatePayload(fields, sickness.id)}
    summary={({ from, to }) => `${w.certificateTitle}: ${from} to ${to}`}
    madeLocation={shown}
    words={({ kind }) => ({ title: w.certificateTitle, lead: w.certificateLead, send: w.sendCertificate[kind] })}
  >
    {(fields, change, faults) => {
      const field = bind(w, fields, faults, change);
      return (
        <FormPart>
          <CameBack reason={open.cameBack} />
          <ChoiceField {...field('kind')} choices={w.kinds} />
          <TextField {...field('from')} />
          <TextField {...field('to')} />
          <TextField long {...field('text')} label={w.illness[fields.kind]} />
        </FormPart>
      );
    }}
  </CommandForm>
);
