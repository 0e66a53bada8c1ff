import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '../../../../../contracts/domain/policy.ts';
import { PROTOCOL, RELEASE_PART_BYTES } from '../../../../../contracts/hq/releases.ts';
import type { UpdateStatus } from '../../../../../contracts/ipc/update.ts';
import type { PolicyKeeper } from '../../../../../main/device/policy/policy.ts';
import { inForce } from '../../../../../main/device/policy/policy-in-force.ts';
import type { TrustMaterial } from '../../../../../main/device/trust/trust.ts';
import { type DeviceAnswer, type DeviceRequest, type Tunnel, TunnelError } from '../../../../../main/device/tunnel/tunnel.ts';
import { keepUpdated, type UpdaterPorts } from '../../../../../main/device/update/updater.ts';
import { issueCrl, parseCertificate, parseCrl } from '../../../../../pki/index.ts';
import { FORCE, type ForcePki, type Holder } from '../../../../hq/support/pki.ts';
import { policyOf } from '../../../../hq/support/policy.ts';

const HOUR_MS = 3_600_000;
/** Three parts and a bit. */
export const FILE = randomBytes(3 * RELEASE_PART_BYTES + 1000);

/** HQ's answers as anybody who holds HQ may make them. `files`: by the hash under which they are asked for. */
export interface AnyHq {
  signed: readonly Uint8Array[];
  readonly files: Map<string, Uint8Array>;
  protocol: number;
  /** Whether it can be reached at all. */
  reached: boolean;
  /** Of the file, in order. */
  readonly offsets: number[];
  /** Whether this request comes through. */
  through: (offset: number) => boolean;
  /** What it gives for a part, where that is not the file's own. */
  part: ((offset: number) => Uint8Array) | undefined;
}

export const anyHq = (signed: readonly Uint8Array[], file: Uint8Array = FILE): AnyHq => ({
  signed,
  files: new Map([[createHash('sha512').update(file).digest('hex'), file]]),
  protocol: PROTOCOL,
  reached: true,
  offsets: [],
  through: () => true,
  part: undefined,
});

/** The root's list, which may name certificates of its own. */
export const trustOf = async (
  pki: ForcePki,
  revoked: readonly Holder[] = [],
): Promise<{ -readonly [K in keyof TrustMaterial]: TrustMaterial[K] }> => ({
  anchors: [pki.root.certificate],
  intermediates: [pki.officer.certificate, pki.device.certificate],
  crls: await Promise.all([listOf(pki.root, revoked), listOf(pki.officer), listOf(pki.device)]),
});

const listOf = async ({ signer }: Holder, revoked: readonly Holder[] = []) =>
  parseCrl(
    await issueCrl({
      issuer: signer,
      revoked: revoked.map(({ certificate }) => ({ serialHex: parseCertificate(certificate).serialHex, at: new Date(Date.now() - 1000) })),
      thisUpdate: new Date(Date.now() - HOUR_MS),
      nextUpdate: new Date(Date.now() + HOUR_MS),
      number: 1,
    }),
  );

export interface UpdatedLaptop {
  readonly folder: string;
  readonly ports: { -readonly [K in keyof UpdaterPorts]: UpdaterPorts[K] };
  /** `comes`: the link tells that it is there. */
  readonly link: { word: Tunnel['status']['link']; comes(): void };
  /** Codes of what was refused, in order, of manifests and of files. */
  readonly refused: string[];
  readonly told: UpdateStatus[];
  /** Lines of the laptop's journal: the version, and what became of it. */
  readonly journal: string[];
  /** What the installer got, byte for byte. */
  readonly installed: Uint8Array[];
  /** Files of releases on the disk, whole or not. */
  left(): readonly string[];
  dispose(): void;
}

/** A laptop with version 1.4.0 on Linux, with rights to install, before that HQ. */
export const laptopBefore = (
  hq: AnyHq,
  trust: TrustMaterial,
  changes: Partial<UpdaterPorts> = {},
  policy: Partial<Policy> = {},
): UpdatedLaptop => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-update-'));
  const refused: string[] = [];
  const told: UpdateStatus[] = [];
  const installed: Uint8Array[] = [];
  const journal: string[] = [];
  const listeners: ((status: Tunnel['status']) => void)[] = [];
  const statusNow = () => ({ link: link.word }) as Tunnel['status'];
  const link: UpdatedLaptop['link'] = {
    word: 'online',
    comes() {
      for (const listener of listeners) listener(statusNow());
    },
  };
  const answer = async (request: DeviceRequest): Promise<DeviceAnswer> => {
    if (!hq.reached) throw new TunnelError('TunnelDown');
    const url = new URL(request.path, 'https://hq.invalid');
    const body = url.pathname === '/v1/device/releases' ? offer(hq) : part(hq, url, request.maxBytes);
    return body === undefined
      ? {
          status: 416,
          headers: { 'content-type': 'application/problem+json' },
          body: Buffer.from('{"type":"x","title":"x","status":416,"code":"BeyondTheEnd"}'),
        }
      : { status: 200, headers: {}, body: new Uint8Array(body) };
  };
  const tunnel = {
    get status() {
      return statusNow();
    },
    onStatus: (listener: (status: Tunnel['status']) => void) => {
      listeners.push(listener);
      return () => void listeners.splice(listeners.indexOf(listener), 1);
    },
    request: answer,
  } as unknown as Tunnel;
  const keeper = {
    current: () => inForce(policyOf(policy), { idleLockSeconds: 600, pinMinLength: 6, pinMaxLength: 8 }),
    onChange: () => undefined,
  };
  const updates = join(folder, 'updates');
  return {
    folder,
    link,
    refused,
    told,
    installed,
    journal,
    left: () => (existsSync(updates) ? readdirSync(updates) : []),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
    ports: {
      tunnel,
      trust,
      freshTrust: async () => undefined,
      policy: keeper as unknown as PolicyKeeper,
      force: FORCE,
      laptop: { device: 'LAP-0417', pool: 'Leyland' },
      installed: '1.4.0',
      platform: 'linux-x64',
      system: '6.1.0-18-amd64',
      installer: {
        mayInstall: async () => true,
        install: async (file) => {
          installed.push(new Uint8Array((await import('node:fs')).readFileSync(file)));
          return 'begun';
        },
      },
      testItself: undefined,
      journal: async ({ subject, detail }) => void journal.push(`${subject} ${detail}`),
      folder: updates,
      memoryFile: join(folder, 'device', 'update.json'),
      painted: Promise.resolve(),
      onChange: (status) => void told.push(status),
      log: (event, detail) => {
        if (event === 'releaseRefused') refused.push(String(detail?.code));
        if (event === 'releaseFetched' && detail?.outcome !== 'whole') refused.push(String(detail?.outcome));
      },
      now: () => new Date(),
      ...changes,
    },
  };
};

/** The program from its start until it has looked once. */
export const started = async ({ ports }: Pick<UpdatedLaptop, 'ports'>) => {
  const updater = keepUpdated(ports);
  await updater.look();
  return updater;
};

const offer = ({ signed, protocol }: AnyHq): Uint8Array =>
  Buffer.from(JSON.stringify({ protocol, signed: signed.map((one) => Buffer.from(one).toString('base64')) }));

const part = (hq: AnyHq, url: URL, maxBytes: number): Uint8Array | undefined => {
  const offset = Number(url.searchParams.get('offset'));
  hq.offsets.push(offset);
  if (!hq.through(offset)) throw new TunnelError('TunnelDown');
  const file = hq.files.get(url.pathname.split('/').at(-1) ?? '');
  const given = hq.part?.(offset) ?? file?.subarray(offset, offset + RELEASE_PART_BYTES);
  // As the tunnel cuts off what is longer than the table allows.
  if ((given?.byteLength ?? 0) > maxBytes) throw new TunnelError('AnswerTooLarge');
  return given?.byteLength === 0 ? undefined : given;
};
