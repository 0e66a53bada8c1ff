import { describe, expect, it } from 'vitest';
import { failedInJUnit, failedInRooms, failedStories } from '../../build/failed-tests.ts';

describe('what failed, by name', () => {
  it('of the rooms: the test with its file and the first line of why, and a file that could not be loaded', () => {
    const failed = { status: 'failed', fullName: 'a log has lines', failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m\n at x'] };
    const report = {
      testResults: [
        { name: '/repo/tests/a.test.ts', status: 'failed', assertionResults: [failed, { status: 'passed', fullName: 'fine' }] },
        { name: '/repo/tests/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
        { name: '/repo/tests/c.test.ts', status: 'passed', assertionResults: [] },
      ],
    };
    expect(failedInRooms(report, '/repo')).toEqual([
      '✗ tests/a.test.ts › a log has lines: expected 1 to be 2',
      '✗ tests/b.test.ts: Cannot find module',
    ]);
  });

  it('of the stories, within groups too; one that passed at its second try is none', () => {
    const report = {
      suites: [
        {
          specs: [{ title: 'locks', file: 'job.spec.ts', ok: true }],
          suites: [{ specs: [{ title: 'opens', file: 'job.spec.ts', ok: false }] }],
        },
      ],
    };
    expect(failedStories(report)).toEqual(['✗ job.spec.ts › opens']);
  });

  it('of a report in JUnit’s form', () => {
    const xml = '<testcase name="passes" file="a.ts" /><testcase name="fails" classname="x" file="a.ts">\n<failure type="E" /></testcase>';
    expect(failedInJUnit(xml)).toEqual(['✗ a.ts › fails']);
  });

  it('of a report that is not there: nothing', () => {
    expect([failedInRooms({}, '/repo'), failedStories({}), failedInJUnit('')]).toEqual([[], [], []]);
  });
});
