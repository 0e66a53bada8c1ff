import { listed, wordOf } from '../../../../format/text.ts';
import { fullTime } from '../../../../format/time.ts';
import { strings } from '../../../../strings/index.ts';
import { PersonWarnings } from '../../../../workspace/personsOfLog.tsx';
import { type Fact, Facts } from '../../Facts.tsx';
import type { FromLog } from '../crimeFields.ts';
import s from './known.module.css';

const { crime, guide } = strings.forms;
const { knownFacts: w } = crime;

/** What the log and the records of its persons have told already, beside every question; warnings first. */
export const Known = ({ log, persons }: FromLog) => {
  const { place, caller, vehicles, qualifiers, resources } = log;
  const facts: readonly (Fact | false)[] = [
    [w.place, place.text, place.postcode],
    caller !== undefined && [w.caller, caller.name ?? caller.telephone ?? '', caller.name === undefined ? undefined : caller.telephone],
    ...persons
      .filter((person) => !person.caller)
      .map(({ id, name, roles }): Fact => [listed(roles.map((role) => wordOf(strings.records.roles, role))), name, crime.record(id)]),
    vehicles.length > 0 && [w.vehicles, vehicles.map(({ plate = '', description }) => `${description} ${plate}`.trim()).join(', ')],
    qualifiers.length > 0 && [w.qualifiers, listed(qualifiers)],
    [w.opened, fullTime(log.openedAt)],
    resources.length > 0 && [w.units, resources.map(({ callSign }) => callSign).join(', ')],
  ];
  return (
    <div className={s.known}>
      <PersonWarnings persons={persons} className={s.warnings} />
      <Facts title={guide.known} lead={guide.knownLead} facts={facts.filter((fact): fact is Fact => fact !== false)} />
    </div>
  );
};
