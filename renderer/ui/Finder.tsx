import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import s from './finder.module.css';
import { Kbd } from './marks.tsx';

export interface FinderItem {
  readonly id: string;
  readonly content: ReactNode;
}
export interface FinderGroup {
  readonly title: string;
  /** How many there are that are not shown: "3 more". */
  readonly more?: string | undefined;
  readonly items: readonly FinderItem[];
}

/**
 * A box that finds: a combobox over a list in groups (WAI-ARIA combobox, list autocomplete with manual selection). Focus
 * stays in the box; Up and Down move, Enter chooses, Esc closes and, once closed, empties. `keys`: keys of whoever shows it, which has used
 * one when it prevents its default.
 */
export const Finder = ({
  name,
  label,
  placeholder,
  text,
  change,
  groups,
  status,
  none,
  choose,
  boxRef,
  describedBy,
  left,
  hint,
  wide = false,
  trailing,
  above,
  below,
  keys,
  hints,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly groups: readonly FinderGroup[];
  /** How many were found, said in the box; undefined while nothing was looked for. */
  readonly status: string | undefined;
  /** Said in the list when nothing was found. */
  readonly none: string;
  readonly choose: (id: string) => void;
  readonly boxRef?: Ref<HTMLInputElement>;
  /** By which its form finds the box. */
  readonly name?: string;
  /** The element that says what is wrong with what is in it. */
  readonly describedBy?: string | undefined;
  /** The focus has left it. */
  readonly left?: () => void;
  /** The key that leads here, shown while the box is empty. */
  readonly hint?: string;
  readonly wide?: boolean;
  readonly trailing?: ReactNode;
  /** Over the list, and under it. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  readonly keys?: (event: KeyboardEvent) => void;
  readonly hints?: ReactNode;
}) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const items = groups.flatMap((group) => group.items);
  const shown = open && status !== undefined;
  const active = shown ? items[Math.min(at, items.length - 1)] : undefined;
  const optionId = (item: FinderItem): string => `${id}-${item.id}`;

  const activeId = active?.id;
  useEffect(() => {
    if (activeId !== undefined) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const pick = (item: FinderItem): void => {
    setOpen(false);
    choose(item.id);
  };
  const key = (event: KeyboardEvent): void => {
    if (shown) keys?.(event);
    if (event.defaultPrevented) return;
    const down = event.key === 'ArrowDown';
    if (down || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open) setAt(Math.min(items.length - 1, Math.max(0, at + (down ? 1 : -1))));
      setOpen(true);
    } else if (event.key === 'Enter' && !event.ctrlKey && active !== undefined) {
      event.preventDefault();
      pick(active);
    } else if (event.key === 'Escape' && (shown || text !== '')) {
      event.preventDefault();
      event.stopPropagation();
      if (shown) setOpen(false);
      else change('');
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus has left
    <div
      className={classes(s.finder, wide && s.wide)}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setOpen(false);
        left?.();
      }}
    >
      <div className={s.box}>
        <Search20Regular />
        <input
          ref={boxRef}
          type="text"
          role="combobox"
          name={name}
          aria-describedby={describedBy}
          aria-invalid={describedBy === undefined ? undefined : true}
          aria-label={label}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setAt(0);
            setOpen(true);
            change(event.target.value);
          }}
          onFocus={() => setOpen(text !== '')}
          onKeyDown={key}
        />
        {status !== undefined && text !== '' && <span role="status">{status}</span>}
        {hint !== undefined && text === '' && <Kbd>{hint}</Kbd>}
        {trailing}
      </div>
      <div className={s.drop} hidden={!shown}>
        {above}
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={s.options} tabIndex={-1}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no child of a listbox
            <div
              key={group.title}
              role="group"
              className={s.section}
              aria-label={group.more === undefined ? group.title : `${group.title}, ${group.more}`}
            >
              <p className={s.group} aria-hidden>
                {group.title}
                {group.more !== undefined && <small>{group.more}</small>}
              </p>
              {group.items.map((item) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, where the focus stays
                <div
                  key={item.id}
                  id={optionId(item)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={item.id === active?.id}
                  className={s.option}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => pick(item)}
                >
                  {item.content}
                </div>
              ))}
            </div>
          ))}
        </div>
        {items.length === 0 && <p className={s.none}>{none}</p>}
        {below}
        <p className={s.foot} aria-hidden>
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> {strings.app.move}
          </span>
          <span>
            <Kbd>Enter</Kbd> {strings.app.choose}
          </span>
          {hints}
          <span>
            <Kbd>Esc</Kbd> {strings.app.close}
          </span>
        </p>
      </div>
    </div>
  );
};
