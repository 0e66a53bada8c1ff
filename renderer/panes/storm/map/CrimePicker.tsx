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

/** Which recorded crimes are on the map, by kind and month; what is within the ring stands under it in words. */
export const CrimePicker = ({
  crimes,
  choice,
  choose,
  near,
}: {
  readonly crimes: NonNullable<ShownMap['crimes']>;
  readonly choice: CrimeChoice | undefined;
  readonly choose: (choice: CrimeChoice | undefined) => void;
  readonly near: CrimesNear | undefined;
}) => {
  const month = choice?.month ?? crimes.months.at(-1) ?? '';
  const kind = choice === undefined ? NONE : (choice.kind ?? ALL);
  const set = (next: string, of: string): void => choose(next === NONE ? undefined : { kind: next === ALL ? undefined : next, month: of });
  return (
    <div className={s.crimes}>
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
      {choice !== undefined && (
        <>
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
          {near !== undefined && (
            <div role="status">
              {w.crimesIn(near.total)}
              <ul>
                {near.streets.map(({ street, count }) => (
                  <li key={street ?? ''}>{w.crimesAt(street, count)}</li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </div>
  );
};

/** No kind of crime is called so. */
const NONE = '-';
const ALL = '*';
