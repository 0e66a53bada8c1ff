import { FluentProvider } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { About, Appearance, SessionState } from '../../contracts/ipc/session.ts';
import { useAbout } from '../hooks/useAbout.ts';
import { useAppearance } from '../hooks/useAppearance.ts';
import { useSession } from '../hooks/useSession.ts';
import { SignIn } from '../panes/signin/SignIn.tsx';
import { nextTheme, themes } from '../theme/themes.ts';
import { Blackout } from './Blackout.tsx';
import { NoticesBar } from './NoticesBar.tsx';
import { PasteNotice } from './PasteNotice.tsx';
import type { WorkspaceFrame } from './WorkspaceFrame.tsx';

/** Of a program that was started for an acceptance only: read when it is wanted. */
const AcceptanceBar = lazy(async () => ({ default: (await import('./AcceptanceBar.tsx')).AcceptanceBar }));

/** What must be known before anything is painted. */
export interface Opening {
  readonly session: SessionState;
  readonly appearance: Appearance;
  readonly about: About | undefined;
}

/** Without an idle moment until then, the panes are read all the same. */
const LATEST_MS = 500;

/**
 * The panes come apart from the sign-in, which must be painted first, and soon: they are read while the officer still types the PIN.
 * Held as state and not with Suspense, which keeps what comes after a fallback back for 300 ms, even where it is there already.
 */
const useWorkspaceFrame = (): typeof WorkspaceFrame | undefined => {
  const [frame, setFrame] = useState<typeof WorkspaceFrame>();
  useEffect(() => {
    const load = (): void => void import('./WorkspaceFrame.tsx').then((module) => setFrame(() => module.WorkspaceFrame));
    const idle = requestIdleCallback(load, { timeout: LATEST_MS });
    return () => cancelIdleCallback(idle);
  }, []);
  return frame;
};

/** The keys of the screen itself, which work before and after the sign-in. */
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

/** Sign-in or workspace: while no session is open, nothing of an officer is in the page. */
export const App = ({ opening }: { readonly opening: Opening }) => {
  const session = useSession(opening.session);
  const [appearance, setAppearance] = useAppearance(opening.appearance);
  const turnTheme = useCallback(() => setAppearance({ ...appearance, theme: nextTheme[appearance.theme] }), [appearance, setAppearance]);
  const turnCar = useCallback(() => setAppearance({ ...appearance, car: !appearance.car }), [appearance, setAppearance]);
  const setSound = useCallback((sound: boolean) => setAppearance({ ...appearance, sound }), [appearance, setAppearance]);
  const setBlack = useCallback((black: boolean) => setAppearance({ ...appearance, black }), [appearance, setAppearance]);
  const goBlack = useCallback(() => setBlack(true), [setBlack]);
  useScreenKeys(turnTheme, turnCar, goBlack);
  const about = useAbout(opening.about, session.kind);
  const OpenWorkspace = useWorkspaceFrame();

  return (
    <FluentProvider theme={themes[appearance.theme]}>
      <div className="mo" inert={appearance.black}>
        <div>
          {about?.acceptance && (
            <Suspense fallback={null}>
              <AcceptanceBar />
            </Suspense>
          )}
          <NoticesBar />
        </div>
        <PasteNotice />
        {session.kind === 'open' ? (
          OpenWorkspace !== undefined && (
            <OpenWorkspace
              key={session.officer.staffId}
              officer={session.officer}
              leaseUntil={session.leaseUntil}
              rules={session.rules}
              about={about}
              appearance={appearance}
              turnTheme={turnTheme}
              turnCar={turnCar}
              black={goBlack}
              setSound={setSound}
            />
          )
        ) : (
          <SignIn session={session} about={about} appearance={appearance} turnTheme={turnTheme} turnCar={turnCar} black={goBlack} />
        )}
      </div>
      {appearance.black && <Blackout end={() => setBlack(false)} />}
    </FluentProvider>
  );
};
