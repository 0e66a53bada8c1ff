import { authorities as clientAuthorities } from '../contracts/hq/device.ts';
import { encodePem } from '../pki/index.ts';
import { loadAuthorities } from './authority/authorities.ts';
import { demandFitForLaptops } from './authority/fit.ts';
import { Trust } from './authority/trust.ts';
import { keepCodeLists } from './code-lists/take.ts';
import { ConfigError, type HqConfig, loadConfig } from './config.ts';
import { deviceGate } from './connections/device-gate.ts';
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
import { faultOf, type Log, logToStandardError } from './log.ts';
import { loadRecoveryKey } from './recovery/recovery-key.ts';
import { createReleaseHolds } from './releases/holds.ts';
import type { NationalRecord } from './search/police-national.ts';
import { searchSources } from './search/sources.ts';
import { ChangeNotifications } from './services/change-notifications.ts';
import { serviceRoutes } from './services/routes.ts';
import { startServices } from './services/server.ts';

export interface RunningHq {
  readonly ports: { readonly gateway: number; readonly enrolment: number; readonly services: number };
  readonly database: Database;
  /** The officer's shift certificates end now, their live connections are cut, and no new lease is given. */
  revokeOfficer(staffId: string): Promise<void>;
  /** The laptop's certificates end now and its connections are cut. */
  revokeDevice(name: string): Promise<void>;
  /** A lost warrant card's certificate (DER) signs nothing any more, and shifts begun by its officer end. */
  revokeCard(certificate: Uint8Array): Promise<void>;
  /** A one-time code for a laptop (made known if it was not): ABCDE-23456, 15 minutes, once. Any earlier code dies. */
  makeEnrolmentCode(device: string, pool?: string): Promise<string>;
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
  const log = hooks.log ?? logToStandardError;
  const { pki, policy, force } = config;
  const { host, servicesHost } = config.listen;
  const authorities = loadAuthorities(pki);
  const recovery = loadRecoveryKey(pki.recovery);
  const gatewayIdentity = serverIdentity('pki.gateway', pki.gateway, pki.serverAuthority.certificate);
  const servicesIdentity = serverIdentity('pki.services', pki.services, pki.serverAuthority.certificate);

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
    await demandFitForLaptops({ trust, authorities, pki }, starting);
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
    const orders = { database, trust, force, policy: signedPolicy };
    const parts = {
      ...issuing,
      ...orders,
      log,
      waits,
      recovery,
      releaseFolder: config.releaseFolder,
      releases,
      shiftMs: policy.shiftHours * HOUR_MS,
      leaseMs: policy.leaseHours * HOUR_MS,
    };

    const notifications = new ChangeNotifications(database);
    closing.push(() => notifications.close());
    const services = await startServices({
      host: servicesHost,
      port: config.listen.services,
      identity: servicesIdentity,
      clientAuthorities: [authorities.shift.certificate, authorities.root].map(toPem),
      gate: shiftGate({ query: database.query, trust }),
      database,
      routes: serviceRoutes({
        ...orders,
        notifications,
        releases,
        maps: config.mapFolder,
        sources: searchSources(database.query, hooks.national ?? []),
      }),
      log,
    });
    closing.push(() => services.close());

    const gateway = await startGateway({
      host,
      port: config.listen.gateway,
      identity: gatewayIdentity,
      clientAuthorities: [authorities.device.certificate, authorities.root].map(toPem),
      gate: deviceGate({ query: database.query, trust }),
      database,
      routes: deviceRoutes(parts),
      destinations: destinationsOf({ [clientAuthorities.services]: `${dialled(servicesHost)}:${services.port}`, ...config.destinations }),
      log,
    });
    closing.push(() => gateway.close());

    const enrolment = await startEnrolment({
      host,
      port: config.listen.enrolment,
      identity: gatewayIdentity,
      enrol: (call, who) => enrol(issuing, call, who, new Date()),
      log,
    });
    closing.push(() => enrolment.close());

    const housekeeping = startHousekeeping(database, log);
    closing.push(() => housekeeping.close());
    if (config.shiftAuthorityFile !== undefined) {
      const onChange = hooks.onShiftAuthorityFile ?? (() => {});
      const file = await keepAuthorityFile({ path: config.shiftAuthorityFile, trust, authorities, database, onChange, log });
      closing.push(() => file.close());
    }
    return {
      ports: { gateway: gateway.port, enrolment: enrolment.port, services: services.port },
      database,
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

/** `node hq/index.ts CONFIG`: runs until SIGTERM or SIGINT; one JSON line with the ports once it is ready. */
const main = async (file: string | undefined): Promise<void> => {
  if (file === undefined) {
    process.stderr.write('usage: node hq/index.ts CONFIG.json\n');
    process.exitCode = 2;
    return;
  }
  try {
    const hq = await startHq(loadConfig(file));
    const stop = (): void => {
      void hq.close();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.stdout.write(`${JSON.stringify({ ready: true, ports: hq.ports })}\n`);
  } catch (error) {
    // A ConfigError's message names fields and files, which is what the operator needs; of all else the code is enough.
    process.stderr.write(error instanceof ConfigError ? `${file}:\n${error.message}\n` : `HQ cannot start: ${faultOf(error).fault}\n`);
    process.exitCode = 1;
  }
};

if (import.meta.main) await main(process.argv[2]);
