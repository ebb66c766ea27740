import { ask, declined } from '../confirm.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';
import { carryOut } from './carryOut.ts';

export interface RestartNodeOptions {
  readonly cluster: string;
  readonly node: string;
  readonly yes?: boolean;
}

/** `restart-node`: restarts a passive node as a run of its own, and waits until the cluster has it back. */
export async function restartNode(session: Session, options: RestartNodeOptions): Promise<number> {
  const { operator, output, signal } = session;
  const { cluster, node, yes } = options;
  const plan = await operator.planNodeRestart(cluster, node, { signal });
  const question = `Restart ${plan.roles.first} of ${plan.definition.name}, if it is passive and no installation is running there? [y/N] `;
  if (yes !== true && !(await ask(printable(question), signal))) return declined(output);
  const run = await operator.startNodeRestart(plan, { signal });
  const code = await carryOut(session, run, { yes: true, stopAfter: undefined, confirm: async () => true });
  if (plan.within !== undefined)
    output.line(printable(`Run ${plan.within} goes on with: cluster-patch resume ${plan.within}`));
  return code;
}
