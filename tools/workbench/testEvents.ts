import type { TestEvent } from 'node:test/reporters';
import type { TestReport } from './testReport.ts';

type Failure = Extract<TestEvent, { type: 'test:fail' }>;
type TestError = Failure['data']['details']['error'];

/**
 * Follows the events of a node:test run and gives one report for each test, in the order of the source.
 * A suite counts only when it fails by itself, as when one of its hooks throws.
 */
export class TestReports {
  readonly #names: string[] = [];
  #begun = 0;
  #ended = 0;

  /** Takes an event; gives a report when the event ends a test. */
  take(event: TestEvent): TestReport | undefined {
    if (event.type === 'test:enqueue' && event.data.nesting === 0) this.#begun++;
    if (event.type === 'test:start') this.#names.splice(event.data.nesting, Infinity, event.data.name);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') return undefined;
    if (event.data.nesting === 0) this.#ended++;
    return this.#report(event);
  }

  /** Whether all tests that were announced so far have ended. */
  get allEnded(): boolean {
    return this.#begun > 0 && this.#begun === this.#ended;
  }

  #report(event: Failure | Extract<TestEvent, { type: 'test:pass' }>): TestReport | undefined {
    const name = [...this.#names.slice(0, event.data.nesting), event.data.name].join(' › ');
    const durationMs = Math.round(event.data.details.duration_ms);
    if (event.type === 'test:fail') {
      const { error } = event.data.details;
      if (failureType(error) === 'subtestsFailed') return undefined;
      return { outcome: 'failed', name, durationMs, error: describe(error) };
    }
    if (event.data.details.type === 'suite') return undefined;
    const skipped = event.data.skip !== undefined || event.data.todo !== undefined;
    return { outcome: skipped ? 'skipped' : 'passed', name, durationMs };
  }
}

function failureType(error: TestError): unknown {
  return 'failureType' in error ? error.failureType : undefined;
}

/** node:test wraps what a test threw into an error of its own. */
function describe(error: TestError): string {
  const cause: unknown = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
