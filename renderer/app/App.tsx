import { FluentProvider } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { About, Appearance, SessionState } from '../../contracts/ipc/session.ts';
import { useAppearance } from '../hooks/useAppearance.ts';
import { useSession } from '../hooks/useSession.ts';
import { Door } from '../panes/signin/Door.tsx';
import { nextTheme, themes } from '../theme/themes.ts';
import { Blackout } from './Blackout.tsx';

/** The panes come apart from the door: the door must be painted first, and soon. */
const loadDesk = async () => ({ default: (await import('./Desk.tsx')).Desk });
const Desk = lazy(loadDesk);

/** What must be known before anything is painted. */
export interface Opening {
  readonly session: SessionState;
  readonly appearance: Appearance;
  readonly about: About | undefined;
}

/** The keys of the screen itself, which work at the door as at the desk. */
const useScreenKeys = (turnTheme: () => void, turnCar: () => void, black: () => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'F9') event.shiftKey ? turnCar() : turnTheme();
      else if (event.key === 'F12') black();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [turnTheme, turnCar, black]);
};

/** Door or desk: while no session is open, nothing of an officer is in the page. */
export const App = ({ opening }: { readonly opening: Opening }) => {
  const session = useSession(opening.session);
  const [appearance, setAppearance] = useAppearance(opening.appearance);
  const [black, setBlack] = useState(false);
  const turnTheme = useCallback(() => setAppearance({ ...appearance, theme: nextTheme[appearance.theme] }), [appearance, setAppearance]);
  const turnCar = useCallback(() => setAppearance({ ...appearance, car: !appearance.car }), [appearance, setAppearance]);
  const goBlack = useCallback(() => setBlack(true), []);
  useScreenKeys(turnTheme, turnCar, goBlack);
  useEffect(() => {
    // The officer is still typing the PIN: the panes are read from disk meanwhile.
    void loadDesk();
  }, []);

  return (
    <FluentProvider theme={themes[appearance.theme]}>
      <div className="mo" inert={black}>
        {session.kind === 'open' ? (
          <Suspense fallback={null}>
            <Desk
              key={session.officer.staffId}
              officer={session.officer}
              leaseUntil={session.leaseUntil}
              about={opening.about}
              appearance={appearance}
              turnTheme={turnTheme}
            />
          </Suspense>
        ) : (
          <Door session={session} about={opening.about} theme={appearance.theme} turnTheme={turnTheme} black={goBlack} />
        )}
      </div>
      {black && <Blackout end={() => setBlack(false)} />}
    </FluentProvider>
  );
};
