import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const path = z.string().min(1).max(4096);
const port = z.number().int().min(0).max(65535);
const authority = z.string().regex(/^[a-z0-9.-]{1,253}:\d{1,5}$/, 'expected name:port');

/** A certificate authority of which HQ holds the key, so that it issues certificates and revocation lists itself. */
const heldAuthority = z.object({ certificate: path, key: path });
/** An authority whose key may be elsewhere: then its revocation list comes as a file that somebody else keeps fresh. */
const listedAuthority = z
  .object({ certificate: path, key: path.optional(), crl: path.optional() })
  .refine((a) => (a.key === undefined) !== (a.crl === undefined), { error: 'name exactly one of "key" and "crl"' });
const identity = z.object({ certificate: path, key: path });

/** HQ's configuration file (example.json shows one). Relative paths are relative to the file. */
const hqConfig = z.strictObject({
  /** As the certificates carry it in O, e.g. "Lancashire Constabulary". */
  force: z.string().min(1).max(200),
  /** A folder for the embedded PostgreSQL, or the URL of a PostgreSQL server that several HQ processes share. */
  database: z.union([z.strictObject({ folder: path }), z.strictObject({ url: z.string().regex(/^postgres(ql)?:\/\//) })]),
  listen: z.strictObject({
    host: z.string().min(1).max(255).default('127.0.0.1'),
    /** 0 takes any free port. */
    gateway: port,
    enrolment: port,
    services: port,
    /** Nobody but the gateway has to reach the services: a laptop that did so without the tunnel would show no certificate of its own. */
    servicesHost: z.string().min(1).max(255).default('127.0.0.1'),
  }),
  /** PEM files. */
  pki: z.strictObject({
    root: z.strictObject({ certificate: path, crl: path }),
    officerAuthority: listedAuthority,
    deviceAuthority: heldAuthority,
    shiftAuthority: heldAuthority,
    serverAuthority: listedAuthority,
    /** Signs the answers to CMC requests (id-kp-cmcCA, RFC 6402 §2.10). */
    cmcResponder: identity,
    gateway: identity,
    services: identity,
    /**
     * With the key, HQ seals an officer's share for a renewed card by itself. It opens every officer's share of every laptop, so a real
     * force may keep it in a module or a safe: name no key, and laptops send the officer to ICT.
     */
    recovery: z.strictObject({ certificate: path, key: path.optional() }),
  }),
  /** What the gateway may CONNECT to, and where it is: authority → "host:port". HQ's own services need no entry. */
  destinations: z.record(authority, z.string().regex(/^\[?[A-Za-z0-9.:-]{1,253}\]?:\d{1,5}$/, 'expected host:port')).default({}),
  /** Kept fresh for a server that reads authority and list as one PEM file (Dovecot's ssl_ca). */
  shiftAuthorityFile: path.optional(),
  /** The signed policy (`node hq/policy.ts sign`), DER; read again when it changes. Without one nobody may sign orders. */
  policyFile: path.optional(),
  /** Holds the force's signed lists of codes (`node hq/code-list.ts sign`), *.p7m; read again when they change. Without it lists are unsigned. */
  codeListFolder: path.optional(),
  /** Where `node hq/release.ts` puts what laptops install; read at each question. Without one HQ offers nothing. */
  releaseFolder: path.optional(),
  /** Where `node hq/map.ts` puts the maps of districts; read at each question. Without one HQ offers none. */
  mapFolder: path.optional(),
  policy: z
    .strictObject({
      /** A shift certificate's life; 10 hours is the longest shift. */
      shiftHours: z.number().positive().max(10).default(10),
      /** How long a laptop may open an officer's store without asking again; the signed policy may be shorter. */
      leaseHours: z.number().positive().max(720).default(24),
      deviceCertificateDays: z.number().positive().max(825).default(90),
      /** A revocation list's life: how long laptops can check certificates without signal. */
      crlHours: z.number().positive().max(720).default(48),
    })
    .prefault({}),
});
export type HqConfig = z.infer<typeof hqConfig>;

/** A configuration that cannot be used; the message names each field and what is wrong with it, never its value. */
export class ConfigError extends Error {
  readonly code = 'ConfigurationBroken';
  constructor(detail: string) {
    super(detail);
    this.name = 'ConfigError';
  }
}

/** Reads and checks a configuration file and makes its paths absolute. Throws ConfigError. */
export const loadConfig = (file: string): HqConfig => parseConfig(readJson(file), dirname(resolve(file)));

/** Checks a configuration and resolves its paths against `folder`. Throws ConfigError. */
export const parseConfig = (value: unknown, folder: string): HqConfig => {
  const parsed = hqConfig.safeParse(value);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.') || 'configuration'}: ${i.message}`).join('\n'));
  }
  return withAbsolutePaths(parsed.data, folder);
};

const readJson = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${file}: cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'})`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${file}: not JSON`);
  }
};

const withAbsolutePaths = (config: HqConfig, folder: string): HqConfig => {
  const at = (file: string): string => resolve(folder, file);
  const files = <Entry extends Readonly<Record<string, string | undefined>>>(entry: Entry): Entry =>
    Object.fromEntries(Object.entries(entry).flatMap(([name, file]) => (file === undefined ? [] : [[name, at(file)]]))) as Entry;
  const { pki, database } = config;
  return {
    ...config,
    database: 'folder' in database ? { folder: at(database.folder) } : database,
    ...(config.shiftAuthorityFile === undefined ? {} : { shiftAuthorityFile: at(config.shiftAuthorityFile) }),
    ...(config.policyFile === undefined ? {} : { policyFile: at(config.policyFile) }),
    ...(config.codeListFolder === undefined ? {} : { codeListFolder: at(config.codeListFolder) }),
    ...(config.releaseFolder === undefined ? {} : { releaseFolder: at(config.releaseFolder) }),
    ...(config.mapFolder === undefined ? {} : { mapFolder: at(config.mapFolder) }),
    pki: {
      root: files(pki.root),
      officerAuthority: files(pki.officerAuthority),
      deviceAuthority: files(pki.deviceAuthority),
      shiftAuthority: files(pki.shiftAuthority),
      serverAuthority: files(pki.serverAuthority),
      cmcResponder: files(pki.cmcResponder),
      gateway: files(pki.gateway),
      services: files(pki.services),
      recovery: files(pki.recovery),
    },
  };
};
