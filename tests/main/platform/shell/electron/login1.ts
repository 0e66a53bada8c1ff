import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SESSION = '/org/freedesktop/login1/session/_32';
const BUS = 'org.freedesktop.DBus';
const CALL = 1;
const SIGNAL = 4;
/** Header fields (D-Bus Specification, "Header Fields"). */
const FIELD = { path: 1, interface: 2, member: 3, destination: 6, signature: 8 } as const;

/** A system bus of its own, the real daemon, and on it what stands for systemd-logind. */
export interface Login1 {
  /** For DBUS_SYSTEM_BUS_ADDRESS. */
  readonly address: string;
  /** Takes logind's name; until then the bus has no logind. */
  appear(): Promise<void>;
  /** logind's Lock and Unlock, which ask the desktop to lock. */
  say(member: 'Lock' | 'Unlock'): void;
  /** The desktop has locked, or unlocked: a property of the session has changed, among others. */
  hint(locked: boolean): void;
  /** A signal of logind's that is neither, as long as it is told to be. */
  chatter(characters: number): void;
  /** The bus itself goes. */
  stop(): Promise<void>;
}

export const startBus = async (): Promise<Login1> => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-bus-'));
  const path = join(folder, 'bus');
  writeFileSync(
    join(folder, 'bus.conf'),
    `<busconfig><listen>unix:path=${path}</listen><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`,
  );
  const daemon = spawn('dbus-daemon', [`--config-file=${join(folder, 'bus.conf')}`, '--nofork'], { stdio: 'ignore' });
  while (!existsSync(path)) await sleep(10);
  let socket: Socket | undefined;
  const send = (message: Buffer): void => void socket?.write(message);
  return {
    address: `unix:path=${path}`,
    async appear() {
      socket = await enter(path);
      send(call('Hello', '', []));
      send(call('RequestName', 'su', [text('org.freedesktop.login1'), number(0)]));
    },
    say: (member) => send(message(SIGNAL, { path: SESSION, interface: 'org.freedesktop.login1.Session', member }, '', [])),
    hint: (locked) => send(changed('org.freedesktop.login1.Session', ['IdleHint', !locked], ['LockedHint', locked])),
    chatter: (characters) => send(changed(`org.freedesktop.login1.${'x'.repeat(characters)}`, ['LockedHint', true])),
    async stop() {
      socket?.destroy();
      await end(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const end = async (daemon: ChildProcess): Promise<void> => {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = once(daemon, 'exit');
  daemon.kill('SIGKILL');
  await ended;
};

/** Connects as this account (SASL EXTERNAL). */
const enter = async (path: string): Promise<Socket> => {
  const socket = connect(path);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`);
  await once(socket, 'data');
  socket.write('BEGIN\r\n');
  socket.resume();
  return socket;
};

/** One value in the making of a message, which knows to how many bytes it is aligned (D-Bus Specification, "Marshaling"). */
type Part = (at: number) => Buffer;

const padding = (at: number, to: number): Buffer => Buffer.alloc((to - (at % to)) % to);
const aligned =
  (to: number, bytes: Buffer): Part =>
  (at) =>
    Buffer.concat([padding(at, to), bytes]);
const number = (value: number): Part => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return aligned(4, bytes);
};
const text =
  (value: string): Part =>
  (at) =>
    all(at, [number(Buffer.byteLength(value)), aligned(1, Buffer.from(`${value}\0`))]);
const signature = (value: string): Part => aligned(1, Buffer.concat([Buffer.from([value.length]), Buffer.from(`${value}\0`)]));
const byte = (value: number): Part => aligned(1, Buffer.from([value]));

const all = (at: number, parts: readonly Part[]): Buffer =>
  parts.reduce((made, part) => Buffer.concat([made, part(at + made.length)]), Buffer.alloc(0));

/** An array of structs or dictionary entries: its length counts no padding before the first. */
const array =
  (items: readonly (readonly Part[])[]): Part =>
  (at) => {
    const start = at + padding(at, 4).length + 4;
    const first = start + padding(start, 8).length;
    const body = items.reduce((made, parts) => {
      const here = first + made.length;
      const gap = padding(here, 8);
      return Buffer.concat([made, gap, all(here + gap.length, parts)]);
    }, Buffer.alloc(0));
    return Buffer.concat([number(body.length)(at), padding(start, 8), body]);
  };

const changed = (of: string, ...properties: readonly (readonly [string, boolean])[]): Buffer =>
  message(SIGNAL, { path: SESSION, interface: `${BUS}.Properties`, member: 'PropertiesChanged' }, 'sa{sv}as', [
    text(of),
    array(properties.map(([name, value]) => [text(name), signature('b'), number(value ? 1 : 0)])),
    number(0),
  ]);

const call = (member: string, of: string, body: readonly Part[]): Buffer =>
  message(CALL, { path: '/org/freedesktop/DBus', interface: BUS, member, destination: BUS }, of, body);

let serial = 0;
const message = (
  type: number,
  fields: { readonly path: string; readonly interface: string; readonly member: string; readonly destination?: string },
  of: string,
  parts: readonly Part[],
): Buffer => {
  serial += 1;
  const body = all(0, parts);
  const named = Object.entries(fields).map(([name, value]): readonly Part[] => [
    byte(FIELD[name as keyof typeof FIELD]),
    signature(name === 'path' ? 'o' : 's'),
    text(value),
  ]);
  const signed = of === '' ? [] : [[byte(FIELD.signature), signature('g'), signature(of)]];
  const head = all(0, [
    aligned(1, Buffer.from(['l'.charCodeAt(0), type, 0, 1])),
    number(body.length),
    number(serial),
    array([...named, ...signed]),
  ]);
  return Buffer.concat([head, padding(head.length, 8), body]);
};
