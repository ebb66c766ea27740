// What VS Code's extension host loads as "extension tests": it runs the bundle of test cases beside it with
// node:test, in this very process since no other has the module `vscode`, and writes one line of JSON for
// each test to the file that the parent reads.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as runTests } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { TestReports } from './testEvents.ts';

/** Called by the extension host, which ends with an exit code other than 0 when this rejects. */
export async function run(): Promise<void> {
  const file = process.env.WORKBENCH_RESULTS;
  if (file === undefined) throw new Error('WORKBENCH_RESULTS names no file for the results.');
  const failed = await runCases((line) => appendFileSync(file, `${line}\n`));
  if (failed > 0) throw new Error(`${failed} failed`);
}

async function runCases(write: (line: string) => void): Promise<number> {
  const reports = new TestReports();
  let failed = 0;
  const cases = join(__dirname, 'cases.cjs');
  const events: AsyncIterable<TestEvent> = runTests({ files: [cases], isolation: 'none' });
  for await (const event of events) {
    const report = reports.take(event);
    // This is how node:test reports a file without tests: as one that passed.
    if (report?.name === cases) throw new Error('There is no test.');
    if (report !== undefined) write(JSON.stringify(report));
    if (report?.outcome === 'failed') failed++;
    // The run itself ends when the process does, and the extension host waits for us to end: so count.
    // The cases are one script, and have all been announced before the first of them can end.
    if (reports.allEnded) break;
  }
  return failed;
}
