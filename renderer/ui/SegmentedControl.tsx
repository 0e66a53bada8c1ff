import s from './segmentedControl.module.css';

export interface SegmentedControlItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number | undefined;
}

/** A filter: one of a few, with its count in the label. */
export const SegmentedControl = <Id extends string>({
  items,
  on,
  label,
  choose,
}: {
  readonly items: readonly SegmentedControlItem<Id>[];
  readonly on: Id;
  readonly label: string;
  readonly choose: (id: Id) => void;
}) => (
  <fieldset className={s.seg} aria-label={label}>
    {items.map((item) => (
      <button key={item.id} type="button" aria-pressed={item.id === on} onClick={() => choose(item.id)}>
        {item.label}
        {item.count === undefined ? '' : ` ${item.count}`}
      </button>
    ))}
  </fieldset>
);
