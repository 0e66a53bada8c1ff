import type { Code } from '../../../contracts/domain/code-list.ts';
import type { ThingRow } from '../../../contracts/ipc/records.ts';
import { strings } from '../../strings/index.ts';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import { useWorkspace } from '../workspace.ts';
import { KnownThings } from './KnownThings.tsx';
import s from './placeFields.module.css';
import { bind, type Faults } from './useForm.ts';

const { crime: w } = strings.forms;

interface Place {
  readonly place: string;
  readonly postcode: string;
  readonly area: string;
}

/** The force's areas, and the one that is written already: a log may be of an area next door. */
const choicesOf = (areas: readonly Code[], written: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...areas.map(({ label }) => label), ...(written === '' ? [] : [written])].map((area) => [area, area]));

/** A place that is known, as the fields have it: its postcode stands behind its address, or beside it. */
const placeOf = ({ name, detail }: ThingRow): Partial<Place> => {
  const behind = POSTCODE.exec(name)?.[0] ?? '';
  const postcode = behind === '' ? (POSTCODE.exec(detail)?.[0] ?? '') : behind;
  return { place: name.slice(0, name.length - behind.length).replace(/[\s,]+$/, ''), ...(postcode === '' ? {} : { postcode }) };
};
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;

/** A place with its postcode and area: one of the force's areas, where its list is here. */
export const PlaceFields = ({
  fields,
  change,
  faults,
  hint,
}: {
  readonly fields: Place;
  readonly change: (some: Partial<Place>) => void;
  readonly faults: Faults;
  readonly hint: string;
}) => {
  const { codes } = useWorkspace();
  const areas = codes.of('area');
  const field = bind<Place>(w, fields, faults, change);
  return (
    <>
      <div>
        <TextField {...field('place')} hint={hint} />
        <KnownThings type="place" typed={fields.place} take={(known) => change(placeOf(known))} />
      </div>
      <div className={s.two}>
        {areas === undefined && <TextField {...field('area')} />}
        <TextField {...field('postcode')} />
      </div>
      {areas !== undefined && <ChoiceField {...field('area')} choices={choicesOf(areas, fields.area)} />}
    </>
  );
};
