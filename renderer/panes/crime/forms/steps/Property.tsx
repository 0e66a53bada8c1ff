import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { KnownThings } from '../../../../workspace/form/KnownThings.tsx';
import { newProperty, newVehicle, type ReportFields } from '../crimeFields.ts';
import s from '../forms.module.css';
import { Rows } from './Rows.tsx';
import type { StepProps } from './step.ts';

const { crime: w } = strings.forms;
/** As many as the contract takes. */
const MOST_PROPERTY = 100;
const MOST_VEHICLES = 20;

/** Things and vehicles; whose a thing is, is one of the report's people. */
export const Property = ({ fields, change, faults }: StepProps) => {
  const owners = ownersOf(fields);
  return (
    <>
      <Rows
        add={w.addItem}
        label={w.item}
        rows={fields.property}
        fresh={{ ...newProperty, owner: onlyVictim(fields) }}
        most={MOST_PROPERTY}
        change={(property) => change({ property })}
      >
        {(item, at, set) => {
          const field = (name: 'text' | 'value' | 'marks') => ({
            ...{ name: `item-${at}-${name}`, value: item[name], wrong: faults[`item-${at}-${name}`] },
            change: (typed: string): void => set({ [name]: typed }),
          });
          return (
            <>
              <TextField {...field('text')} label={w.itemText} />
              <TextField {...field('value')} label={w.value} />
              <ChoiceField
                name={`item-${at}-kind`}
                label={w.itemKind}
                choices={strings.crime.propertyKinds}
                value={item.kind}
                change={(kind) => set({ kind })}
              />
              <div>
                <TextField {...field('marks')} label={w.marks} hint={w.marksHint} />
                <KnownThings
                  type="object"
                  typed={item.marks}
                  take={({ name, detail }) => set({ marks: name, text: item.text || detail })}
                />
              </div>
              <ChoiceField
                name={`item-${at}-owner`}
                label={w.owner}
                choices={owners}
                of={Object.keys(owners)}
                value={item.owner === '' ? NOBODY : item.owner}
                change={(owner) => set({ owner: owner === NOBODY ? '' : owner })}
              />
            </>
          );
        }}
      </Rows>
      <h3 className={s.heading}>{w.vehicles}</h3>
      <Rows
        add={w.addVehicle}
        label={w.vehicle}
        rows={fields.vehicles}
        fresh={newVehicle}
        most={MOST_VEHICLES}
        change={(vehicles) => change({ vehicles })}
      >
        {(vehicle, at, set) => {
          const field = (name: 'plate' | 'description') => ({
            ...{ name: `vehicle-${at}-${name}`, label: w[name], value: vehicle[name], wrong: faults[`vehicle-${at}-${name}`] },
            change: (typed: string): void => set({ [name]: typed }),
          });
          return (
            <>
              <TextField {...field('description')} />
              <div>
                <TextField {...field('plate')} />
                <KnownThings
                  type="vehicle"
                  typed={vehicle.plate}
                  take={({ name, detail }) => set({ plate: name, description: vehicle.description || detail })}
                />
              </div>
              <ChoiceField
                name={`vehicle-${at}-role`}
                label={w.vehicleRole}
                choices={strings.crime.vehicleRoles as Readonly<Record<string, string>>}
                value={vehicle.role}
                change={(role) => set({ role })}
              />
            </>
          );
        }}
      </Rows>
    </>
  );
};

const NOBODY = 'nobody';
const ownersOf = ({ people }: ReportFields): Readonly<Record<string, string>> =>
  Object.fromEntries([...people.map(({ name }, at) => [String(at), name.trim() || w.person(at + 1)]), [NOBODY, w.nobody]]);
/** Most things are the victim's, where there is one. */
const onlyVictim = ({ people }: ReportFields): string => {
  const victims = people.flatMap(({ roles }, at) => (roles.includes('victim') ? [String(at)] : []));
  return victims.length === 1 ? (victims[0] ?? '') : '';
};
