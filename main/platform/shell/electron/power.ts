import { app, powerMonitor } from 'electron';
import type { PowerEvent } from '../port.ts';
import { watchScreenLock } from './screen-lock.ts';

/** Idle for longer than any session: the answer is then 'locked' only when the screen is locked. */
const NEVER_IDLE_SECONDS = 86_400;

/**
 * Tells of suspend, resume, lock, unlock and shutdown (after ready). Listeners act at once: the machine suspends as soon as
 * they return.
 */
export const watchPower = (tell: (event: PowerEvent) => void): void => {
  powerMonitor.on('suspend', () => tell('suspend'));
  powerMonitor.on('resume', () => tell('resume'));
  if (process.platform === 'linux') {
    powerMonitor.on('shutdown', () => tell('shutdown'));
    const stop = watchScreenLock({ tell, isLocked, env: process.env });
    app.once('quit', stop);
  } else {
    powerMonitor.on('lock-screen', () => tell('lock'));
    powerMonitor.on('unlock-screen', () => tell('unlock'));
  }
};

/** On Windows the application's quit events do not fire when the session ends; its windows' do. Before ready. */
export const watchSessionEnd = (tell: (event: PowerEvent) => void): void => {
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', () => tell('shutdown'));
    window.on('session-end', () => tell('shutdown'));
  });
};

const isLocked = (): boolean => powerMonitor.getSystemIdleState(NEVER_IDLE_SECONDS) === 'locked';
