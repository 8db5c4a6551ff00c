// Runs the test suites and counts their results for the closing line.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runNode } from './children.mjs';

const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');

/** Runs one Vitest project. A run that ends without a report, or without a single test, counts as one failure. */
export async function runSuite(project, filters = []) {
  const report = join(ROOT, 'build', 'reports', `${project}.json`);
  mkdirSync(join(ROOT, 'build', 'reports'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await runNode([VITEST, 'run', '--project', project, ...reporters, ...filters]);
  const counted = countsIn(report);
  // Something outside every single test went wrong, such as a file that cannot be loaded.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  if (counted.skipped > 0) {
    console.log(`${counted.skipped} tests of ${project} were skipped, which counts as failed.`);
    counted.failed += counted.skipped;
  }
  if (counted.passed + counted.failed === 0) {
    console.log(`The suite ${project} has no tests, which counts as failed.`);
    counted.failed = 1;
  }
  return counted;
}

function countsIn(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** The last line of a run, alone; the exit code follows from it. */
export function close(...counts) {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
