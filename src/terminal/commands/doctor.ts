import type { MachineRole } from '../../cluster/definition.ts';
import type { Diagnosis, NodeDiagnosis, Stage } from '../../remoting/doctor/diagnosis.ts';
import { exitCode } from '../exitCodes.ts';
import { type Output, printable } from '../output.ts';
import type { Session } from '../session.ts';

const codes: { readonly [outcome in Diagnosis['outcome']]: number } = {
  well: exitCode.verified,
  mend: exitCode.stepFailed,
  unreachable: exitCode.unreachable,
};

/** `doctor`: each stage of the way to each node and to each server beside the cluster, with a tick or the remedy. */
export async function doctor({ operator, output, signal }: Session, cluster: string): Promise<number> {
  const diagnosis = await operator.doctor(cluster, { signal });
  output.document(diagnosis);
  output.line(printable(`${diagnosis.cluster}, with ${diagnosis.powershell}`));
  for (const node of diagnosis.nodes) printNode(node, output);
  const bad = diagnosis.nodes.flatMap(({ stages }) =>
    stages.filter(({ state }) => state === 'failed'),
  ).length;
  output.line();
  output.line(
    bad === 0
      ? output.style('green', 'All is well.')
      : output.style('red', `${bad} ${bad === 1 ? 'thing' : 'things'} to mend.`),
  );
  return codes[diagnosis.outcome];
}

const marks: { readonly [state in Stage['state']]: string } = {
  passed: '✔',
  failed: '✖',
  'not-needed': '–',
  'not-tried': '·',
};

const roleWords: { readonly [role in MachineRole]: string } = {
  node: '',
  'management-server': ', management server',
  gateway: ', gateway',
};

function printNode({ name, role, address, stages }: NodeDiagnosis, output: Output): void {
  const title = name === address ? name : `${name} (${address})`;
  output.line();
  output.line(output.style('bold', printable(`${title}${roleWords[role]}`)));
  const width = Math.max(...stages.map(({ title }) => title.length));
  for (const stage of stages) {
    const text = stage.state === 'not-tried' ? 'not tried' : stage.observed;
    const line = printable(`  ${marks[stage.state]} ${stage.title.padEnd(width)}  ${text}`);
    output.line(stage.state === 'failed' ? output.style('red', line) : line);
    if (stage.state === 'failed') output.line(printable(`    ${' '.repeat(width)}  → ${stage.remedy}`));
  }
}
