import { authorities as clientAuthorities } from '../contracts/hq/device.ts';
import { encodePem } from '../pki/index.ts';
import { loadAuthorities } from './authority/authorities.ts';
import { Trust } from './authority/trust.ts';
import { checkConfiguration } from './check/check.ts';
import { endingsOf } from './check/expiry.ts';
import { stopping, wordsOf } from './check/finding.ts';
import { keepCodeLists } from './code-lists/take.ts';
import { ConfigError, type HqConfig } from './config.ts';
import { deviceGate } from './connections/device-gate.ts';
import { JoinedTunnels } from './connections/joined.ts';
import { serverIdentity } from './connections/server-identity.ts';
import { shiftGate } from './connections/shift-gate.ts';
import { keepAuthorityFile } from './crl-file.ts';
import type { Database } from './database/database.ts';
import { makeEnrolmentCode } from './database/enrolment-codes.ts';
import { openDatabase } from './database/open.ts';
import { enrol } from './est/enrol.ts';
import { startEnrolment } from './est/enrolment-server.ts';
import { OrderWaits } from './fleet/orders/waits.ts';
import { PolicyInForce } from './fleet/policy/policy-in-force.ts';
import { revokeCard, revokeDevice, revokeOfficer } from './fleet/revoke.ts';
import { destinationsOf } from './gateway/destinations.ts';
import { deviceRoutes } from './gateway/routes.ts';
import { startGateway } from './gateway/server.ts';
import { startHousekeeping } from './housekeeping.ts';
import { type Log, logToStandardError } from './log.ts';
import { loadRecoveryKey } from './recovery/recovery-key.ts';
import { createReleaseHolds } from './releases/holds.ts';
import { createReload } from './reload.ts';
import type { NationalRecord } from './search/police-national.ts';
import { searchSources } from './search/sources.ts';
import { ChangeNotifications } from './services/change-notifications.ts';
import { serviceRoutes } from './services/routes.ts';
import { startServices } from './services/server.ts';
import { KeyFolder } from './shares/key-folder.ts';
import { sealUnsealed } from './shares/leases.ts';
import { destroyEndedKeys } from './shares/share-keys.ts';
import { EndingWatch } from './watch/endings.ts';
import { EventCounts } from './watch/metrics.ts';
import { watchHq } from './watch/watch.ts';

export interface RunningHq {
  readonly ports: { readonly gateway: number; readonly enrolment: number; readonly services: number; readonly watch?: number };
  readonly database: Database;
  /** What seals the laptops' device shares. */
  readonly keys: KeyFolder;
  /** The officer's shift certificates end now, their live connections are cut, and no new lease is given. */
  revokeOfficer(staffId: string): Promise<void>;
  /** The laptop's certificates end now and its connections are cut. */
  revokeDevice(name: string): Promise<void>;
  /** A lost warrant card's certificate (DER) signs nothing any more, and shifts begun by its officer end. */
  revokeCard(certificate: Uint8Array): Promise<void>;
  /** A one-time code for a laptop (made known if it was not): ABCDE-23456, 15 minutes, once. Any earlier code dies. */
  makeEnrolmentCode(device: string, pool?: string): Promise<string>;
  /**
   * Reads certificates, keys, revocation lists and policy anew; connections stay. False, and the log says why, where something of it does
   * not hold: then HQ goes on with all that it has. Never rejects. The configuration itself, and another authority's key, take a restart.
   */
  reload(): Promise<boolean>;
  close(): Promise<void>;
}

export interface HqHooks {
  /** Called after config.shiftAuthorityFile was written, also the first time, e.g. to reload Dovecot. */
  readonly onShiftAuthorityFile?: (path: string) => void | Promise<void>;
  readonly log?: Log;
  /** What the stand-in of the national database has. */
  readonly national?: readonly NationalRecord[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Starts HQ: opens the database, listens, and resolves once every port answers. Throws ConfigError for a file that cannot be
 * used, or that laptops would refuse; DatabaseError for the database.
 */
export const startHq = async (config: HqConfig, hooks: HqHooks = {}): Promise<RunningHq> => {
  const counts = new EventCounts();
  const log = counts.counting(hooks.log ?? logToStandardError);
  const { pki, policy, force } = config;
  const { host, servicesHost } = config.listen;
  const faults = stopping(await checkConfiguration(config, new Date()));
  if (faults.length > 0) throw new ConfigError(faults.map(wordsOf).join('\n'));
  const authorities = loadAuthorities(pki);
  const recovery = loadRecoveryKey(pki.recovery);

  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const database = await openDatabase(config.database);
    closing.push(() => database.close());
    const trust = new Trust(database, authorities, policy.crlHours * HOUR_MS, log);
    const starting = new Date();
    trust.open(starting);
    const issuing = { database, trust, authorities, force, deviceCertificateMs: policy.deviceCertificateDays * DAY_MS };
    const signedPolicy = new PolicyInForce({ database, trust, force, log, file: config.policyFile });
    await signedPolicy.open();
    if (config.codeListFolder !== undefined) {
      const lists = await keepCodeLists({ database, trust, force, log, folder: config.codeListFolder });
      closing.push(() => lists.close());
    }
    const waits = new OrderWaits(database);
    closing.push(() => waits.close());
    const releases = createReleaseHolds({ folder: config.releaseFolder, database, log });
    const keys = new KeyFolder(config.shareKeyFolder);
    await sealUnsealed(database, { keys, log }, starting);
    await destroyEndedKeys(database, { keys, log });
    const orders = { database, trust, force, policy: signedPolicy, keys, log };
    const parts = {
      ...issuing,
      ...orders,
      waits,
      recovery,
      releaseFolder: config.releaseFolder,
      releases,
      shiftMs: policy.shiftHours * HOUR_MS,
      unchallengedUntil: new Date(policy.shiftsWithoutChallengeUntil ?? 0),
      leaseMs: policy.leaseHours * HOUR_MS,
    };

    const notifications = new ChangeNotifications(database);
    closing.push(() => notifications.close());
    const tunnels = new JoinedTunnels();
    const services = await startServices({
      host: servicesHost,
      port: config.listen.services,
      identity: serverIdentity('services', pki),
      clientAuthorities: [authorities.shift.certificate, authorities.root].map(toPem),
      gate: shiftGate({ query: database.query, trust }),
      database,
      tunnels,
      routes: serviceRoutes({
        ...orders,
        notifications,
        releases,
        // At each use: it may have been read anew.
        get timeStamp() {
          return authorities.timeStamp;
        },
        maps: config.mapFolder,
        clips: config.videoFolder,
        sources: searchSources(database.query, hooks.national ?? []),
      }),
      log,
    });
    closing.push(() => services.close());

    const gateway = await startGateway({
      host,
      port: config.listen.gateway,
      identity: serverIdentity('gateway', pki),
      clientAuthorities: [authorities.device.certificate, authorities.root].map(toPem),
      gate: deviceGate({ query: database.query, trust }),
      database,
      tunnels,
      routes: deviceRoutes(parts),
      destinations: destinationsOf({ [clientAuthorities.services]: `${dialled(servicesHost)}:${services.port}`, ...config.destinations }),
      log,
    });
    closing.push(() => gateway.close());

    const enrolment = await startEnrolment({
      host,
      port: config.listen.enrolment,
      identity: serverIdentity('gateway', pki),
      enrol: (call, who) => enrol({ ...issuing, log }, call, who, new Date()),
      log,
    });
    closing.push(() => enrolment.close());

    const housekeeping = startHousekeeping(database, { keys, log });
    closing.push(() => housekeeping.close());
    if (config.shiftAuthorityFile !== undefined) {
      const onChange = hooks.onShiftAuthorityFile ?? (() => {});
      const file = await keepAuthorityFile({ path: config.shiftAuthorityFile, trust, authorities, database, onChange, log });
      closing.push(() => file.close());
    }
    // At each use: a list's file may have changed.
    const endings = () => endingsOf(config);
    const ends = new EndingWatch(endings, log);
    closing.push(() => ends.close());
    const watching = { config, query: database.query, counts, log, endings, policy: signedPolicy, servers: { gateway, services } };
    const watch = await watchHq(watching);
    closing.push(() => watch?.close());
    const servers = { gateway: [gateway, enrolment], services: [services] };
    const reload = createReload({ config, authorities, policy: signedPolicy, servers, log });
    return {
      ports: { gateway: gateway.port, enrolment: enrolment.port, services: services.port, ...(watch && { watch: watch.port }) },
      reload: async () => {
        const taken = await reload();
        if (taken) ends.look(new Date());
        return taken;
      },
      database,
      keys,
      revokeOfficer: (staffId) => revokeOfficer(database, staffId),
      revokeDevice: (name) => revokeDevice(database, name),
      revokeCard: (certificate) => revokeCard(database, certificate),
      makeEnrolmentCode: (device, pool = '') => makeEnrolmentCode(database, device, pool),
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
};

/** Where this process reaches itself when it listens on `host`. */
const dialled = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

const toPem = (certificate: Uint8Array): string => encodePem(certificate, 'CERTIFICATE');
