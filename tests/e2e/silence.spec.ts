import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import { toPane } from '../../build/tour.ts';
import { PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { openDemonstration } from './support/demonstration.ts';
import { type LonelyNetwork, openLonelyNetwork, whyNoNamespace } from './support/namespace.ts';
import { type ClientWindow, openWindow } from './support/window.ts';

/** The client alone in a network in which only this machine's end can be reached, and every packet that leaves is seen. */
test.describe.configure({ mode: 'serial' });

const missing = whyNoNamespace();
let network: LonelyNetwork;
let root: string;
let demonstration: Demonstration;
let laptop: ClientWindow;

test.beforeAll(async () => {
  if (missing !== undefined) return;
  test.setTimeout(STARTING_MS);
  network = await openLonelyNetwork();
  root = mkdtempSync(join(tmpdir(), 'mo-silence-'));
  demonstration = await openDemonstration({ folder: root, host: network.host });
  laptop = await openWindow(demonstration, { prefix: network.prefix, reach: network.reach });
});
test.afterAll(async () => {
  await laptop?.close();
  await demonstration?.close();
  await network?.close();
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
});
test.skip(missing !== undefined, `the client in a network namespace of its own: ${missing}`);

const linesAtHq = async (text: string): Promise<number> => {
  const rows =
    (await demonstration.force.hq?.database.query.selectFrom('item').select('body').where('kind', '=', 'incident').execute()) ?? [];
  return rows.flatMap(({ body }) => (body as { lines: readonly { text: string }[] }).lines).filter((line) => line.text === text).length;
};
/** A page with everything in it that a message could use to call home. */
const TRAP = `<html><body background="http://192.0.2.7/back.png"><img src="https://192.0.2.7/pixel.gif"><link rel="dns-prefetch" href="//tracker.example">
<link rel="stylesheet" href="https://192.0.2.7/style.css"><iframe src="https://192.0.2.7/frame"></iframe><p>Only the words of this message are shown.</p></body></html>`;

test('signs in, reads a mail that would call home, writes and sends an update', async () => {
  await demonstration.insert('2418');
  await laptop.pin();
  const page = await laptop.open();
  const subject = `With a pixel in it ${Date.now()}`;
  const head = ['From: Roster desk <roster@lancs.example>', 'To: aisha.rahman@lancs.example', `Subject: ${subject}`];
  const more = [`Date: ${new Date().toUTCString()}`, `Message-ID: <${Date.now()}@lancs.example>`, 'Content-Type: text/html; charset=utf-8'];
  await demonstration.force.mail.deliver('aisha.rahman@lancs.example', Buffer.from([...head, ...more, '', TRAP, ''].join('\r\n')));
  await toPane(page, 'Mail');
  await page.getByText(subject).first().click({ timeout: PATIENCE_MS });
  await expect(page.frameLocator('main iframe').getByText('Only the words of this message are shown.')).toBeVisible({
    timeout: PATIENCE_MS,
  });
  await toPane(page, 'Storm');
  await page.locator('main li button').first().click({ timeout: PATIENCE_MS });
  const text = `Keys handed to the owner at the gate, ${Date.now()}`;
  const field = page.getByRole('textbox', { name: /Add an update/ });
  await field.fill(text);
  await field.press('Control+Enter');
  await expect.poll(() => linesAtHq(text), { timeout: PATIENCE_MS }).toBe(1);
  for (const pane of ['Crime', 'People', 'Today']) await toPane(page, pane);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('no packet has left for anything but the gateway, up to the end of the program', async () => {
  await demonstration.remove();
  await laptop.close();
  const { gateway } = demonstration.force.ports;
  expect(network.left()).toEqual([`tcp ${network.host} ${gateway}`]);
});

test('another packet would have been seen', async () => {
  const [command = '', ...args] = network.prefix;
  const script = `require('node:dgram').createSocket('udp4').send('x', 53, '192.0.2.53', () => process.exit(0))`;
  expect(spawnSync(command, [...args, process.execPath, '-e', script]).status).toBe(0);
  await expect.poll(() => network.left(), { timeout: PATIENCE_MS }).toContain('udp 192.0.2.53 53');
});
