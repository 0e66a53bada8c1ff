import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from '../format/text.ts';
import s from './menu.module.css';

export interface Choice {
  readonly id: string;
  readonly content: ReactNode;
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * A button that opens a list of which one is chosen (WAI-ARIA menu button with menuitemradio). It opens on what is chosen;
 * Up, Down, Home and End move, Enter chooses, Esc and Tab close. Our own, because the kit's puts focus dummies into the page
 * that a screen reader's user would run into (axe: aria-hidden-focus).
 */
export const ChoiceMenu = ({
  name,
  menuName,
  button,
  className,
  choices,
  chosen,
  choose,
  end = false,
  up = false,
  note,
}: {
  /** What the button is called; it begins with what the button shows. */
  readonly name: string;
  readonly menuName: string;
  readonly button: ReactNode;
  readonly className: string | undefined;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
  /** The menu ends where its button does, instead of beginning there. */
  readonly end?: boolean;
  /** It opens over its button, which stands low in the window. */
  readonly up?: boolean;
  /** Stands under the choices. */
  readonly note?: ReactNode;
}) => {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = (): readonly HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])];

  useEffect(() => {
    if (!open) return;
    const target =
      menu.current?.querySelector<HTMLElement>('[aria-checked=true]') ?? menu.current?.querySelector<HTMLElement>('[role=menuitemradio]');
    target?.focus();
  }, [open]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const all = items();
      all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') setOpen(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus has left
    <div className={s.around} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <button
        ref={opener}
        type="button"
        className={className}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div className={classes(s.menu, end && s.end, up && s.up)}>
          <div ref={menu} role="menu" aria-label={menuName} tabIndex={-1} onKeyDown={press}>
            {choices.map((choice) => (
              <button
                key={choice.id}
                type="button"
                role="menuitemradio"
                aria-checked={choice.id === chosen}
                tabIndex={-1}
                className={s.item}
                onClick={() => {
                  close();
                  choose(choice.id);
                }}
              >
                {choice.content}
              </button>
            ))}
          </div>
          {note}
        </div>
      )}
    </div>
  );
};
