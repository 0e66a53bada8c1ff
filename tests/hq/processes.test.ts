import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../../hq/systems/publish.ts';
import { parseCrl } from '../../pki/index.ts';
import { ask, closed, dial, sessionOn, tunnel, welcome } from './support/client.ts';
import { rahman, task } from './support/force.ts';
import { type PostgresServer, postgresFolder, startPostgres } from './support/postgres.ts';
import { type RunningForce, startForce } from './support/running.ts';
import { beginShift } from './support/shift.ts';

const PROGRAM = new URL('../../hq/mobile-office-hq.ts', import.meta.url).pathname;

interface Started {
  readonly process: ChildProcess;
  readonly ports: RunningForce['hq']['ports'];
}

/** `mobile-office-hq serve CONFIG`, ready. */
const startProgram = async (file: string): Promise<Started> => {
  const child = spawn(process.execPath, [PROGRAM, 'serve', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { process: child, ...JSON.parse(line) };
  throw new Error('HQ ended before it was ready');
};

const endProgram = async ({ process: child }: Started): Promise<number | null> => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  return (await ended)[0];
};

describe('the program', () => {
  it('says what is wrong with its configuration and ends with 1', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'serve', '/nonexistent/hq.json'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said).toContain('cannot be read (ENOENT)');
  });

  let force: RunningForce;
  beforeAll(async () => {
    force = await startForce();
    await force.hq.close(); // The database folder has one owner at a time.
  });
  afterAll(() => force?.stop());

  it('runs alone on the embedded database, prints its ports, finds its data again, and ends cleanly', async () => {
    const file = join(force.pki.folder, 'hq.json');
    writeFileSync(file, JSON.stringify(force.config));
    const program = await startProgram(file);
    const elsewhere = { ...force, hq: { ...force.hq, ports: program.ports } };
    const session = await tunnel(elsewhere);
    expect(await welcome(session)).toBe('welcome');
    expect(await endProgram(program)).toBe(0);
  });

  it('reads its certificates anew at SIGHUP, and goes on', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'serve', join(force.pki.folder, 'hq.json')], { stdio: ['ignore', 'pipe', 'pipe'] });
    await once(child.stdout, 'data');
    const heard = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    child.kill('SIGHUP');
    let said = '';
    while (!said.includes('reloaded')) said = (await heard.next()).value ?? 'reloaded, never said';
    expect(JSON.parse(said)).toMatchObject({ event: 'reloaded' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe.skipIf(process.platform === 'win32')('a signal to read anew that comes before HQ is ready', () => {
  let force: RunningForce;
  beforeAll(async () => {
    force = await startForce();
    await force.hq.close();
  });
  afterAll(() => force?.stop());

  it('ends nothing, and is done once it is', async () => {
    // A pipe as the configuration: HQ waits for what comes out of it.
    const file = join(force.pki.folder, 'hq.json');
    execFileSync('sh', ['-c', 'mkfifo "$0"', file]);
    const child = spawn(process.execPath, [PROGRAM, 'serve', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const heard = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    const pipe = await open(file, 'w');
    child.kill('SIGHUP');
    await pipe.writeFile(JSON.stringify(force.config));
    await pipe.close();
    let said = '';
    while (!said.includes('reloaded')) said = (await heard.next()).value ?? 'reloaded, never said';
    expect(JSON.parse(said)).toMatchObject({ event: 'reloaded' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

const bin = postgresFolder();
describe.skipIf(bin === undefined)('two HQ processes on one PostgreSQL server (needs Debian package postgresql)', () => {
  let server: PostgresServer;
  let force: RunningForce;
  let program: Started;
  /** The same force, as seen at the other process. */
  let other: RunningForce;
  beforeAll(async () => {
    if (bin === undefined) return;
    server = await startPostgres(bin);
    force = await startForce({ url: await server.createDatabase() });
    const file = join(force.pki.folder, 'hq.json');
    writeFileSync(file, JSON.stringify(force.config));
    program = await startProgram(file);
    other = { ...force, hq: { ...force.hq, ports: program.ports } };
  });
  afterAll(async () => {
    if (program) await endProgram(program);
    await force?.stop();
    await server?.stop();
  });

  it('notify officers who are connected to the other', async () => {
    const session = await tunnel(other);
    const shift = await beginShift(other, session, await force.pki.card(rahman));
    const line = sessionOn(await dial(other, other.hq.ports.services, 'services.hq', { identity: shift }));
    const notifications = line.request({ ':path': '/v1/crime/notifications' });
    const heard = createInterface({ input: notifications })[Symbol.asyncIterator]();
    await heard.next();
    await force.hq.database.query
      .transaction()
      .execute((transaction) => publish(transaction, 'crime', [{ kind: 'task', id: 'T-1', body: task('T-1', rahman).body }]));
    expect((await heard.next()).value).toBe('{"nudge":true}');
    line.destroy();
    session.destroy();
  });

  it('tell a wrong database from one that is away', async () => {
    const said = async (change: (url: string) => string): Promise<string> => {
      const file = join(force.pki.folder, 'elsewhere.json');
      const url = 'url' in force.config.database ? change(force.config.database.url) : '';
      writeFileSync(file, JSON.stringify({ ...force.config, database: { url } }));
      const child = spawn(process.execPath, [PROGRAM, 'audit', 'prove', file], { stdio: ['ignore', 'ignore', 'pipe'] });
      let text = '';
      child.stderr.on('data', (chunk) => (text += chunk));
      expect(await once(child, 'close')).toEqual([1, null]);
      return text;
    };
    expect(await said((url) => url.replace(/\/hq_\d+/, '/nobody'))).toContain('answers and refuses');
    expect(await said((url) => url.replace(/host=[^&]+/, 'host=%2Fnonexistent'))).toContain('does not answer');
  });

  it('issue revocation lists under one series of numbers', async () => {
    const number = async (at: RunningForce): Promise<bigint | undefined> => {
      const session = await tunnel(at);
      const bundle = JSON.parse((await ask(session, 'GET', '/v1/device/trust')).body.toString());
      session.destroy();
      return parseCrl(Buffer.from(bundle.crls[3], 'base64')).number;
    };
    const before = await number(force);
    expect(await number(other)).toBe(before);
    await force.hq.revokeOfficer(rahman.staffId);
    expect(await number(other)).toBe((before ?? 0n) + 1n);
    expect(await number(force)).toBe((before ?? 0n) + 1n);
  });

  it('cut a laptop that the other one revoked', async () => {
    const session = await tunnel(other);
    expect(await welcome(session)).toBe('welcome');
    const ended = closed(session);
    await force.hq.revokeDevice('LAP-0417');
    await ended;
  });
});
