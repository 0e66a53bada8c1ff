import type { Code } from '../../../contracts/domain/code-list.ts';
import { strings } from '../../strings/index.ts';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import { codesOf, useWorkspace } from '../workspace.ts';
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
  const { officer, codeLists } = useWorkspace();
  const areas = codesOf(codeLists, 'area', officer.staffId);
  const field = bind<Place>(w, fields, faults, change);
  return (
    <>
      <TextField {...field('place')} hint={hint} />
      <div className={s.two}>
        {areas === undefined && <TextField {...field('area')} />}
        <TextField {...field('postcode')} />
      </div>
      {areas !== undefined && <ChoiceField {...field('area')} choices={choicesOf(areas, fields.area)} />}
    </>
  );
};
