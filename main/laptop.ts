import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from '../contracts/config.ts';
import type { LaptopFault } from '../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../contracts/result.ts';
import { decodePem } from '../pki/index.ts';
import { createCardService } from './card/client.ts';
import type { CardService } from './card/service.ts';
import { ConfigError, readConfig } from './config.ts';
import { keepCredentialFresh } from './fleet/renewal.ts';
import type { Log } from './log/log.ts';
import type { Shell } from './shell/port.ts';
import { createTrust } from './trust/create-trust.ts';
import { keepTrustFresh } from './trust/refresh.ts';
import type { Trust } from './trust/trust.ts';
import { createTunnel } from './tunnel/create-tunnel.ts';
import { type CredentialPlace, type DeviceCredential, loadCredential } from './tunnel/credential.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

/** All of this laptop that works without any officer. */
export interface Laptop {
  readonly config: ClientConfig;
  readonly credential: () => DeviceCredential;
  readonly trust: Trust;
  readonly tunnel: Tunnel;
  readonly card: CardService;
  /** HQ has told what is revoked now, whether or not that is news. */
  onTrust(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * Reads the configuration and brings up tunnel and card service; a fault when this laptop cannot serve anybody. The card service comes
 * first, for the door speaks of cards; the tunnel's first connection waits until the door is `painted`.
 */
export const openLaptop = async (
  shell: Shell,
  entries: { readonly configFile: string; readonly cardService: string },
  log: Log,
  painted?: Promise<unknown>,
): Promise<Result<Laptop, LaptopFault>> => {
  const configured = readConfiguration(entries.configFile, log);
  if (configured === undefined) return fail('ConfigurationBroken');
  const { config, root } = configured;
  const place: CredentialPlace = { folder: join(shell.dataFolder, 'device'), secrets: shell.secrets };
  const loaded = await loadCredential(place);
  if (!loaded.ok) return fail(loaded.code);
  let credential = loaded.value;
  const env = { MOBILE_OFFICE_PKCS11: config.pkcs11Module, ...config.cardServiceEnvironment };
  const card = createCardService({ helper: () => shell.helper({ entry: entries.cardService, name: 'card-service', env }) });
  const trust = createTrust({ root, file: join(place.folder, 'trust.json') });
  const tunnel = createTunnel({
    sites: config.sites,
    gatewayName: config.gatewayName,
    credential: () => credential,
    trust,
    log,
    after: painted,
  });
  const stopRenewal = keepCredentialFresh({
    tunnel,
    place,
    credential: () => credential,
    renewed: (next) => {
      credential = next;
    },
    told: (outcome) => log('deviceCertificate', { outcome }),
  });
  const trustListeners: (() => void)[] = [];
  const refresh = keepTrustFresh(tunnel, trust, (outcome) => {
    log('trust', { outcome });
    if (outcome === 'changed' || outcome === 'unchanged') for (const listener of trustListeners) listener();
  });
  return ok({
    config,
    trust,
    tunnel,
    card,
    credential: () => credential,
    onTrust: (listener) => void trustListeners.push(listener),
    async close() {
      stopRenewal();
      refresh.stop();
      await Promise.allSettled([card.close(), tunnel.close()]);
    },
  });
};

/** What the configuration says, or a word on standard error (for whoever set the laptop up) naming the field that is wrong. */
const readConfiguration = (file: string, log: Log): { readonly config: ClientConfig; readonly root: Uint8Array } | undefined => {
  try {
    const config = readConfig(file);
    return { config, root: readRoot(file, config.forceRoot) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    log('configurationBroken');
    return undefined;
  }
};

const readRoot = (file: string, rootFile: string): Uint8Array => {
  try {
    const [root] = decodePem(readFileSync(rootFile, 'utf8'), 'CERTIFICATE');
    if (root === undefined) throw new ConfigError(file, ['forceRoot: no certificate in that file']);
    return root;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(file, ['forceRoot: that file cannot be read']);
  }
};
