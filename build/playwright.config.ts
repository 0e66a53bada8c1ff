import { defineConfig } from '@playwright/test';

/** The window's own stories: each has laptops, readers and a force of its own, and waits more than it works. */
export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../test-results',
  workers: 2,
  timeout: 180_000,
  // As for the rooms' tests; a story that needed a second try is reported as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? 'list' : [['list'], ['json']],
  forbidOnly: true,
});
