import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Handlers } from '../contracts/ipc/index.ts';
import type { About } from '../contracts/ipc/session.ts';
import { createViewJournal } from './audit/journal.ts';
import { createCrimeHandlers } from './crime/handlers.ts';
import { createDoor } from './ipc/door.ts';
import { readRendererFiles } from './ipc/renderer-files.ts';
import { createServe } from './ipc/serve.ts';
import { whenReady } from './ipc/when-ready.ts';
import { openLaptop } from './laptop.ts';
import { createLinkHandlers, followLink } from './link/handlers.ts';
import { openLog } from './log/log.ts';
import { lateMailBodyRoute, lateMailHandlers, prepareMail } from './mail/late.ts';
import { createPeopleHandlers } from './people/handlers.ts';
import { createSessionHandlers } from './session/handlers.ts';
import { createIdleLock } from './session/idle.ts';
import { openSession, prepareStreams } from './session/open-session.ts';
import type { OpenWork } from './session/work.ts';
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
/** From a page that is loaded to the door on the screen, on a small machine. */
const PAINT_MS = 300;

/**
 * The composition root, on a shell that is ready: opens the window, brings the laptop up while the page is being loaded, and ties one to
 * the other until the program quits.
 */
export const start = async (shell: Shell, { configFile, version, entries }: StartOptions): Promise<void> => {
  const log = openLog(join(shell.dataFolder, 'logs'));
  let work: () => OpenWork | undefined = () => undefined;
  const room: RoomPorts = {
    store: () => work()?.store,
    officer: () => work()?.officer,
    journal: async (note) => {
      await work()?.store.write('journal.append', { ...note, at: new Date().toISOString() });
    },
  };
  const viewed = createViewJournal(room.journal);
  const handlers = Promise.withResolvers<Handlers>();
  const door = createDoor({
    shell,
    log: (code, channel, cause) => log('door', { code, channel, ...(cause === undefined ? {} : { cause }) }),
    handlers: whenReady(handlers.promise),
  });
  shell.serve(createServe({ files: () => readRendererFiles(entries.renderer), routes: { '/mail/': lateMailBodyRoute(room) } }));
  const window = await shell.openWindow({ title: 'Mobile Office', width: 1366, height: 768, preload: entries.preload });
  door.admit(window);
  const renewPage = async (): Promise<void> => {
    const { gone, ms } = await window.renew('/');
    log('pageRenewed', { gone, ms: Math.round(ms) });
  };
  const loaded = window.load('/');
  const painted = loaded.then(
    () => delay(PAINT_MS, undefined, { ref: false }),
    () => undefined, // Awaited below, once the laptop is up.
  );

  const opened = await openLaptop(shell, { configFile, cardService: entries.cardService }, log, painted);
  const laptop = opened.ok ? opened.value : undefined;
  const { session, refreshed } = await openSession({ shell, opened, storeWorker: entries.storeWorker, log, renewPage });
  work = () => session.work;
  const idle = createIdleLock({
    seconds: laptop?.config.policy.idleLockSeconds ?? IDLE_WITHOUT_POLICY_SECONDS,
    onIdle: () => session.lock('idle'),
  });
  const about = async (): Promise<About> => ({
    force: laptop?.config.force ?? '',
    pool: laptop?.config.pool ?? '',
    version,
    shell: shell.kind,
    sealing: await shell.secrets.sealing(),
    ...(laptop === undefined ? {} : { laptop: laptop.credential().device }),
  });
  handlers.resolve({
    session: createSessionHandlers({ session, idle, about, dataFolder: shell.dataFolder }),
    link: createLinkHandlers({ tunnel: laptop?.tunnel, work }),
    today: createTodayHandlers(room),
    mail: lateMailHandlers({
      store: room.store,
      service: () => session.work?.mail,
      onView: async (id) => {
        const officer = room.officer();
        if (officer !== undefined) await viewed(officer.staffId, id, new Date());
      },
    }),
    storm: createStormHandlers(room),
    crime: createCrimeHandlers(room),
    people: createPeopleHandlers(room),
  });

  session.onChange((state) => {
    door.emit('session', 'changed', state);
    // The officer is typing the PIN: what only signed-in work needs comes in meanwhile.
    if (state.kind === 'pin') void Promise.all([prepareStreams(), prepareMail()]);
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
  await loaded;
};
