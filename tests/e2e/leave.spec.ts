import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import { toPane } from '../../build/tour.ts';
import type { Balance, Duty } from '../../contracts/domain/duty.ts';
import { addDays, forceDay } from '../../contracts/domain/force-calendar.ts';
import type { Leave } from '../../contracts/domain/hr-request.ts';
import { type Client, openClient, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { openDemonstration } from './support/demonstration.ts';
import { itemsAtHq } from './support/items-at-hq.ts';

/** One story, told in order: leave that is asked for without signal is decided by the sergeant, and in the roster. */
test.describe.configure({ mode: 'serial' });

const [RAHMAN, HARGREAVES] = [
  { staffId: 'LC002418', collarNumber: '2418' },
  { staffId: 'LC001140', collarNumber: '1140' },
];
const WHY = `A wedding in Leeds, ${Date.now()}`;

let root: string;
let demonstration: Demonstration;
let client: Client;
let day: string;
let before: number;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  root = mkdtempSync(join(tmpdir(), 'mo-leave-'));
  demonstration = await openDemonstration({ folder: root });
  client = await openClient(demonstration);
});
test.afterAll(async () => {
  await client?.close();
  await demonstration?.close();
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
});

const asked = async (): Promise<Leave | undefined> => (await itemsAtHq<Leave>(demonstration, 'leave')).find(({ text }) => text === WHY);
const item = (page: Page) => page.getByRole('region', { name: 'Selected item' });
const shows = (page: Page, text: string | RegExp) => expect(item(page).getByText(text).first()).toBeVisible({ timeout: PATIENCE_MS });
const typed = (iso: string): string => iso.split('-').reverse().join('/');

test('out of signal an officer asks for a day’s leave, and sees its cost and what it leaves', async () => {
  const duties = await itemsAtHq<Duty>(demonstration, 'duty', RAHMAN?.staffId);
  day = duties.find((duty) => duty.kind === 'duty' && duty.day > addDays(forceDay(new Date()), 3))?.day ?? '';
  before = (await itemsAtHq<Balance>(demonstration, 'balance', RAHMAN?.staffId))[0]?.annualLeaveDays ?? 0;
  const page = await client.signIn(RAHMAN?.collarNumber ?? '');
  await toPane(page, 'People');
  await expect(page.getByText('Annual leave').first()).toBeVisible({ timeout: PATIENCE_MS });
  await demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });

  await page.getByRole('button', { name: 'Ask for leave' }).click();
  await page.getByRole('textbox', { name: 'First day' }).fill(typed(day));
  await page.getByRole('textbox', { name: 'Last day' }).fill(typed(day));
  await page.getByRole('textbox', { name: 'Anything your sergeant should know' }).fill(WHY);
  await expect(page.getByRole('region', { name: 'What it leaves' })).toContainText(`Left${before - 1} day`);
  await page.getByRole('button', { name: 'Keep, ask for 1 day' }).click();
  await shows(page, 'Number follows');
  await shows(page, 'Not sent yet');
  await shows(page, WHY);
});

test('with signal HQ has it once, and it has its number where it is open', async () => {
  const page = await client.page();
  await demonstration.force.startHq();
  await expect.poll(async () => (await asked())?.state, { timeout: PATIENCE_MS * 2 }).toBe('asked');
  expect((await itemsAtHq<Leave>(demonstration, 'leave')).filter(({ text }) => text === WHY)).toHaveLength(1);
  await expect(item(page).getByText('Not sent yet')).toHaveCount(0, { timeout: PATIENCE_MS });
  await shows(page, (await asked())?.id.slice(3) ?? '');
});

test('the sergeant sees it beside the cover of the day, and approves it', async () => {
  await demonstration.remove();
  await client.pageWith(/Aisha Rahman’s work is locked/);
  const page = await client.signIn(HARGREAVES?.collarNumber ?? '');
  await toPane(page, 'People');
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.locator('li > button', { hasText: 'Rahman' }).click({ timeout: PATIENCE_MS });
  await shows(page, WHY);
  await expect(item(page).getByRole('table')).toContainText('2418 Rahman', { timeout: PATIENCE_MS });
  await item(page).getByRole('button', { name: 'Approve 1 day of annual leave' }).click();
  await expect.poll(async () => (await asked())?.state, { timeout: PATIENCE_MS }).toBe('approved');
});

test('the officer’s roster and balance have changed with it', async () => {
  await demonstration.remove();
  await client.pageWith(/Paul Hargreaves’s work is locked/);
  const page = await client.signIn(RAHMAN?.collarNumber ?? '');
  await toPane(page, 'People');
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.locator('li > button', { hasText: 'Approved' }).first().click({ timeout: PATIENCE_MS });
  await shows(page, /Approved by PS 1140 Paul Hargreaves/);
  await page.getByRole('button', { name: 'My roster' }).click();
  await expect(page.locator('main dl', { hasText: 'Annual leave' })).toContainText(`${before - 1} day`, { timeout: PATIENCE_MS });
  const off = (await itemsAtHq<Duty>(demonstration, 'duty', RAHMAN?.staffId)).find((duty) => duty.day === day);
  expect(off).toMatchObject({ kind: 'annualLeave', label: 'Annual leave' });
});
