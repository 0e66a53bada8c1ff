import { join } from 'node:path';
import type { About } from '../contracts/ipc/session.ts';
import { createCrimeHandlers } from './crime/handlers.ts';
import { createDoor } from './ipc/door.ts';
import { readRendererFiles } from './ipc/renderer-files.ts';
import { createServe } from './ipc/serve.ts';
import { openLaptop } from './laptop.ts';
import { createLinkHandlers, followLink } from './link/handlers.ts';
import { openLog } from './log/log.ts';
import { mailBodyRoute } from './mail/body-route.ts';
import { mailHandlers } from './mail/handlers.ts';
import { createPeopleHandlers } from './people/handlers.ts';
import { createSessionHandlers } from './session/handlers.ts';
import { createIdleLock } from './session/idle.ts';
import { openSession } from './session/open-session.ts';
import type { Shell } from './shell/port.ts';
import type { RoomPorts } from './store/room.ts';
import { createStormHandlers } from './storm/handlers.ts';
import { createTodayHandlers } from './today/handlers.ts';

/** Files of the built product that main starts or serves, and where the configuration lies. */
export interface StartOptions {
  readonly configFile: string;
  readonly version: string;
  readonly entries: { readonly storeWorker: string; readonly cardService: string; readonly preload: string; readonly renderer: string };
}

const IDLE_WITHOUT_POLICY_SECONDS = 600;

/** The composition root, on a shell that is ready: brings the laptop up, opens the window, and ties one to the other until the program quits. */
export const start = async (shell: Shell, { configFile, version, entries }: StartOptions): Promise<void> => {
  const log = openLog(join(shell.dataFolder, 'logs'));
  const opened = await openLaptop(shell, { configFile, cardService: entries.cardService }, log);
  const laptop = opened.ok ? opened.value : undefined;

  let renewPage: () => Promise<void> = async () => undefined;
  const { session, refreshed } = await openSession({ shell, opened, storeWorker: entries.storeWorker, log, renewPage: () => renewPage() });
  const idle = createIdleLock({
    seconds: laptop?.config.policy.idleLockSeconds ?? IDLE_WITHOUT_POLICY_SECONDS,
    onIdle: () => session.lock('idle'),
  });

  const room: RoomPorts = {
    store: () => session.work?.store,
    officer: () => session.work?.officer,
    journal: async (note) => {
      await session.work?.store.write('journal.append', { ...note, at: new Date().toISOString() });
    },
  };
  const about = async (): Promise<About> => ({
    force: laptop?.config.force ?? '',
    pool: laptop?.config.pool ?? '',
    version,
    shell: shell.kind,
    sealing: await shell.secrets.sealing(),
    ...(laptop === undefined ? {} : { laptop: laptop.credential().device }),
  });
  const door = createDoor({
    shell,
    log: (code, channel, cause) => log('door', { code, channel, ...(cause === undefined ? {} : { cause }) }),
    handlers: {
      session: createSessionHandlers({ session, idle, about, dataFolder: shell.dataFolder }),
      link: createLinkHandlers({ tunnel: laptop?.tunnel, work: () => session.work }),
      today: createTodayHandlers(room),
      mail: mailHandlers({
        store: room.store,
        service: () => session.work?.mail,
        onView: (id) => void room.journal({ action: 'view', subject: id, detail: 'mail' }),
      }),
      storm: createStormHandlers(room),
      crime: createCrimeHandlers(room),
      people: createPeopleHandlers(room),
    },
  });
  shell.serve(createServe({ files: () => readRendererFiles(entries.renderer), routes: { '/mail/': mailBodyRoute(room) } }));

  const window = await shell.openWindow({ title: 'Mobile Office', width: 1366, height: 768, preload: entries.preload });
  door.admit(window);
  renewPage = async () => {
    const { gone, ms } = await window.renew('/');
    log('pageRenewed', { gone, ms: Math.round(ms) });
  };

  session.onChange((state) => {
    door.emit('session', 'changed', state);
    if (state.kind === 'open') idle.start();
    else idle.stop();
  });
  followLink({ tunnel: laptop?.tunnel, session, emit: (status) => door.emit('link', 'changed', status) });
  refreshed((system) => door.emit('link', 'refreshed', { system }));
  window.onCrashed((why) => {
    log('pageCrashed', { why });
    if (session.work === undefined) void renewPage();
    else session.lock('pageCrashed');
  });
  shell.onPower((event) => {
    if (event === 'lock') session.lock('screenLock');
    else if (event === 'suspend' || event === 'shutdown') session.lock(event);
    else if (event === 'resume') laptop?.tunnel.tryNow();
  });
  shell.onSecondInstance(() => window.focus());
  window.onClosed(() => shell.quit());
  shell.onQuit(async () => {
    await session.close();
    await laptop?.close();
  });
  await window.load('/');
};
