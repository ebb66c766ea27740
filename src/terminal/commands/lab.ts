import { operatingSystems } from '../../lab/operatingSystems.ts';
import type { OsKind } from '../../lab/world.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

/** `lab reset`: a fresh lab, of nodes with the given Windows. */
export async function labReset({ operator, output }: Session, os: OsKind): Promise<number> {
  await operator.lab.reset({ os });
  output.document({ cluster: 'lab', os });
  output.line(
    'The lab is fresh: cluster lab, NODE1 active, NODE2 passive, beside it the management server MS1, the gateway GW1 and twelve agents; packages lab-files and lab-database.',
  );
  output.line(`Its nodes are ${operatingSystems[os].caption}.`);
  return exitCode.verified;
}

/** `lab exec`: one PowerShell line on one lab node, as another administrator would type it. */
export async function labExec(
  { operator, output, signal }: Session,
  cluster: string,
  node: string,
  line: string,
): Promise<number> {
  const definition = await operator.definition(cluster);
  const { lines, failed } = await operator.execOnLab(definition, node, line, signal);
  output.document({ node, output: lines, failed });
  for (const text of lines) output.line(printable(text));
  return failed ? exitCode.stepFailed : exitCode.verified;
}

/** `lab hazards`: what the lab saw. */
export async function labHazards({ operator, output }: Session, cluster: string): Promise<number> {
  await operator.definition(cluster);
  const summary = await operator.lab.summary(cluster);
  output.document(summary);
  for (const hazard of summary.hazards)
    output.line(output.style('red', `${hazard.at} ${hazard.kind}: ${printable(hazard.detail)}`));
  output.line(
    `hazards ${summary.hazards.length}, downtime ${summary.downtimeSeconds} s, unplanned failovers ${summary.failovers}, planned moves ${summary.moves}`,
  );
  return exitCode.verified;
}
