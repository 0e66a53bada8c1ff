import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { createTrust } from '../../main/device/trust/create-trust.ts';
import { createTunnel } from '../../main/device/tunnel/create-tunnel.ts';
import { parseCertificate } from '../../pki/index.ts';
import { median, type Result, round } from './result.ts';
import type { HqAnswer, HqOrder } from './tunnel/hq.ts';
import type { RawTlsOrder } from './tunnel/raw-tls.ts';

const MIB = 1024 * 1024;
/** A third of a second a run: long against the start of a stream, short against the machine's moods. */
const BYTES = 96 * MIB;
const WARM_UP_BYTES = 32 * MIB;
/** One stream through the tunnel has at least this part of raw TLS. */
const BUDGET_OF_RAW_TLS = 0.95;
const STUNNEL = '/usr/bin/stunnel4';

/**
 * Throughput of one stream, HQ to laptop, in MiB a second: the tunnel with HQ's real gateway, Node's raw TLS, and stunnel where it is
 * installed, in turn, in front of one and the same source. Medians of `runs`.
 */
export const benchTunnel = async (runs = 7): Promise<readonly Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-bench-'));
  const children: ChildProcess[] = [];
  try {
    const source = await child<{ port: number }>(children, 'source.ts');
    const hq = await child<HqAnswer>(children, 'hq.ts', { sourcePort: source.port } satisfies HqOrder);
    const order: RawTlsOrder = { ...hq.server, ca: hq.authorities.device, sourcePort: source.port };
    const rawTls = await child<{ port: number }>(children, 'raw-tls.ts', order);
    const stunnel = await startStunnel(children, folder, order);
    const tunnel = tunnelTo(hq, folder);
    try {
      const clientTls = (port: number) => () => dial(port, hq);
      const ways = {
        rawTls: clientTls(rawTls.port),
        tunnel: () => tunnel.connect('mail.hq:993'),
        ...(stunnel === undefined ? {} : { stunnel: clientTls(stunnel) }),
      };
      const measured = await inTurn(ways, runs);
      const rows = [row('tunnel, one stream down', measured.tunnel ?? 0, "Node's raw TLS", measured.rawTls ?? 0, BUDGET_OF_RAW_TLS)];
      if (measured.stunnel !== undefined)
        rows.push(row('tunnel, one stream down', measured.tunnel ?? 0, 'stunnel', measured.stunnel, null));
      return rows;
    } finally {
      await tunnel.close();
    }
  } finally {
    for (const process of children) {
      if (process.connected) process.disconnect();
      else process.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  }
};

const row = (name: string, value: number, against: string, other: number, budget: number | null): Result => ({
  name,
  value: round(value),
  unit: 'MiB/s',
  against: `${against} ${round(other)} MiB/s`,
  ratio: round(value / other),
  budget,
  ok: budget === null || value / other >= budget,
});

/** Every way once in each round, each round beginning with another, so that a busy minute of the machine hits all of them. */
const inTurn = async (ways: Readonly<Record<string, () => Promise<Duplex>>>, runs: number): Promise<Record<string, number>> => {
  const names = Object.keys(ways);
  const rates = new Map(names.map((name) => [name, [] as number[]]));
  for (let run = -1; run < runs; run += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(run + 1 + turn) % names.length] ?? '';
      const rate = await fetchThrough(await (ways[name] as () => Promise<Duplex>)(), run < 0 ? WARM_UP_BYTES : BYTES);
      if (run >= 0) rates.get(name)?.push(rate);
    }
  }
  return Object.fromEntries([...rates].map(([name, list]) => [name, median(list)]));
};

/** MiB a second, from the request to the last byte. */
const fetchThrough = async (stream: Duplex, bytes: number): Promise<number> => {
  let received = 0;
  stream.on('data', (chunk: Buffer) => {
    received += chunk.byteLength;
  });
  const begun = performance.now();
  stream.write(String(bytes).padEnd(8));
  await once(stream, 'end');
  const seconds = (performance.now() - begun) / 1000;
  stream.destroy();
  if (received !== bytes) throw new Error(`${received} of ${bytes} bytes came`);
  return bytes / MIB / seconds;
};

const child = async <Answer>(children: ChildProcess[], file: string, order?: object): Promise<Answer> => {
  const process = fork(new URL(`./tunnel/${file}`, import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(process);
  const answer = once(process, 'message');
  if (order !== undefined) process.send(order);
  return (await answer)[0] as Answer;
};

const tunnelTo = (hq: HqAnswer, folder: string) => {
  const der = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  const certificate = der(hq.device);
  const { subject, notBefore, notAfter } = parseCertificate(certificate);
  const key = createPrivateKey(hq.deviceKey);
  const credential = { device: subject.commonName ?? '', force: subject.organization ?? '', key, certificate, notBefore, notAfter };
  return createTunnel({
    sites: [{ name: 'HQ', host: '127.0.0.1', port: hq.port }],
    gatewayName: 'gateway.hq',
    credential: () => credential,
    trust: createTrust({ root: der(hq.root), file: join(folder, 'trust.json') }),
  });
};

const dial = async (port: number, hq: HqAnswer): Promise<Duplex> => {
  const root = `-----BEGIN CERTIFICATE-----\n${hq.root}\n-----END CERTIFICATE-----\n`;
  const device = `-----BEGIN CERTIFICATE-----\n${hq.device}\n-----END CERTIFICATE-----\n`;
  const socket = connectTls({
    host: '127.0.0.1',
    port,
    servername: 'gateway.hq',
    ca: root,
    key: hq.deviceKey,
    cert: device,
    minVersion: 'TLSv1.3',
  });
  await once(socket, 'secureConnect');
  return socket;
};

/** stunnel in the same place as the raw TLS server; undefined where it is not installed. */
const startStunnel = async (children: ChildProcess[], folder: string, order: RawTlsOrder): Promise<number | undefined> => {
  if (!existsSync(STUNNEL)) return undefined;
  const port = await freePort();
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const configuration = [
    'foreground = yes',
    'syslog = no',
    'debug = 2',
    'pid =',
    'socket = l:TCP_NODELAY=1',
    'socket = r:TCP_NODELAY=1',
    '[bench]',
    `accept = 127.0.0.1:${port}`,
    `connect = 127.0.0.1:${order.sourcePort}`,
    `cert = ${file('server.pem', order.cert)}`,
    `key = ${file('server.key', order.key)}`,
    `CAfile = ${file('ca.pem', order.ca)}`,
    'verifyChain = yes',
    'requireCert = yes',
    'sslVersionMin = TLSv1.3',
  ];
  const process = spawn(STUNNEL, [file('stunnel.conf', `${configuration.join('\n')}\n`)], { stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(process);
  await listening(port);
  return port;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const listening = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 50; tries += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    const answered = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'close').then(() => false)]).catch(
      () => false,
    );
    socket.destroy();
    if (answered) return;
    await delay(100);
  }
  throw new Error('stunnel does not listen');
};

if (import.meta.main) console.table(await benchTunnel());
