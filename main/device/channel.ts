import { join } from 'node:path';
import type { ClientConfig } from '../../contracts/config.ts';
import type { LaptopFault } from '../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { ConfigError, readConfig, readForceRoot } from '../platform/config.ts';
import type { Log } from '../platform/log/log.ts';
import type { Secrets } from '../platform/shell/port.ts';
import { createTrust } from './trust/create-trust.ts';
import type { Trust } from './trust/trust.ts';
import { createTunnel } from './tunnel/create-tunnel.ts';
import { type CredentialPlace, type DeviceCredential, loadCredential } from './tunnel/credential.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

/** What this laptop needs to speak with HQ as itself, and nothing else: also all that is brought up while it is being wiped. */
export interface DeviceChannel {
  readonly config: ClientConfig;
  readonly place: CredentialPlace;
  readonly credential: () => DeviceCredential;
  readonly trust: Trust;
  readonly tunnel: Tunnel;
  /** The device certificate was renewed: used from the next connection on. */
  renewed(credential: DeviceCredential): void;
}

/**
 * Reads the configuration and the device credential and starts the tunnel; a fault when this laptop is not known to HQ, or not set up.
 * The tunnel's first connection waits until the sign-in screen is `painted`.
 */
export const openDeviceChannel = async (
  { dataFolder, secrets }: { readonly dataFolder: string; readonly secrets: Secrets },
  configFile: string,
  log: Log,
  painted?: Promise<unknown>,
): Promise<Result<DeviceChannel, LaptopFault>> => {
  const configured = readConfiguration(configFile, log);
  if (configured === undefined) return fail('ConfigurationBroken');
  const { config, root } = configured;
  const place: CredentialPlace = { folder: join(dataFolder, 'device'), secrets };
  const loaded = await loadCredential(place);
  if (!loaded.ok) return fail(loaded.code);
  let credential = loaded.value;
  const trust = createTrust({ root, file: join(place.folder, 'trust.json') });
  const tunnel = createTunnel({
    sites: config.sites,
    gatewayName: config.gatewayName,
    credential: () => credential,
    trust,
    log,
    after: painted,
  });
  return ok({
    config,
    place,
    credential: () => credential,
    trust,
    tunnel,
    renewed: (next) => {
      credential = next;
    },
  });
};

/** What the configuration says, or a word on standard error (for whoever set the laptop up) naming the field that is wrong. */
export const readConfiguration = (file: string, log: Log): { readonly config: ClientConfig; readonly root: Uint8Array } | undefined => {
  try {
    const config = readConfig(file);
    return { config, root: readForceRoot(file, config) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    log('configurationBroken');
    return undefined;
  }
};
