import { Input } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import s from './searchBox.module.css';

/** What is looked for, and how many were found. Esc empties it. */
export const SearchBox = ({
  label,
  text,
  change,
  found,
}: {
  readonly label: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly found: string | undefined;
}) => (
  <Input
    className={s.box}
    type="search"
    aria-label={label}
    placeholder={label}
    autoComplete="off"
    spellCheck={false}
    value={text}
    onChange={(_, { value }) => change(value)}
    contentBefore={<Search20Regular />}
    contentAfter={
      <span className={s.found} role="status">
        {found}
      </span>
    }
  />
);
