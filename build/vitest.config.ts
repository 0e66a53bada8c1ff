import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They go through every scene of the window, minutes each: begun last, one of them runs alone while the other worker has nothing to do. */
const LONGEST = /\/tests\/renderer\/look(-forms)?\.test\.ts$/;

/** On a machine that has not run a file before, the runner begins with the files of most characters; those that run longest are short. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Every test that needs no window. What needs one is in tests/e2e, run by Playwright. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    // Real servers and cards are slow to start and the machine is small: few files at a time, generous deadlines.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // Real daemons on a small shared machine stall for seconds at times. A test that needed a second try is named in the report.
    retry: 2,
  },
});
