/** How `npm test` counts: nothing that did not test anything passes, and without real streams one failure says so. */
import { describe, expect, it } from 'vitest';
import { countReport, noContent } from '../../tools/report.mjs';

const test = (status: string, ...failureMessages: readonly string[]) => ({
  status,
  fullName: `a ${status} one`,
  failureMessages,
});

const file = (assertionResults: readonly ReturnType<typeof test>[], message = '') => ({
  name: '/x/some.test.ts',
  status: message !== '' || assertionResults.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
  message,
  assertionResults,
});

const count = (files: readonly ReturnType<typeof file>[], code = 0, reason?: string) =>
  countReport({ testResults: files }, code, reason);

describe('failures are', () => {
  it('failed and skipped tests, files that do not load, and no test at all', () => {
    expect(count([file([test('passed'), test('passed')])])).toEqual({ passed: 2, failed: 0, notes: [] });
    expect(count([file([test('passed'), test('failed', 'no')])], 1)).toEqual({ passed: 1, failed: 1, notes: [] });
    expect(count([file([test('passed'), test('skipped')])])).toEqual({
      passed: 1,
      failed: 1,
      notes: ['not run (skipped): a skipped one'],
    });
    expect(count([file([test('passed')]), file([], 'no such module')], 1)).toEqual({
      passed: 1,
      failed: 1,
      notes: ['/x/some.test.ts: no such module'],
    });
    expect(count([])).toMatchObject({ passed: 0, failed: 1, notes: ['no test was found', expect.anything()] });
    expect(count([file([test('passed')])], 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('without real content', () => {
  const lack = `Error: ${noContent}: run something`;
  const files = [
    file([test('passed'), test('failed', lack)]),
    file([test('failed', lack), test('failed', lack)]),
    // One that asks before its tests, and one that asks while it loads.
    file([test('skipped'), test('skipped')], lack),
    file([], lack),
  ];

  it('all that lacks it is one failure, which says why', () => {
    expect(count(files, 1, 'There is none.')).toEqual({
      passed: 1,
      failed: 1,
      notes: ['There is none. Only tests on our own small documents ran.'],
    });
  });

  it('whatever else fails is counted beside it', () => {
    const others = [file([test('failed', 'expected 1')]), file([test('skipped')]), file([], 'no such module')];
    expect(count([...files, ...others], 1, 'There is none.')).toMatchObject({ passed: 1, failed: 4 });
  });

  it('a lack that nobody has told of is a failure each', () => {
    expect(count(files, 1)).toMatchObject({ passed: 1, failed: 3 + 2 + 2 });
  });
});
