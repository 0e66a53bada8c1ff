import { CircleHalfFill24Regular } from '@fluentui/react-icons/svg/circle-half-fill';
import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { WeatherMoon24Regular } from '@fluentui/react-icons/svg/weather-moon';
import { WeatherSunny24Regular } from '@fluentui/react-icons/svg/weather-sunny';
import type { Ref } from 'react';
import { nextTheme } from '../theme/themes.ts';
import { Tap } from '../ui/Tap.tsx';
import { words } from '../words/index.ts';
import { useDesk } from './desk.ts';
import { Search } from './Search.tsx';
import s from './top.module.css';
import { UnitMenu } from './UnitMenu.tsx';

const themeIcons = { day: <WeatherSunny24Regular />, night: <WeatherMoon24Regular />, contrast: <CircleHalfFill24Regular /> } as const;

/** Search, the unit's status, the theme, who is signed in (which leads to this laptop and the PIN), and the lock. */
export const TopBar = ({
  searchRef,
  turnTheme,
  laptop,
  lock,
}: {
  readonly searchRef: Ref<HTMLInputElement>;
  readonly turnTheme: () => void;
  readonly laptop: () => void;
  readonly lock: () => void;
}) => {
  const { officer, appearance } = useDesk();
  const next = nextTheme[appearance.theme];
  return (
    <header className={s.top} data-region>
      <Search boxRef={searchRef} />
      <div className={s.spring} />
      <UnitMenu />
      <Tap
        appearance="subtle"
        icon={themeIcons[next]}
        aria-label={words.app.theme[next]}
        title={words.app.theme[next]}
        onClick={turnTheme}
      />
      <button type="button" className={s.who} title={words.laptop.sheet.hint} onClick={laptop}>
        <b>
          {officer.rank} {officer.name}
        </b>{' '}
        <span>{words.app.who(officer.collarNumber, officer.team)}</span>
        <span className={s.hidden}>{words.laptop.sheet.title}</span>
      </button>
      <Tap appearance="outline" icon={<LockClosed20Regular />} title={words.app.lockLong} onClick={lock}>
        {words.app.lock}
      </Tap>
    </header>
  );
};
