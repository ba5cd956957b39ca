/** Numbers of tests by outcome. */
export interface TestCounts {
  /** Tests that ran to their end. */
  readonly passed: number;
  /** Tests that failed. */
  readonly failed: number;
  /** Tests that were ignored. */
  readonly skipped: number;
}

/**
 * Counts the tests in a JUnit report of `deno test`. Steps are not counted: they belong to their test.
 *
 * @param xml text of the report
 * @throws {TypeError} if the text is not a JUnit report
 */
export function countTests(xml: string): TestCounts {
  if (!/<testsuites[\s>]/.test(xml)) {
    throw new TypeError("Cannot count tests: the report has no <testsuites>");
  }
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of xml.split(/<testsuite\s/).slice(1)) {
    const cases = [...suite.matchAll(/<testcase name="([^"]*)"[^>]*>([\s\S]*?)<\/testcase>/g)];
    const names = new Set(cases.map(([, name]) => name));
    for (const [, name, body] of cases) {
      if (isStep(name, names)) continue;
      // Text inside a failure is escaped, so these tags are the report's own.
      if (/<(failure|error)\b/.test(body)) counts.failed++;
      else if (/<skipped\b/.test(body)) counts.skipped++;
      else counts.passed++;
    }
  }
  return counts;
}

/** A step is reported as `test > step`; if a test's own name contains ` > `, there is no test with the shorter name. */
function isStep(name: string, names: ReadonlySet<string>): boolean {
  const separator = " &gt; ";
  for (let at = name.indexOf(separator); at >= 0; at = name.indexOf(separator, at + 1)) {
    if (names.has(name.slice(0, at))) return true;
  }
  return false;
}

/** The counts as the last line of the task: `N passed, N failed`, and `, N skipped` if there are any. */
export function countsLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
