// Counts what vitest's JSON report says, strictly: skipped tests, files that do not load and projects without a test are
// failures, since none of them tested anything.
import { root } from './processes.mjs';

/** What every test says that needs a real stream where there is none (test/corpus/content.ts). */
export const noContent = 'no real SCAP content';

/**
 * `code` is the exit code of vitest. `withoutContent`: it is known that no real content can be had, and why; what failed for
 * lack of it is then one failure, whose note is that reason.
 */
export function countReport(report, code, withoutContent) {
  const all = report.testResults.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file })));
  const lacking = withoutContent === undefined ? [] : report.testResults.filter(lacksContent);
  const excused =
    withoutContent === undefined ? [] : all.filter((test) => lacksContent(test) || lacking.includes(test.file));
  const tests = all.filter((test) => !excused.includes(test) || test.status === 'passed');
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const broken = report.testResults.filter((file) => {
    const { status, assertionResults } = file;
    return status === 'failed' && !lacking.includes(file) && assertionResults.every((test) => test.status !== 'failed');
  });
  const notes = [
    ...skipped.map(({ fullName, status }) => `not run (${status}): ${fullName}`),
    ...broken.map(({ name, message }) => `${name.replace(`${root}/`, '')}: ${message || 'failed outside its tests'}`),
  ];
  const passed = tests.filter(({ status }) => status === 'passed').length;
  let failed = tests.length - passed + broken.length;
  if (all.length === 0) notes.push('no test was found');
  if (withoutContent !== undefined) {
    failed++;
    notes.unshift(`${withoutContent} Only tests on our own small documents ran.`);
  } else if (failed === 0 && (code !== 0 || all.length === 0)) {
    failed = 1;
    notes.push(`vitest ended with exit code ${code}`);
  }
  return { passed, failed, notes };
}

/** A test by its own message, a file by that of its loading or of what it does before its tests. */
function lacksContent({ failureMessages = [], message = '' }) {
  return [...failureMessages, message].some((text) => text.includes(noContent));
}
