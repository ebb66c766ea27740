import type { Evidence } from '../../src/cluster/evidence.ts';
import type { JournalRecord } from '../../src/tasks/events.ts';

const evidenceLine = ({ node, expected, observed, passed, note }: Evidence): string =>
  `    ${passed ? 'holds' : 'FAILS'}  ${node === undefined ? '' : `${node}: `}${expected} | ${observed}${note === undefined ? '' : `\n           ${note}`}`;

/** A journal as a person would read it aloud: what was checked, sent, seen and ticked, without times, ids and hashes. */
export function transcript(records: readonly JournalRecord[]): string {
  const [first] = records;
  const runId = first?.event.type === 'run-started' ? first.event.runId : '';
  const lines = records.flatMap(({ event }): readonly string[] => {
    switch (event.type) {
      case 'run-started':
        return [`run ${event.cluster}: first is ${event.roles.first}, second is ${event.roles.second}`];
      case 'lease-taken':
        return ['lease taken'];
      case 'step-started':
      case 'step-refused':
        return [
          '',
          `${event.step}: ${event.type === 'step-started' ? 'guards hold' : 'REFUSED'}`,
          ...event.guards.map(evidenceLine),
        ];
      case 'operation-sent':
        return [`  send ${event.operation} to ${event.node} ${JSON.stringify(shortened(event.parameters))}`];
      case 'operation-returned':
        return [
          event.result.kind === 'returned'
            ? `  returned ${JSON.stringify(event.result.value)}`
            : `  failed: ${event.result.failure.kind}: ${event.result.failure.message}`,
        ];
      case 'step-verified':
        return [`  TICKED`, ...event.evidence.map(evidenceLine)];
      case 'step-failed':
        return [`  FAILED: ${event.reason}`, ...event.evidence.map(evidenceLine)];
      case 'step-skipped':
        return [`  skipped: ${event.reason}`];
      case 'run-aborted':
      case 'run-completed':
        return ['', `${event.type}: ${event.drift.length === 0 ? 'at rest' : JSON.stringify(event.drift)}`];
      default:
        return [event.type];
    }
  });
  return `${lines
    .join('\n')
    .replaceAll(runId, '<run>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/"processId":\d+/g, '"processId":<number>')
    .replace(/SHA-256 [0-9a-f]+…/g, 'SHA-256 <hash>')}\n`;
}

/** The wrapper's text is a script that ships; it would drown the rest. */
const shortened = (parameters: { readonly [name: string]: unknown }): object =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, name === 'Wrapper' ? '<install.ps1>' : value]),
  );
