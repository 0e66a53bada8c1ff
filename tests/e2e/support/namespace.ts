import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A network of two ends: a namespace for the laptop, and this machine's end, which is all that the laptop can reach. */
export interface LonelyNetwork {
  /** Where HQ listens: this machine's end. */
  readonly host: string;
  /** What a program's command line begins with to run inside. */
  readonly prefix: readonly string[];
  /** Every kind of packet that has left the namespace so far: "tcp 198.18.0.1 8443". */
  readonly left: () => readonly string[];
  /** Makes a WebSocket address on the namespace's own loopback reachable from here. */
  reach(address: string): Promise<string>;
  close(): Promise<void>;
}

/** Why a namespace cannot be made here, in words for a skipped test; undefined when it can. */
export const whyNoNamespace = (): string | undefined => {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const missing = ['/usr/sbin/ip', '/usr/bin/cc'].find((file) => !existsSync(file));
  if (missing !== undefined) return `${missing} is missing (packages iproute2, gcc)`;
  const name = `mo-try-${process.pid}`;
  const tried = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (tried.status !== 0) return 'this machine does not allow network namespaces';
  spawnSync('ip', ['netns', 'del', name]);
  return undefined;
};

const ip = (...words: readonly string[]): void => void execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'inherit'] });

/** Four addresses out of 198.18.0.0/15, which RFC 2544 keeps for tests on closed networks. */
const addressesOf = (pid: number): readonly [string, string] => {
  const block = `198.18.${(pid >> 6) & 255}`;
  const first = (pid & 63) * 4;
  return [`${block}.${first + 1}`, `${block}.${first + 2}`];
};

/**
 * Makes the network. The namespace has a default route to this machine, so that a packet for anywhere leaves it and is seen; this
 * machine answers for its own end's address only, and forwards nothing from a network that is not its own.
 */
export const openLonelyNetwork = async (): Promise<LonelyNetwork> => {
  const name = `mo-${process.pid}`;
  const [outer, inner] = [`mo${process.pid}a`, `mo${process.pid}b`];
  const [host, laptop] = addressesOf(process.pid);
  const folder = mkdtempSync(join(tmpdir(), 'mo-net-'));
  const children: ChildProcess[] = [];
  const servers: net.Server[] = [];
  const close = async (): Promise<void> => {
    for (const server of servers) server.close();
    await Promise.all(children.map(endOf));
    spawnSync('ip', ['link', 'del', outer]);
    spawnSync('ip', ['netns', 'del', name]);
    rmSync(folder, { recursive: true, force: true });
  };
  const prefix = ['ip', 'netns', 'exec', name];
  const left: string[] = [];
  try {
    ip('netns', 'add', name);
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner, 'netns', name);
    // Without an address of IPv6 the kernel has no announcements of its own to make.
    ip('link', 'set', outer, 'addrgenmode', 'none');
    ip('-n', name, 'link', 'set', inner, 'addrgenmode', 'none');
    ip('address', 'add', `${host}/30`, 'dev', outer);
    ip('-n', name, 'address', 'add', `${laptop}/30`, 'dev', inner);
    ip('link', 'set', outer, 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    const program = join(folder, 'packets');
    execFileSync('cc', ['-o', program, join(import.meta.dirname, 'packets.c')]);
    children.push(await started(spawn(program, [outer], { stdio: ['ignore', 'pipe', 'inherit'] }), (line) => left.push(line)));
    ip('-n', name, 'link', 'set', inner, 'up');
    ip('-n', name, 'route', 'add', 'default', 'via', host);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    host,
    prefix,
    close,
    left: () => [...left],
    async reach(address) {
      const url = new URL(address);
      const socket = join(folder, `relay-${servers.length}`);
      const [command = '', ...args] = [...prefix, process.execPath, join(import.meta.dirname, 'relay-inside.ts'), socket, url.port];
      children.push(await started(spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] }), () => undefined));
      const server = net.createServer((client) => {
        const inside = net.connect(socket);
        client.pipe(inside).pipe(client);
        client.on('error', () => inside.destroy()).on('close', () => inside.destroy());
        inside.on('error', () => client.destroy()).on('close', () => client.destroy());
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url.port = String((server.address() as AddressInfo).port);
      return url.href;
    },
  };
};

/** Resolves once the program has said "ready"; what it says after that goes to `hear`. */
const started = async (child: ChildProcess, hear: (line: string) => void): Promise<ChildProcess> => {
  if (child.stdout === null) throw new TypeError('the program must be heard');
  const lines = createInterface({ input: child.stdout });
  await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => Promise.reject(new Error('ended before it was ready')))]);
  lines.on('line', hear);
  return child;
};

const endOf = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
};
