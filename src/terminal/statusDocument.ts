import type { ClusterDefinition } from '../cluster/definition.ts';
import { driftOf } from '../cluster/drift.ts';
import { sameName } from '../cluster/names.ts';
import { nodeStateOf, roleOf } from '../cluster/ownership.ts';
import { expectedService } from '../cluster/restingState.ts';
import type { Snapshot } from '../cluster/snapshot.ts';

/** A snapshot and its drift as the terminal's contract has it. */
export function statusDocument(definition: ClusterDefinition, snapshot: Snapshot) {
  const drift = driftOf(definition, snapshot);
  return {
    cluster: definition.name,
    takenAt: snapshot.takenAt,
    nodes: snapshot.nodes.map((node) => {
      const role = roleOf(definition, snapshot.state, node.name);
      return {
        name: node.name,
        state: nodeStateOf(snapshot.state, node.name),
        role,
        reachable: node.kind === 'reached',
        ...(node.kind === 'unreached' ? { error: node.error } : {}),
        services: (node.kind === 'reached' ? node.services : []).map((service) => {
          const known = definition.services.find((candidate) => sameName(candidate.name, service.name));
          return {
            name: service.name,
            displayName: service.displayName,
            status: service.status,
            startType: service.startType,
            expected: (known === undefined ? undefined : expectedService(known, role)) ?? null,
            drift: drift.some((line) => line.node === node.name && line.subject === service.name),
          };
        }),
      };
    }),
    groups: (snapshot.state?.groups ?? []).map(({ name, owner, state }) => ({ name, owner, state })),
    resources: (snapshot.state?.resources ?? []).map(({ name, group, type, state, restartAction }) => ({
      name,
      group,
      type,
      state,
      restartAction,
    })),
    drift,
  };
}
export type StatusDocument = ReturnType<typeof statusDocument>;
