import { renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  compareVersions,
  type Release,
  release as releaseContract,
  releasePlatform,
  releaseStage,
} from '../../contracts/domain/release.ts';
import { PROTOCOL } from '../../contracts/hq/releases.ts';
import { claimsPurpose, parseCertificate, parseCrl, type Signer } from '../../pki/index.ts';
import { readBytes, readCertificate, readRevocationList, readSigner } from '../authority/files.ts';
import { defineCommand, UsageError } from '../command-line/command.ts';
import { configOf, demandFile } from '../command-line/file.ts';
import { ConfigError, type HqConfig } from '../config.ts';
import { measure, releaseFolder } from '../releases/folder.ts';
import { type ReleaseFault, readSignedRelease } from '../releases/read.ts';
import { signRelease } from '../releases/sign.ts';

const DAY_MS = 86_400_000;

/** On the machine that keeps the release key, which is not HQ's. */
export const releaseSign = defineCommand({
  name: 'release sign',
  summary: 'makes a release of a package of the program',
  positionals: { file: 'FILE' },
  required: {
    version: '1.5.0',
    platform: 'linux-x64|win32-x64',
    stage: 'pilot|general',
    'minimum-system': '6.1',
    days: '90',
    certificate: 'release.pem',
    key: 'release.key',
    out: 'release.p7m',
  },
  run: async ({ file, out, certificate, key, days, ...said }) => {
    if (!/^[1-9]\d{0,3}$/.test(days)) throw new UsageError();
    const signer = readReleaseSigner({ certificate, key });
    const now = new Date();
    const release = releaseContract.safeParse({
      force: parseCertificate(signer.certificate).subject.organization,
      version: said.version,
      platform: said.platform,
      stage: said.stage,
      file: basename(file),
      ...(await measureFile(file)),
      minimumSystem: said['minimum-system'],
      minimumProtocol: PROTOCOL,
      publishedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + Number(days) * DAY_MS).toISOString(),
    });
    if (!release.success) {
      throw new ConfigError(release.error.issues.map(({ path, message }) => `${path.join('.') || 'release'}: ${message}`).join('\n'));
    }
    writeFileSync(`${out}.new`, await signRelease(release.data, signer, now));
    renameSync(`${out}.new`, out);
  },
});

/** Proves it as laptops do; HQ offers it at once, without a restart. */
export const releasePublish = defineCommand({
  name: 'release publish',
  summary: 'proves a signed release and offers it to laptops',
  positionals: { config: 'CONFIG.json', manifest: 'release.p7m', file: 'FILE' },
  run: async ({ config: configFile, manifest, file }) => {
    const config = configOf(configFile);
    const folder = folderOf(config);
    const signed = readBytes('release.p7m', manifest);
    const release = proven(config, signed);
    const { bytes, sha512 } = await measureFile(file);
    if (release.bytes !== bytes || release.sha512 !== sha512) throw new ConfigError(`${file}: not the file that was signed`);
    if (release.minimumProtocol > PROTOCOL) throw new ConfigError('release.p7m: needs a newer HQ than this one');
    const before = folder.signed(release.platform, release.stage);
    const offered = before === undefined ? undefined : read(config, before);
    // A laptop that has seen the newer one would never take this one.
    if (offered?.ok && compareVersions(release.version, offered.value.version) < 0) {
      throw new ConfigError(`release.p7m: older than ${offered.value.version}, which is offered; withdraw does not bring laptops back`);
    }
    folder.put({ release, signed, file }, (name) => {
      return folder.all().some((one) => {
        const known = read(config, one);
        return known.ok && known.value.sha512 === name;
      });
    });
  },
});

/** A laptop that has it and has not installed it drops it; one that has installed it goes on with it. */
export const releaseWithdraw = defineCommand({
  name: 'release withdraw',
  summary: 'ends the offer of a release',
  positionals: { config: 'CONFIG.json', platform: 'PLATFORM', stage: 'STAGE' },
  run: ({ config, ...asked }) => {
    const [platform, stage] = [releasePlatform.safeParse(asked.platform), releaseStage.safeParse(asked.stage)];
    if (!platform.success || !stage.success) throw new UsageError();
    if (!folderOf(configOf(config)).withdraw(platform.data, stage.data))
      throw new ConfigError('nothing of that platform and stage is offered');
  },
});

/** Any other certificate would sign what no laptop installs: better said here. */
const readReleaseSigner = (files: { readonly certificate: string; readonly key: string }): Signer => {
  const signer = readSigner('release', files);
  if (claimsPurpose('release', signer.certificate)) return signer;
  throw new ConfigError('release.certificate: not a release certificate (code signing, certificate policy; docs/operations.md)');
};

const measureFile = (file: string): ReturnType<typeof measure> => {
  demandFile(file);
  return measure(file);
};

const folderOf = ({ releaseFolder: folder }: HqConfig): ReturnType<typeof releaseFolder> => {
  if (folder === undefined) throw new ConfigError('releaseFolder: HQ’s configuration names none');
  return releaseFolder(folder);
};

const proven = (config: HqConfig, signed: Uint8Array): Release => {
  const checked = read(config, signed);
  if (!checked.ok) throw new ConfigError(`release.p7m: ${words[checked.code]}`);
  if (Date.parse(checked.value.expiresAt) <= Date.now()) throw new ConfigError('release.p7m: expired');
  return checked.value;
};

const read = ({ force, pki }: HqConfig, signed: Uint8Array): ReturnType<typeof readSignedRelease> => {
  const material = {
    anchors: [readCertificate('pki.root.certificate', pki.root.certificate)],
    intermediates: [],
    crls: [parseCrl(readRevocationList('pki.root.crl', pki.root.crl))],
  };
  return readSignedRelease(signed, { material, force, at: new Date() });
};

const words: Readonly<Record<ReleaseFault, string>> = {
  Malformed: 'not a signed release',
  Untrusted: 'not signed by a release certificate of this force that is valid and not revoked',
  WrongForce: 'the release of another force',
};
