import type { ShownCrime } from '../../../contracts/ipc/crime.ts';
import { listed, wordOf } from '../../format/text.ts';
import { birthDay } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Plate } from '../../ui/marks.tsx';
import s from './report.module.css';

const { crime: w } = strings;
const inARow = (...words: readonly (string | false | undefined)[]): string => words.filter(Boolean).join(', ');

/** The people of a report, each with every part they have. */
export const People = ({ people }: Pick<ShownCrime, 'people'>) =>
  people.length === 0 ? (
    <p className={s.none}>{w.noPeople}</p>
  ) : (
    <ul className={s.items}>
      {people.map(({ name, roles, born, contact, address, personId }) => (
        <li key={`${name} ${roles.join()} ${contact ?? ''}`}>
          <b>{name}</b>
          <span>{listed(roles.map((role) => wordOf(w.roles, role)))}</span>
          <small>
            {inARow(
              born !== undefined && w.born(birthDay(born)),
              contact,
              address,
              personId !== undefined && strings.forms.crime.record(personId),
            )}
          </small>
        </li>
      ))}
    </ul>
  );

/** What was stolen, damaged or found, with whose it is. */
export const Property = ({ property, people }: Pick<ShownCrime, 'property' | 'people'>) =>
  property.length === 0 ? (
    <p className={s.none}>{w.noProperty}</p>
  ) : (
    <ul className={s.items}>
      {property.map(({ kind, text, value, marks, owner }) => {
        const whose = owner === undefined ? undefined : people[owner]?.name;
        return (
          <li key={`${kind} ${text} ${marks ?? ''}`}>
            <b>{text}</b>
            <span>{wordOf(w.propertyKinds, kind)}</span>
            <small>{inARow(value, whose !== undefined && w.owner(whose), marks !== undefined && w.marks(marks))}</small>
          </li>
        );
      })}
    </ul>
  );

export const Vehicles = ({ vehicles }: Pick<ShownCrime, 'vehicles'>) => (
  <ul className={s.items}>
    {vehicles.map(({ plate, description, role }) => (
      <li key={`${plate ?? ''} ${description}`}>
        <b>
          {description} {plate !== undefined && <Plate>{plate}</Plate>}
        </b>
        <span>{role !== undefined && wordOf(w.vehicleRoles, role)}</span>
      </li>
    ))}
  </ul>
);

/** What was answered to the questions that follow a flag. */
export const Answers = ({ answers }: { readonly answers: NonNullable<ShownCrime['flagAnswers']> }) => (
  <ul className={s.items}>
    {answers.map(({ flag, question, answer }) => (
      <li key={`${flag} ${question}`}>
        <b dir="auto">{answer}</b>
        <span>{flag}</span>
        <small>{question}</small>
      </li>
    ))}
  </ul>
);
