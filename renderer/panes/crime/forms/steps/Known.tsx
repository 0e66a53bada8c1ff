import type { ShownIncident } from '../../../../../contracts/ipc/storm.ts';
import { listed } from '../../../../format/text.ts';
import { fullTime } from '../../../../format/time.ts';
import { strings } from '../../../../strings/index.ts';
import { type Fact, Facts } from '../../Facts.tsx';
import s from './known.module.css';

const { knownFacts: w } = strings.forms.crime;

/** What the log has told already, beside every question. */
export const Known = ({ log }: { readonly log: ShownIncident }) => {
  const { place, caller, vehicles, qualifiers, resources } = log;
  const facts: readonly (Fact | false)[] = [
    [w.place, place.text, place.postcode],
    caller !== undefined && [w.caller, caller.name ?? caller.telephone ?? '', caller.name === undefined ? undefined : caller.telephone],
    vehicles.length > 0 && [w.vehicles, vehicles.map(({ plate = '', description }) => `${description} ${plate}`.trim()).join(', ')],
    qualifiers.length > 0 && [w.qualifiers, listed(qualifiers)],
    [w.opened, fullTime(log.openedAt)],
    resources.length > 0 && [w.units, resources.map(({ callSign }) => callSign).join(', ')],
  ];
  return (
    <div className={s.known}>
      <Facts
        title={strings.forms.crime.known}
        lead={strings.forms.crime.knownLead}
        facts={facts.filter((fact): fact is Fact => fact !== false)}
      />
    </div>
  );
};
