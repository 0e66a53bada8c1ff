import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { type Policy, policy as policyContract } from '../../contracts/domain/policy.ts';
import { ConfigError, type HqConfigFile, parseConfig } from '../config.ts';
import { certificatesOfForce, type ListedIssuer } from './certificates.ts';
import { writeSecret } from './files.ts';
import { issueAll } from './issue.ts';
import { type Places, placesIn } from './places.ts';
import { requestAll } from './request.ts';

export interface ForceToBegin {
  readonly folder: string;
  readonly force: string;
  /** The name under which laptops know the gateway. */
  readonly gateway: string;
  /** Staff ids of the ICT officers who may sign orders. */
  readonly signers: readonly string[];
  readonly database: HqConfigFile['database'];
  /** The force's own authority issues: requests are made in place of certificates. */
  readonly requests: boolean;
  readonly now: Date;
}

/** Everything that `init` makes is its owner's alone, but certificates, lists and requests. */
const PRIVATE_FOLDER = 0o700;
const FIRST_PORT = 9443;

/**
 * Makes the folder of a force: keys and certificates (or requests for them), HQ's configuration, a laptop's with the root certificate beside
 * it, and the draft of the first policy. Throws ConfigError where there is a force already, also one that was left half made, or for a name
 * that no certificate or policy takes.
 */
export const beginForce = async (asked: ForceToBegin): Promise<Places> => {
  const places = placesIn(resolve(asked.folder));
  demandNoForce(places);
  const policy = policyContract.safeParse(firstPolicy(asked));
  if (!policy.success) throw new ConfigError(wordsOf(policy.error));
  parseConfig(firstConfig(asked), places.folder);
  for (const folder of [places.folder, places.pki, places.safe, join(places.folder, 'share-keys'), join(places.folder, 'code-lists')])
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const orders = certificatesOfForce(asked.force, asked.gateway);
  if (asked.requests) {
    mkdirSync(places.requests, { recursive: true, mode: PRIVATE_FOLDER });
    await requestAll(places, orders);
  } else {
    await issueAll(places, asked.force, orders, asked.now);
    copyFileSync(join(places.pki, 'root.pem'), join(places.folder, 'root.pem'));
  }
  writeSecret(join(places.folder, 'policy.json'), json(policy.data));
  writeFileSync(join(places.folder, 'client.json'), json(firstClient(asked)));
  // Last: a folder without it was left half made.
  writeSecret(join(places.folder, 'hq.json'), json(firstConfig(asked)));
  return places;
};

/** Keys that are written over are lost, with all that was issued for them. */
const demandNoForce = ({ folder, pki, safe, requests }: Places): void => {
  if (existsSync(join(folder, 'hq.json'))) throw new ConfigError(`${folder}: there is a force already; nothing was changed`);
  for (const one of [pki, safe, requests])
    if (existsSync(one) && readdirSync(one).length > 0)
      throw new ConfigError(`${one}: holds something, which may be a force’s keys; move it away. Nothing was changed`);
};

const firstPolicy = ({ force, signers, now }: ForceToBegin): Policy => ({
  version: 1,
  force,
  issuedAt: now.toISOString(),
  idleLockSeconds: 600,
  cardRemoval: 'lock',
  pin: { minLength: 6, maxLength: 8 },
  offlineHours: 24,
  retention: { unusedFolderDays: 30 },
  defaultMarking: 'OFFICIAL',
  orders: { signers: [...signers], countersign: ['wipe'] },
});

/** Relative to the folder, so that it can be moved. */
const firstConfig = ({ force, database }: ForceToBegin): HqConfigFile => {
  const identity = (name: string) => ({ certificate: `pki/${name}.pem`, key: `pki/${name}.key` });
  // Their keys are in the safe, and lists are issued there.
  const listed = (name: ListedIssuer) => ({ certificate: `pki/${name}.pem`, crl: `pki/${name}.crl` });
  return {
    force,
    database,
    listen: { host: '0.0.0.0', gateway: FIRST_PORT, enrolment: FIRST_PORT + 1, services: FIRST_PORT + 2, watch: FIRST_PORT + 3 },
    pki: {
      root: listed('root'),
      officerAuthority: listed('officer-ca'),
      deviceAuthority: identity('device-ca'),
      shiftAuthority: identity('shift-ca'),
      serverAuthority: listed('server-ca'),
      cmcResponder: identity('cmc-responder'),
      gateway: identity('gateway'),
      services: identity('services'),
      timeStamp: identity('time-stamp'),
      recovery: { certificate: 'pki/recovery.pem' },
    },
    shareKeyFolder: 'share-keys',
    policyFile: 'policy.p7m',
    codeListFolder: 'code-lists',
    releaseFolder: 'releases',
    mapFolder: 'maps',
    videoFolder: 'video',
  };
};

/** A laptop's configuration, to be finished with its pool and HQ's address. */
const firstClient = ({ force, gateway }: ForceToBegin) => ({
  force,
  pool: 'ICT',
  sites: [{ name: 'HQ', host: gateway, port: FIRST_PORT, enrolmentPort: FIRST_PORT + 1 }],
  gatewayName: gateway,
  forceRoot: 'root.pem',
  pkcs11Module: '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
});

const wordsOf = (error: z.ZodError): string => error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
