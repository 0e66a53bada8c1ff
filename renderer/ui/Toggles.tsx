import s from './toggles.module.css';

/** Words of which any number may be chosen, all in sight. `fixed`: those that are so already and stay so. */
export const Toggles = ({
  label,
  name,
  items,
  on,
  fixed = noWords,
  change,
}: {
  readonly label: string;
  /** By which its form finds it. */
  readonly name: string;
  readonly items: readonly { readonly code: string; readonly label: string }[];
  /** Codes. */
  readonly on: readonly string[];
  readonly fixed?: readonly string[];
  readonly change: (on: readonly string[]) => void;
}) => (
  <fieldset className={s.toggles}>
    <legend>{label}</legend>
    {items.map(({ code, label: words }) => {
      const isFixed = fixed.includes(code);
      const isOn = isFixed || on.includes(code);
      return (
        <button
          key={code}
          type="button"
          name={name}
          aria-pressed={isOn}
          aria-disabled={isFixed}
          onClick={() => !isFixed && change(isOn ? on.filter((one) => one !== code) : [...on, code])}
        >
          {words}
        </button>
      );
    })}
  </fieldset>
);

const noWords: readonly string[] = [];
