import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Every test that needs no window. What needs one is in tests/e2e, run by Playwright. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    // Real servers and cards are slow to start and the machine is small: few files at a time, generous deadlines.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real daemons on a small shared machine stall for seconds at times. A test that needed a second try is named in the report.
    retry: 2,
  },
});
