import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { eventually, type ForceMail, type Shift, startForceMail } from './support/force-mail.ts';

/** As the demonstration's Dovecot names its processes. */
const INSTANCE = 'dovecot-mobile-office-demo';
/** Far beyond what ending takes, and far below every time limit of a connection. */
const PATIENCE_MS = 3000;

let force: ForceMail;
let shift: Shift;
beforeAll(async () => {
  force = await startForceMail();
  shift = await force.shift();
});
afterAll(() => force?.close());

const isClosed = (service: MailService): Promise<string> =>
  Promise.race([service.close().then(() => 'closed'), delay(PATIENCE_MS, 'still waiting')]);
const noneLeft = (sockets: ReadonlySet<Socket>): Promise<number> =>
  eventually(
    () => Promise.resolve(sockets.size),
    (open) => open === 0,
  );

describe('closing the mail', () => {
  it('waits for no login, and leaves no connection behind', async () => {
    const before = createMailService({ connect: force.connect, identity: shift.identity });
    await before.mailbox(); // Dovecot starts its processes when they are first needed.
    await before.close();
    await noneLeft(force.live);
    stop('auth');
    const service = createMailService({ connect: force.connect, identity: shift.identity });
    const login = service.mailbox().catch((error: unknown) => error);
    await eventually(
      () => Promise.resolve(force.live.size),
      (open) => open === 1,
    );
    await delay(500); // TLS stands, and the login is on its way.
    expect(await isClosed(service)).toBe('closed');
    expect(await noneLeft(force.live)).toBe(0);
    expect(await login).toMatchObject({ code: 'Unreachable' });
    await expect(service.mailbox()).rejects.toMatchObject({ code: 'Unreachable' });
  });

  it('waits for no server that says nothing', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
      socket.resume();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const service = createMailService({ connect: async () => connect(port, '127.0.0.1'), identity: shift.identity });
    const login = service.mailbox().catch((error: unknown) => error);
    await eventually(
      () => Promise.resolve(sockets.size),
      (open) => open === 1,
    );
    expect(await isClosed(service)).toBe('closed');
    expect(await noneLeft(sockets)).toBe(0);
    expect(await login).toMatchObject({ code: 'Unreachable' });
  });

  it('waits for no way to HQ, and destroys a stream that comes too late', async () => {
    const way = Promise.withResolvers<PassThrough>();
    const service = createMailService({ connect: () => way.promise, identity: shift.identity });
    const login = service.mailbox().catch((error: unknown) => error);
    expect(await isClosed(service)).toBe('closed');
    expect(await login).toMatchObject({ code: 'Unreachable' });
    const late = new PassThrough();
    way.resolve(late);
    await once(late, 'close');
  });

  it('waits for no answer to what has been asked', async () => {
    const service = createMailService({ connect: force.connect, identity: shift.identity });
    const mailbox = await service.mailbox();
    stop('imap');
    const asked = mailbox.folders().catch((error: unknown) => error);
    expect(await isClosed(service)).toBe('closed');
    expect(await asked).toMatchObject({ code: 'Unreachable' });
  });
});

/** Stops Dovecot's processes of one kind for the rest of this test. */
const stop = (kind: string): void => {
  const processes = serversOf(kind);
  expect(processes.length).toBeGreaterThan(0);
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  onTestFinished(() => {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  });
};

/** Dovecot's processes of one kind, below this one. */
const serversOf = (kind: string): readonly number[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^PPid:\s*(\d+)$/m.exec(textOf(`/proc/${name}/status`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number | undefined): boolean => pid === process.pid || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isOurs(parents.get(pid)) && textOf(`/proc/${pid}/cmdline`) === `${INSTANCE}/${kind}\0`);
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // The process has ended meanwhile, or it is no process.
  }
};
