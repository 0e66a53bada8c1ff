import { createSecureContext } from 'node:tls';
import type { Authorities } from './authority/authorities.ts';
import { readAuthoritiesAnew } from './authority/reload.ts';
import { checkConfiguration } from './check/check.ts';
import { stopping } from './check/finding.ts';
import { ConfigError, type HqConfig } from './config.ts';
import { type ServerIdentity, serverIdentity } from './connections/server-identity.ts';
import type { PolicyInForce } from './fleet/policy/policy-in-force.ts';
import { faultOf, type Log } from './log.ts';

export interface ReloadParts {
  readonly config: HqConfig;
  /** Everybody reads of it at each use: what was read anew is put into the same object. */
  readonly authorities: Authorities;
  readonly policy: Pick<PolicyInForce, 'current'>;
  /** Those that show one of these identities. */
  readonly servers: Readonly<Record<'gateway' | 'services', readonly { renew(identity: ServerIdentity): void }[]>>;
  readonly log: Log;
}

/**
 * What SIGHUP asks for: checks all that the configuration names as at a start, reads it, and takes it. Resolves with false, and the log says why,
 * where something does not hold; then nothing was changed. Never rejects. One at a time: all who ask while it runs have one more afterwards.
 */
export const createReload = (parts: ReloadParts): (() => Promise<boolean>) => {
  let running: Promise<boolean> = Promise.resolve(true);
  let next: Promise<boolean> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      running = reload(parts);
      return running;
    });
    return next;
  };
};

const reload = async ({ config, authorities, policy, servers, log }: ReloadParts): Promise<boolean> => {
  try {
    const { pki } = config;
    const faults = stopping(await checkConfiguration(config, new Date()));
    for (const { field } of faults) log('reloadRefused', { field });
    if (faults.length > 0) return false;
    const read = readAuthoritiesAnew(authorities, pki);
    if ('otherKey' in read) {
      log('reloadRefused', { field: read.otherKey, code: 'NewKey' });
      return false;
    }
    const identities = { gateway: identityOf('gateway', pki), services: identityOf('services', pki) };
    await policy.current();
    // From here on nothing is read and nothing waits: all of it is taken, or none.
    Object.assign(authorities, read.next);
    for (const name of ['gateway', 'services'] as const) for (const server of servers[name]) server.renew(identities[name]);
    log('reloaded');
    return true;
  } catch (error) {
    // Replaced between the check and this, or nobody foresaw it.
    log('reloadRefused', error instanceof ConfigError ? { field: error.message.split(': ')[0] ?? 'pki' } : faultOf(error));
    return false;
  }
};

/** That TLS takes it is seen here, and not where the first server has it already and the second does not. */
const identityOf = (name: 'gateway' | 'services', pki: HqConfig['pki']): ServerIdentity => {
  const identity = serverIdentity(name, pki);
  createSecureContext(identity);
  return identity;
};
