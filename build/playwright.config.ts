import { defineConfig } from '@playwright/test';

/** The window's own stories, one at a time: with two, the driver at times does not find the page again that comes after a lock. */
export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../test-results',
  workers: 1,
  timeout: 180_000,
  // As for the rooms' tests; a story that needed a second try is reported as flaky.
  retries: 2,
  expect: { timeout: 15_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? 'list' : [['list'], ['json']],
  forbidOnly: true,
});
