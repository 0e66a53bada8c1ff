import type { Missing } from '../../../../contracts/domain/missing.ts';
import { gradeOf } from '../../../../contracts/domain/missing-steps.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { faultsOf } from '../../../workspace/form/values.ts';
import type { ActionProps } from './kinds.ts';
import { RiskFields, type RiskFieldsValue } from './RiskFields.tsx';
import { noRisk, readRisk, riskFaults, riskOf } from './riskFaults.ts';

const { risk: w } = strings.forms.missingPerson;

/** Another risk, and why it is not one lower. The one before stays in the report. */
export const SetRisk = ({ report, open, close }: ActionProps) => {
  const now = useNow();
  const { name, risks } = report;
  const grade = gradeOf(report as Missing);
  const set = risks.at(-1);
  const offered = [...new Set(risks.flatMap(({ reasons }) => reasons))];
  const wordOf = (one: string): string => strings.missing.risk(one);
  return (
    <ActionSheet<'missing', 'missing.risk', RiskFieldsValue>
      open={open}
      system="missing"
      command="missing.risk"
      initial={open.payload === undefined ? noRisk : readRisk(open.payload)}
      read={readRisk}
      title={({ whyNotLower }) => whyNotLower}
      check={(fields) => faultsOf(riskFaults(fields, report, new Date()))}
      payload={(fields) => ({ missingId: report.id, ...riskOf(fields) })}
      summary={(fields) => w.summary(name, wordOf(fields.grade))}
      words={(fields) => ({
        ...{ title: w.title(name), note: w.note, leave: w.leave },
        lead: w.lead(wordOf(grade), set === undefined ? '' : dayClock(set.at, now), set?.by ?? ''),
        send: fields.grade === '' ? w.send : w.sendTo(wordOf(fields.grade)),
      })}
      close={() => close()}
    >
      {(fields, change, faults) => <RiskFields fields={fields} change={change} faults={faults} offered={offered} now={grade} />}
    </ActionSheet>
  );
};
