import { CellularData120Regular, CellularData420Regular } from '@fluentui/react-icons/svg/cellular-data';
import { CloudOff20Filled } from '@fluentui/react-icons/svg/cloud-off';
import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { About, Appearance } from '../../../contracts/ipc/session.ts';
import { classes } from '../../format/text.ts';
import { dayClock } from '../../format/time.ts';
import { useLink } from '../../hooks/useLink.ts';
import { useNow } from '../../hooks/useNow.ts';
import { useUpdate } from '../../hooks/useUpdate.ts';
import { strings } from '../../strings/index.ts';
import { nextTheme } from '../../theme/themes.ts';
import { Chequer } from '../../ui/Chequer.tsx';
import { Kbd } from '../../ui/marks.tsx';
import { CardArt, type CardPlace } from './CardArt.tsx';
import { Installing } from './Installing.tsx';
import { JobsAtLock } from './JobsAtLock.tsx';
import { SignInBody } from './SignInBody.tsx';
import type { ShutState } from './shut-state.ts';
import s from './signin.module.css';

const cardPlaces: Readonly<Record<ShutState['kind'], CardPlace>> = {
  starting: 'out',
  fault: 'none',
  withdrawn: 'none',
  noCard: 'out',
  cardSeen: 'in',
  cardRefused: 'in',
  choose: 'in',
  pin: 'in',
  blocked: 'in',
  unlocking: 'in',
};
/** Nobody works here now, so nothing is recorded under a name. */
const nobodyWorks: readonly ShutState['kind'][] = ['fault', 'withdrawn'];

const LinkWords = () => {
  const link = useLink();
  const now = useNow();
  if (link === undefined) return null;
  const contact = link.lastContact === undefined ? undefined : dayClock(link.lastContact, now);
  const offline = link.link === 'offline';
  return (
    <>
      <span className={classes(s.link, link.link !== 'online' && s.warn)} role="status">
        {offline ? <CloudOff20Filled /> : link.link === 'weak' ? <CellularData420Regular /> : <CellularData120Regular />}
        {offline
          ? strings.app.status.offline(dayClock(link.since, now))
          : link.link === 'weak'
            ? strings.app.status.weak
            : strings.app.status.online}
      </span>
      {contact !== undefined && (
        <span>
          {link.site === undefined || offline ? strings.signin.bar.contact(contact) : strings.signin.bar.site(link.site, contact)}
        </span>
      )}
    </>
  );
};

/** The sign-in screen: one large card that says what to do next. It knows the name on a warrant card, and nothing else of anyone. */
export const SignIn = ({
  session,
  about,
  appearance,
  turnTheme,
  turnCar,
  black,
}: {
  readonly session: ShutState;
  readonly about: About | undefined;
  readonly appearance: Appearance;
  readonly turnTheme: () => void;
  readonly turnCar: () => void;
  readonly black: () => void;
}) => {
  const { release, unfit } = useUpdate();
  const installing = release?.kind === 'installing' ? release.version : undefined;
  return (
    <div className={s.page}>
      <main className={s.stage}>
        <div className={s.card}>
          <aside className={s.side} aria-label={strings.signin.side}>
            <p className={s.name}>{strings.app.name}</p>
            <p className={s.force}>{about?.force}</p>
            <div className={s.art}>
              <CardArt place={cardPlaces[session.kind]} />
            </div>
            {about !== undefined && (
              <dl className={s.facts}>
                <dt>{strings.signin.laptop}</dt>
                <dd>{about.laptop ?? strings.signin.noLaptop}</dd>
                {about.pool !== '' && (
                  <>
                    <dt>{strings.signin.pool}</dt>
                    <dd>{about.pool}</dd>
                  </>
                )}
                <dt>{strings.signin.version}</dt>
                <dd>{about.version}</dd>
                <dt>{strings.signin.keys}</dt>
                <dd>{strings.signin.sealing[about.sealing]}</dd>
              </dl>
            )}
            <Chequer />
          </aside>
          <div className={s.body}>
            {'held' in session && session.held !== undefined && <JobsAtLock sound={appearance.sound && about?.silent !== true} />}
            {installing === undefined || session.kind === 'withdrawn' ? (
              <SignInBody session={session} known={about === undefined || about.laptop !== undefined} />
            ) : (
              <Installing version={installing} />
            )}
            {unfit !== undefined && (
              <p className={s.unfit}>
                <Warning20Regular />
                {`${strings.laptop.update.unfit}. ${strings.laptop.update.unfitLead}`}
              </p>
            )}
            {!nobodyWorks.includes(session.kind) && (
              <p className={s.foot}>
                <Info20Regular />
                {strings.signin.recorded}
              </p>
            )}
          </div>
        </div>
      </main>
      <footer className={s.bar}>
        <LinkWords />
        <span className={s.spring} />
        <button type="button" onClick={turnTheme}>
          {strings.signin.bar.theme[nextTheme[appearance.theme]]} <Kbd>F9</Kbd>
        </button>
        <button type="button" onClick={turnCar}>
          {strings.app.car[appearance.car ? 'off' : 'on']} <Kbd>Shift+F9</Kbd>
        </button>
        <button type="button" onClick={black}>
          {strings.signin.bar.blackout} <Kbd>F12</Kbd>
        </button>
      </footer>
    </div>
  );
};
