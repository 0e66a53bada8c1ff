import { CircleHalfFill24Regular } from '@fluentui/react-icons/svg/circle-half-fill';
import { DesktopOff24Regular } from '@fluentui/react-icons/svg/desktop-off';
import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { Person24Regular } from '@fluentui/react-icons/svg/person';
import { TextFontSize24Regular } from '@fluentui/react-icons/svg/text-font-size';
import { WeatherMoon24Regular } from '@fluentui/react-icons/svg/weather-moon';
import { WeatherSunny24Regular } from '@fluentui/react-icons/svg/weather-sunny';
import type { RefObject } from 'react';
import { strings } from '../strings/index.ts';
import { nextTheme } from '../theme/themes.ts';
import { Button } from '../ui/Button.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import { Search } from './Search.tsx';
import s from './top.module.css';
import { UnitMenu } from './UnitMenu.tsx';
import type { WantedSearch } from './useFind.ts';

const themeIcons = { day: <WeatherSunny24Regular />, night: <WeatherMoon24Regular />, contrast: <CircleHalfFill24Regular /> } as const;

/** Search, the unit's status, the theme, who is signed in (which leads to this laptop and the PIN), and the lock. */
export const TopBar = ({
  searchRef,
  wanted,
  enquire,
  turnTheme,
  turnCar,
  black,
  laptop,
  lock,
}: {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly wanted: WantedSearch | undefined;
  readonly enquire: (text: string) => void;
  readonly turnTheme: () => void;
  readonly turnCar: () => void;
  readonly black: () => void;
  readonly laptop: () => void;
  readonly lock: () => void;
}) => {
  const { officer, appearance } = useWorkspace();
  const next = nextTheme[appearance.theme];
  return (
    <header className={s.top} data-region>
      <Search boxRef={searchRef} wanted={wanted} enquire={enquire} />
      <div className={s.spring} />
      <UnitMenu />
      <Button
        appearance="subtle"
        icon={themeIcons[next]}
        aria-label={strings.app.theme[next]}
        title={strings.app.theme[next]}
        onClick={turnTheme}
      />
      <Button
        appearance="subtle"
        icon={<TextFontSize24Regular />}
        aria-label={strings.app.carLong}
        title={strings.app.carLong}
        aria-pressed={appearance.car}
        onClick={turnCar}
      />
      <Button
        appearance="subtle"
        icon={<DesktopOff24Regular />}
        aria-label={strings.app.blackoutLong}
        title={strings.app.blackoutLong}
        onClick={black}
      />
      <button type="button" className={s.who} title={strings.laptop.sheet.hint} onClick={laptop}>
        <i className={s.person}>
          <Person24Regular />
        </i>
        <b>
          {officer.rank} {officer.name}
        </b>{' '}
        <span>{strings.app.who(officer.collarNumber, officer.team)}</span>
        <span className="heard">{strings.laptop.sheet.title}</span>
      </button>
      <Button appearance="outline" icon={<LockClosed20Regular />} title={strings.app.lockLong} onClick={lock}>
        {strings.app.lock}
      </Button>
    </header>
  );
};
