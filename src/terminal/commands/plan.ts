import { evidenceText } from '../../cluster/evidence.ts';
import type { Plan } from '../../tasks/plan.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

export interface ProcedureOptions {
  readonly cluster: string;
  readonly procedure: string;
  readonly package?: string;
}

/** `plan`: the steps with nodes bound, guards as they are now, and the exact scripts; changes nothing. */
export async function plan(
  { operator, output, signal }: Session,
  options: ProcedureOptions,
): Promise<number> {
  const { cluster, procedure, package: update } = options;
  const document = await operator.plan({ cluster, procedure, update }, { signal });
  output.document(planDocument(document));
  for (const [index, step] of document.steps.entries()) {
    output.line(output.style('bold', printable(`${index + 1}. ${step.title}`)));
    for (const guard of step.guards) {
      const mark = guard.holds
        ? output.style('green', 'holds now')
        : output.style('yellow', 'does not hold now');
      output.line(`   guard: ${printable(guard.text)} (${mark})`);
      for (const seen of guard.evidence)
        output.line(output.style('dim', `     ${printable(evidenceText(seen))}`));
    }
    for (const operation of step.operations) {
      output.line(
        `   ${operation.name} on ${operation.node} with ${printable(JSON.stringify(operation.arguments))}`,
      );
      for (const line of operation.script.split(/\r?\n/))
        output.line(output.style('dim', `     ${printable(line)}`));
    }
  }
  return exitCode.verified;
}

/** What `--json` prints: beside the contract's fields, what each guard sees now. */
const planDocument = ({ steps, ...plan }: Plan) => ({
  ...plan,
  steps: steps.map(({ id, title, node, guards, operations }) => ({
    id,
    title,
    node,
    operations,
    guards: guards.map(({ text, holds, evidence }) => ({
      text,
      holds,
      observed: evidence.map(evidenceText),
    })),
  })),
});
