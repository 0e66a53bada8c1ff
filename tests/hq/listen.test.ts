import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '../../hq/config.ts';
import { type RunningHq, startHq } from '../../hq/index.ts';
import { FORCE, makeForce, writeForce } from './support/pki.ts';
import { putEmptyDatabase } from './support/template.ts';

let folder: string;
let hq: RunningHq;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hq-listen-'));
  const pki = await writeForce(await makeForce(join(folder, 'pki')));
  await putEmptyDatabase(join(folder, 'database'));
  const listen = { host: '0.0.0.0', gateway: 0, enrolment: 0, services: 0 };
  hq = await startHq(parseConfig({ force: FORCE, database: { folder: 'database' }, listen, pki }, folder), { log: () => undefined });
});
afterAll(async () => {
  await hq?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Whether somebody listens at this address of the machine. */
const answers = async (host: string, port: number): Promise<boolean> => {
  const socket = connect({ host, port });
  const outcome = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(
    () => false,
  );
  socket.destroy();
  return outcome;
};

it('the services are reached through the gateway alone, on whatever addresses the gateway listens', async () => {
  const { gateway, enrolment, services } = hq.ports;
  for (const port of [gateway, enrolment]) expect(await answers('127.0.0.2', port)).toBe(true);
  expect(await answers('127.0.0.2', services)).toBe(false);
  expect(await answers('127.0.0.1', services)).toBe(true);
});
