import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Handlers } from '../../contracts/ipc/index.ts';
import type { About } from '../../contracts/ipc/session.ts';
import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { createViewJournal } from '../audit/journal.ts';
import { createFirstRun } from '../device/enrolment/first-run.ts';
import { createDeviceHandlers } from '../device/handlers.ts';
import { openNotices } from '../device/orders/notices.ts';
import { createUpdateHandlers } from '../device/update/handlers.ts';
import { createFleetHandlers } from '../fleet/handlers.ts';
import { freeBytes, KEPT_FREE_BYTES } from '../platform/files/free-space.ts';
import { deferredHandlers } from '../platform/ipc/deferred-handlers.ts';
import { readRendererFiles } from '../platform/ipc/renderer-files.ts';
import { createIpcRouter } from '../platform/ipc/router.ts';
import { createServe } from '../platform/ipc/serve.ts';
import { openLog } from '../platform/log/log.ts';
import { createMemoryScrub } from '../platform/memory/scrub.ts';
import type { Shell } from '../platform/shell/port.ts';
import { prepareOnlineServices } from '../session/attach-session.ts';
import { createSessionHandlers } from '../session/handlers.ts';
import { createIdleLock } from '../session/idle.ts';
import { createLinkHandlers, followLink } from '../session/link/handlers.ts';
import { createSession } from '../session/session.ts';
import { followWaitingJobs } from '../session/waiting-jobs.ts';
import { createBlobDesk } from '../sync/blobs/handlers.ts';
import { createReceivers } from '../sync/blobs/receive.ts';
import { blobRoute } from '../sync/blobs/route.ts';
import { createDraftHandlers } from '../sync/drafts/handlers.ts';
import type { EmergencyContext } from '../systems/emergency/handlers.ts';
import type { EnquiryContext } from '../systems/enquiry/handlers.ts';
import { createSystemHandlers } from '../systems/handlers.ts';
import { deferredMailBodyRoute, prepareMail } from '../systems/mail/deferred.ts';
import { mapRoute } from '../systems/storm/map/route.ts';
import { createVideoDesk } from '../systems/video/handlers.ts';
import { videoRoute } from '../systems/video/route.ts';
import { createAcceptanceHandlers } from './acceptance/handlers.ts';
import { installUpdates } from './install-update.ts';
import { type Running, startLaptop } from './startup.ts';

/** Files of the built product that main starts or serves, and where the configuration lies. */
export interface StartOptions {
  readonly configFile: string;
  readonly version: string;
  /** Whether the program goes through its check-list, with whoever is at it. */
  readonly acceptance: boolean;
  readonly entries: {
    readonly storeWorker: string;
    readonly mailReader: string;
    readonly cardService: string;
    readonly preload: string;
    readonly renderer: string;
  };
}

const IDLE_WITHOUT_POLICY_SECONDS = 600;
/** Nobody works on a laptop that is not known. */
const NO_BLOBS = { maxBytes: 0, maxTotalBytes: 0 } as const;
/** A page that has not come by then is not waited for: the laptop must hear its orders. */
const PAGE_MS = 1500;
/** From the script's answer to the last of it handed over. */
const SERVED_MS = 15;
/** From a page that is loaded to the sign-in screen shown, on a small machine. */
const PAINT_MS = 300;

/**
 * The composition root, on a shell that is ready: opens the window, brings the laptop up while the page is being loaded, and ties one to
 * the other until the program quits.
 */
export const start = async (shell: Shell, { configFile, version, entries, acceptance: isAcceptance }: StartOptions): Promise<void> => {
  const log = openLog(join(shell.dataFolder, 'logs'));
  const session = createSession({ log, now: () => new Date(), renewPage: () => renewPage() });
  let running: Running | undefined;
  const laptop = () => running?.known?.laptop;
  const room: EmergencyContext & EnquiryContext = {
    store: () => session.work?.store,
    officer: () => session.work?.officer,
    callForHelp: () => session.work?.callForHelp,
    // A question that would wait for the signal is not asked.
    searchAtHq: () => (running?.tunnel?.status.link === 'offline' ? undefined : session.work?.searchAtHq),
    asksWhy: () => laptop()?.policy.current().asksWhy ?? true,
    journal: async (note) => {
      await session.work?.store.write('journal.append', { ...note, at: new Date().toISOString() });
    },
  };
  const mailPorts = { store: room.store, reader: () => session.work?.reader };
  const viewed = createViewJournal(room.journal);
  const handlers = Promise.withResolvers<Handlers>();
  const router = createIpcRouter({
    shell,
    log: (code, channel, cause) => log('ipc', { code, channel, ...(cause === undefined ? {} : { cause }) }),
    handlers: deferredHandlers(handlers.promise),
  });
  const limits = () => laptop()?.policy.current().blobs ?? NO_BLOBS;
  const receiverOf = createReceivers({ limits, now: () => new Date() });
  const attachments = createBlobDesk({
    store: room.store,
    ...{ receiverOf, limits },
    source: () => session.work?.attachments,
    changed: () => router.emit('link', 'refreshed', { system: 'blobs' }),
    journal: room.journal,
  });
  const blobs = blobRoute({ store: room.store, appOrigin: shell.appOrigin, receiverOf });
  const video = createVideoDesk({
    ...room,
    // What was asked of a link that is gone would be waited for.
    service: () => (running?.tunnel?.status.link === 'offline' ? undefined : session.work?.video),
    trust: () => laptop()?.trust,
    hasRoom: async () => (await freeBytes(shell.dataFolder)) > KEPT_FREE_BYTES,
    stopped: (told) => router.emit('video', 'stopped', told),
  });
  const routes = {
    '/mail/': deferredMailBodyRoute(mailPorts),
    '/blobs/': blobs,
    '/map/': mapRoute(room),
    '/video/': videoRoute(video),
  };
  const page = createServe({ files: () => readRendererFiles(entries.renderer), routes });
  const scriptServed = Promise.withResolvers<void>();
  shell.serve(async (request) => {
    const response = await page(request);
    if (new URL(request.url).pathname.endsWith('.js')) scriptServed.resolve();
    return response;
  });
  const window = await shell.openWindow({ title: 'Mobile Office', width: 1366, height: 768, preload: entries.preload });
  router.admit(window);
  const acceptance = isAcceptance
    ? await (await import('./acceptance/start.ts')).prepareAcceptance({
        shell,
        session,
        version,
        configFile,
        emit: (state) => router.emit('acceptance', 'changed', state),
      })
    : undefined;
  /** Never rejects: whoever locks has more to close. */
  const renewPage = async (): Promise<void> => {
    try {
      const renewed = window.renew('/');
      window.clearClipboard();
      const { gone, cleared, ms } = await renewed;
      log('pageRenewed', { gone, cleared, ms: Math.round(ms) });
      acceptance?.renewed({ gone, ms });
    } catch {
      log('pageNotRenewed');
    }
  };
  const loaded = window.load('/');
  const painted = loaded.then(
    () => delay(PAINT_MS, undefined, { ref: false }),
    () => undefined, // Awaited below, once the laptop is up.
  );

  const notices = openNotices(join(shell.dataFolder, 'device', 'notices.json'));
  const followTunnel = followLink({ tunnel: () => running?.tunnel, session, emit: (status) => router.emit('link', 'changed', status) });
  const waitingJobs = followWaitingJobs({
    tunnel: () => running?.tunnel,
    atLock: () => laptop()?.policy.current().alerts.atLock ?? false,
    emit: (waiting) => router.emit('device', 'waitingJobs', waiting),
  });
  session.onChange(waitingJobs.onState);
  const startHere = async (): Promise<void> => {
    await running?.close();
    const onRefreshed = (system: ChangeTopic): void => router.emit('link', 'refreshed', { system });
    const onUpdate = (status: UpdateStatus): void => router.emit('update', 'changed', status);
    running = await startLaptop({ session, shell, configFile, version, entries, notices, log, painted, onRefreshed, onUpdate });
    followTunnel();
  };
  const idle = createIdleLock({
    seconds: () => laptop()?.policy.current().idleLockSeconds ?? IDLE_WITHOUT_POLICY_SECONDS,
    onSoon: () => router.emit('session', 'idleSoon', null),
    onIdle: () => session.lock('idle'),
  });
  const about = async (): Promise<About> => {
    const known = laptop();
    return {
      force: known?.config.force ?? '',
      pool: known?.config.pool ?? '',
      version,
      shell: shell.kind,
      sealing: await shell.secrets.sealing(),
      ...(known === undefined ? {} : { laptop: known.credential().device }),
      ...(laptop()?.policy.current().alerts.sound === false ? { silent: true } : {}),
      ...(isAcceptance ? { acceptance: true } : {}),
    };
  };
  const forgetting = createMemoryScrub({ closed: session.closed, log });
  session.onChange((state) => {
    forgetting.onState(state);
    router.emit('session', 'changed', state);
    // The officer is typing the PIN: what only signed-in work needs comes in meanwhile.
    if (state.kind === 'pin') void Promise.all([prepareOnlineServices(), prepareMail()]);
    if (state.kind === 'open') {
      idle.start();
      void attachments.goOn();
    } else idle.stop();
  });
  notices.onChange((list) => router.emit('device', 'notices', { notices: [...list] }));
  window.onCrashed((why) => {
    log('pageCrashed', { why });
    if (session.work === undefined) void renewPage();
    else session.lock('pageCrashed');
  });
  // Bringing the laptop up blocks this thread, and the page would wait for its script: it runs that meanwhile.
  await Promise.race([scriptServed.promise, painted, delay(PAGE_MS, undefined, { ref: false })]);
  await delay(SERVED_MS);
  await startHere();
  const updater = () => running?.known?.updater;
  const updates = installUpdates({ session, updater, quit: () => shell.quit(), now: () => new Date() });
  handlers.resolve({
    session: createSessionHandlers({ session, idle, about, dataFolder: shell.dataFolder }),
    link: createLinkHandlers({ tunnel: () => running?.tunnel, work: () => session.work }),
    drafts: createDraftHandlers({ store: room.store, mayTravel: () => laptop()?.policy.current().draftsTravel ?? false }),
    blobs: attachments.handlers,
    video: video.handlers,
    ...createSystemHandlers(room, {
      ...mailPorts,
      receiverOf,
      service: () => session.work?.mail,
      // What would wait for the signal is not asked.
      lookup: () => (running?.tunnel?.status.link === 'offline' ? undefined : session.work?.lookup),
      writer: () => {
        const [work, known] = [session.work, laptop()];
        if (work === undefined || known === undefined) return undefined;
        const { store, officer, signature, decryption } = work;
        return { store, officer, signature, encryption: decryption.certificate, trust: known.trust, byPolicy: known.policy.current().mail };
      },
      onView: async (id) => {
        const officer = room.officer();
        if (officer !== undefined) await viewed(officer.staffId, id, new Date());
      },
    }),
    device: createDeviceHandlers({
      work: () => session.work,
      notices,
      waitingJobs: () => waitingJobs.current,
      known: () => running?.known,
      firstRun: createFirstRun({
        configFile,
        dataFolder: shell.dataFolder,
        secrets: shell.secrets,
        state: () => session.state,
        startLaptop: startHere,
        log,
      }),
    }),
    acceptance: createAcceptanceHandlers(() => acceptance),
    update: createUpdateHandlers({ updater, work: () => session.work, installNow: updates.installNow }),
    fleet: createFleetHandlers({
      work: () => session.work,
      get trust() {
        return laptop()?.trust;
      },
      get force() {
        return laptop()?.config.force ?? '';
      },
      journal: room.journal,
      place: { home: homedir(), dataFolder: shell.dataFolder },
    }),
  });

  shell.onPower((event) => {
    if (event === 'shutdown') updates.systemEnds();
    if (event === 'lock') session.lock('screenLock');
    else if (event === 'suspend' || event === 'shutdown') session.lock(event);
    else if (event === 'resume') running?.tunnel?.tryNow();
  });
  shell.onSecondInstance(() => window.focus());
  window.onClosed(() => {
    updates.windowClosed();
    shell.quit();
  });
  shell.onQuit(async () => {
    await running?.close();
    await updates.atEnd();
  });
  await loaded;
  void acceptance?.run().then(
    (report) => console.log(JSON.stringify(report)),
    () => log('acceptanceNotWritten'),
  );
};
