import { join } from 'node:path';
import type { ClientConfig } from '../../contracts/config.ts';
import type { LaptopFault } from '../../contracts/ipc/session.ts';
import { ok, type Result } from '../../contracts/result.ts';
import { createCardService } from '../card/client.ts';
import { writeOpenScConfiguration } from '../card/opensc-conf.ts';
import type { CardService } from '../card/service.ts';
import type { Log } from '../platform/log/log.ts';
import type { Shell } from '../platform/shell/port.ts';
import { openDeviceChannel } from './channel.ts';
import { keepCredentialFresh } from './enrolment/renewal.ts';
import { createPolicy, type PolicyKeeper } from './policy/policy.ts';
import { keepPolicyFresh, type PolicyRefreshed } from './policy/policy-refresh.ts';
import { keepTrustFresh } from './trust/refresh.ts';
import type { Trust } from './trust/trust.ts';
import type { DeviceCredential } from './tunnel/credential.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

/** All of this laptop that works without any officer. */
export interface Laptop {
  readonly config: ClientConfig;
  readonly credential: () => DeviceCredential;
  readonly trust: Trust;
  readonly tunnel: Tunnel;
  readonly card: CardService;
  /** The force's rules for this laptop, as HQ signed them and the configuration bounds them. */
  readonly policy: PolicyKeeper;
  /** Fetches policy and revocation lists now; neither rejects. */
  readonly refresh: { policy(): Promise<PolicyRefreshed>; trust(): Promise<unknown> };
  /** HQ has reported what is revoked now, whether or not that is news. */
  onTrust(listener: () => void): void;
  /** Ends all that writes into the data folder by itself; tunnel and cards stay. Before a wipe. */
  quiet(): void;
  close(): Promise<void>;
}

/**
 * Brings up tunnel, card service and policy; a fault when this laptop cannot serve anybody. The card service comes first, for
 * the sign-in screen speaks of cards; the tunnel's first connection waits until the sign-in screen is `painted`.
 */
export const openLaptop = async (
  shell: Pick<Shell, 'dataFolder' | 'secrets' | 'helper'>,
  entries: { readonly configFile: string; readonly cardService: string },
  log: Log,
  painted?: Promise<unknown>,
): Promise<Result<Laptop, LaptopFault>> => {
  const channel = await openDeviceChannel(shell, entries.configFile, log, painted);
  if (!channel.ok) return channel;
  const { config, place, credential, trust, tunnel } = channel.value;
  const env = {
    MOBILE_OFFICE_PKCS11: config.pkcs11Module,
    OPENSC_CONF: writeOpenScConfiguration(place.folder),
    ...config.cardServiceEnvironment,
  };
  const card = createCardService({ helper: () => shell.helper({ entry: entries.cardService, name: 'card-service', env }) });
  const stopRenewal = keepCredentialFresh({
    tunnel,
    place,
    credential,
    renewed: channel.value.renewed,
    told: (outcome) => log('deviceCertificate', { outcome }),
  });
  const trustListeners: (() => void)[] = [];
  const refresh = keepTrustFresh(tunnel, trust, (outcome) => {
    log('trust', { outcome });
    if (outcome === 'changed' || outcome === 'unchanged') for (const listener of trustListeners) listener();
  });
  const policy = createPolicy({ file: join(place.folder, 'policy.p7m'), trust, force: config.force, floors: config.policy });
  const policyRefresh = keepPolicyFresh({ tunnel, policy, freshTrust: refresh.now, told: (outcome) => log('policy', { outcome }) });
  const quiet = (): void => {
    stopRenewal();
    refresh.stop();
    policyRefresh.stop();
  };
  return ok({
    config,
    credential,
    trust,
    tunnel,
    card,
    policy,
    refresh: { policy: policyRefresh.now, trust: refresh.now },
    onTrust: (listener) => void trustListeners.push(listener),
    quiet,
    async close() {
      quiet();
      await Promise.allSettled([card.close(), tunnel.close()]);
    },
  });
};
