import type { ShownMap } from '../../../../contracts/ipc/storm.ts';
import { monthOf } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import s from './list.module.css';
import type { CrimeChoice } from './style.ts';

const { map: w } = strings;

/** What of recorded crime is within the ring: in all, and where most of it is. */
export interface CrimesNear {
  readonly total: number;
  readonly streets: readonly { readonly street: string | undefined; readonly count: number }[];
}

/** Which recorded crimes are on the map, by kind and month. */
export const CrimePicker = ({
  crimes,
  choice,
  choose,
}: {
  readonly crimes: NonNullable<ShownMap['crimes']>;
  readonly choice: CrimeChoice | undefined;
  readonly choose: (choice: CrimeChoice | undefined) => void;
}) => {
  const month = choice?.month ?? crimes.months.at(-1) ?? '';
  const kind = choice === undefined ? NONE : (choice.kind ?? ALL);
  const set = (next: string, of: string): void => choose(next === NONE ? undefined : { kind: next === ALL ? undefined : next, month: of });
  return (
    <>
      <label>
        <span>{w.crimes}</span>
        <select value={kind} onChange={(event) => set(event.target.value, month)}>
          <option value={NONE}>{w.crimesNone}</option>
          <option value={ALL}>{w.crimesAll}</option>
          {crimes.kinds.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {choice !== undefined && crimes.months.length > 1 && (
        <label>
          <span>{w.month}</span>
          <select value={month} onChange={(event) => set(kind, event.target.value)}>
            {crimes.months.map((one) => (
              <option key={one} value={one}>
                {monthOf(one)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
};

/** What is drawn of crimes within the ring, in words. */
export const CrimesInRing = ({ near, month }: { readonly near: CrimesNear; readonly month: string }) => (
  <div className={s.crimes} role="status">
    <h3>{w.crimesIn(near.total, monthOf(month))}</h3>
    <ul>
      {near.streets.map(({ street, count }) => (
        <li key={street ?? ''}>{w.crimesAt(street, count)}</li>
      ))}
    </ul>
  </div>
);

/** No kind of crime is called so. */
const NONE = '-';
const ALL = '*';
