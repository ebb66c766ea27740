import { type ClusterDefinition, isLab, machinesOf } from '../cluster/definition.ts';
import { ProblemError } from '../cluster/problem.ts';
import { parseFault } from '../lab/faultSpec.ts';
import type { LabFault } from '../lab/world.ts';
import { operations } from '../remoting/catalogue.ts';

/** The faults that a person names for a run on a lab. Throws ProblemError for a bad one and for a real cluster. */
export function labFaults(definition: ClusterDefinition, specs: readonly string[]): readonly LabFault[] {
  const refuse = (message: string): ProblemError =>
    new ProblemError({ kind: 'input', message, remedy: 'Nothing was started and nothing was changed.' });
  if (!isLab(definition)) throw refuse(`${definition.name} is not a lab: faults are for the lab alone`);
  const known = {
    operations: operations.map(({ name }) => name),
    nodes: machinesOf(definition).map(({ name }) => name),
    controller: process.pid,
  };
  return specs.map((spec) => {
    const parsed = parseFault(spec, known);
    if (parsed.kind === 'wrong') throw refuse(parsed.message);
    return parsed.fault;
  });
}
