import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
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
    /** For health and metrics, in plain HTTP. Without it there are none. */
    watch: port.optional(),
    watchHost: z.string().min(1).max(255).default('127.0.0.1'),
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
    /** Stamps documents that officers sign (RFC 3161). Without it they keep the time that the laptop says. */
    timeStamp: identity.optional(),
    /**
     * With the key, HQ seals an officer's share for a renewed card by itself. It opens every officer's share of every laptop, so a real
     * force may keep it in a module or a safe: name no key, and laptops send the officer to ICT.
     */
    recovery: z.strictObject({ certificate: path, key: path.optional() }),
  }),
  /**
   * Holds the keys that seal the laptops' device shares, a file each; outside the database, so that a key that is destroyed is gone from it,
   * its log and its backups. Several HQ processes share the folder.
   */
  shareKeyFolder: path.default('share-keys'),
  /** What the gateway may CONNECT to, and where it is: authority → "host:port". HQ's own services need no entry. */
  destinations: z.record(authority, z.string().regex(/^\[?[A-Za-z0-9.:-]{1,253}\]?:\d{1,5}$/, 'expected host:port')).default({}),
  /** Kept fresh for a server that reads authority and list as one PEM file (Dovecot's ssl_ca). */
  shiftAuthorityFile: path.optional(),
  /** The signed policy (`mobile-office-hq policy sign`), DER; read again when it changes. Without one nobody may sign orders. */
  policyFile: path.optional(),
  /** Holds the force's signed lists of codes (`mobile-office-hq lists sign`), *.p7m; read again when they change. Without it lists are unsigned. */
  codeListFolder: path.optional(),
  /** Where `mobile-office-hq release publish` puts what laptops install; read at each question. Without one HQ offers nothing. */
  releaseFolder: path.optional(),
  /** Where `mobile-office-hq map put` puts the maps of districts; read at each question. Without one HQ offers none. */
  mapFolder: path.optional(),
  /** Where `mobile-office-hq video put` puts body-worn video. Without one HQ has none. */
  videoFolder: path.optional(),
  policy: z
    .strictObject({
      /** A shift certificate's life; 10 hours is the longest shift. */
      shiftHours: z.number().positive().max(10).default(10),
      /**
       * Until then laptops from before the challenge (`/v1/device/challenge`) begin shifts without one: for the time in which a force brings
       * in the version. Without it none does.
       */
      shiftsWithoutChallengeUntil: z.iso.datetime({ offset: true }).optional(),
      /** How long a laptop may open an officer's store without asking again; the signed policy may be shorter. */
      leaseHours: z.number().positive().max(720).default(24),
      deviceCertificateDays: z.number().positive().max(825).default(90),
      /** A revocation list's life: how long laptops can check certificates without signal. */
      crlHours: z.number().positive().max(720).default(48),
    })
    .prefault({}),
});
export type HqConfig = z.infer<typeof hqConfig>;
/** As it is written: without what has a default. */
export type HqConfigFile = z.input<typeof hqConfig>;

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
  const config = withAbsolutePaths(parsed.data, folder);
  if ('folder' in config.database && isInside(config.shareKeyFolder, config.database.folder)) {
    throw new ConfigError('shareKeyFolder: inside the folder of the database, with which it would be copied');
  }
  return config;
};

const isInside = (inner: string, outer: string): boolean => !relative(outer, inner).startsWith('..');

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
    shareKeyFolder: at(config.shareKeyFolder),
    ...(config.shiftAuthorityFile === undefined ? {} : { shiftAuthorityFile: at(config.shiftAuthorityFile) }),
    ...(config.policyFile === undefined ? {} : { policyFile: at(config.policyFile) }),
    ...(config.codeListFolder === undefined ? {} : { codeListFolder: at(config.codeListFolder) }),
    ...(config.releaseFolder === undefined ? {} : { releaseFolder: at(config.releaseFolder) }),
    ...(config.mapFolder === undefined ? {} : { mapFolder: at(config.mapFolder) }),
    ...(config.videoFolder === undefined ? {} : { videoFolder: at(config.videoFolder) }),
    pki: {
      root: files(pki.root),
      officerAuthority: files(pki.officerAuthority),
      deviceAuthority: files(pki.deviceAuthority),
      shiftAuthority: files(pki.shiftAuthority),
      serverAuthority: files(pki.serverAuthority),
      cmcResponder: files(pki.cmcResponder),
      gateway: files(pki.gateway),
      services: files(pki.services),
      ...(pki.timeStamp === undefined ? {} : { timeStamp: files(pki.timeStamp) }),
      recovery: files(pki.recovery),
    },
  };
};
