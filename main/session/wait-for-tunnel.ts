import type { SignInRefusal } from '../../contracts/ipc/session.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import { SignInError } from './work.ts';

/** A tunnel that has just been started, or that waits between two tries, is up within this time wherever there is signal. */
const REACH_MS = 5_000;

/**
 * Gives the tunnel one good try before the officer is told that there is no signal. Rejects with SignInError: why HQ itself or this laptop
 * refused, else `offline`.
 */
export const waitForTunnel = async (tunnel: Tunnel, offline: SignInRefusal, patienceMs = REACH_MS): Promise<void> => {
  await oneTry(tunnel, patienceMs);
  if (tunnel.status.link !== 'offline') return;
  if (tunnel.status.refusal === 'GatewayUntrusted') throw new SignInError('GatewayUntrusted');
  if (tunnel.status.refusal === 'ClocksDiffer') throw new SignInError('ClockTurnedBack');
  if (tunnel.status.refusal === 'DeviceRefused') throw new SignInError('DeviceUnknown');
  throw new SignInError(offline);
};

const oneTry = (tunnel: Tunnel, patienceMs: number): Promise<void> => {
  const settled = (): boolean => tunnel.status.link !== 'offline' || tunnel.status.refusal !== undefined;
  if (settled()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(late);
      unlisten();
      resolve();
    };
    const late = setTimeout(end, patienceMs);
    const unlisten = tunnel.onStatus(() => {
      if (settled()) end();
    });
    tunnel.tryNow();
  });
};
