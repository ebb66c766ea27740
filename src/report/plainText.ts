import type { Evidence } from '../cluster/evidence.ts';
import type { JsonValue } from '../tasks/door.ts';
import type { Attention, ReportAttempt } from './json.ts';
import { outcomeText } from './words.ts';

/** A parameter or a result as one text: a string as it is, anything else as JSON. */
export const valueText = (value: JsonValue): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

export const attentionText = ({ step, text }: Attention): string =>
  `${step === undefined ? '' : `Step ${step}. `}${text}`;

/** A guard or a verification as a line of a log. */
export function evidenceText({ passed, node, expected, observed, note }: Evidence): string {
  const where = node === undefined ? '' : `${node}: `;
  return `${passed ? '[pass]' : '[FAIL]'} ${where}expected ${expected}; observed ${observed}${note === undefined ? '' : ` (${note})`}`;
}

/** An attempt as the lines of a log: guards, operations, verification. */
export function attemptLines({ guards, operations, verification }: ReportAttempt): readonly string[] {
  return [
    ...guards.map((line) => `guard        ${evidenceText(line)}`),
    ...operations.map((each) => {
      const parameters = Object.entries(each.parameters).map(
        ([name, value]) => `${name}=${valueText(value)}`,
      );
      const failure = each.failure === undefined ? '' : `: ${each.failure.message} ${each.failure.remedy}`;
      return `operation    ${each.operation} on ${each.node} ${parameters.join(' ')} (script ${each.script.slice(0, 12)}…) ${outcomeText(each)}${failure}`;
    }),
    ...verification.map((line) => `verification ${evidenceText(line)}`),
  ];
}
