import type { ClusterDefinition } from '../../../src/cluster/definition.ts';
import type { UpdatePackage } from '../../../src/cluster/package.ts';
import { operationsOf } from '../../../src/tasks/binding.ts';
import { applicable, type Procedure, type Step } from '../../../src/tasks/procedure.ts';
import type { FaultCase } from './faultCase.ts';

/** What may go wrong at any operation that changes something; it may leave each node otherwise. */
const onEachNode = [
  'connection-lost-during',
  'connection-lost-after',
  'node-restart',
  'unplanned-failover',
  'second-admin',
];

/** What strikes before anything has happened, or on this machine: which node it was to be makes no difference. */
const onOneNode = ['connection-lost-before', 'hang', 'failback', 'disk-full', 'killed'];
const everywhere = [...onEachNode, ...onOneNode];

/** What an installer may do, on each node: success that replaced nothing, locked files, a rollback, a restart of its own. */
const ofInstaller = [
  'old-files',
  'restart-mid-install',
  'service-stuck',
  ...[1602, 1603, 1618, 1641, 3010].map((code) => `exit=${code}`),
];

/** Refusals before anything was touched: they are the same on any node. */
const ofInstallerOnce = [1601, 1619, 1639, 1642].map((code) => `exit=${code}`);

/** What can go wrong at one operation alone. */
const special: { readonly [operation: string]: readonly string[] } = {
  'start-install': ofInstaller,
  'stop-services': ['service-stuck'],
  'stop-resources': ['service-stuck'],
  'move-groups': ['move-refused', 'service-stuck'],
};

/** A reading changes nothing: it can be lost, late, or overtaken by what others do. */
const ofReadings = ['connection-lost-before', 'connection-lost-after', 'hang', 'node-restart'];
const overtaking = ['unplanned-failover', 'failback', 'second-admin'];

/** Which readings a condition is judged on. */
const readingsOf: { readonly [check: string]: readonly string[] } = {
  'files-at-version': ['read-files'],
  'package-present': ['read-package'],
  'no-errors-in-event-log': ['read-events'],
  'install-finished': ['read-install', 'wait'],
  'database-at-version': ['read-database'],
};

/** The nodes that play the two roles on a fresh lab: the first of the definition is active. */
function nodesOf(procedure: Procedure, definition: ClusterDefinition): { first: string; second: string } {
  const [active = '', passive = ''] = definition.nodes.map((node) => node.name);
  return procedure.first === 'active'
    ? { first: active, second: passive }
    : { first: passive, second: active };
}

interface Place {
  readonly operation: string;
  readonly node: string;
  readonly step: string;
}

const distinct = (places: readonly Place[]): readonly Place[] =>
  places.filter(
    (place, index) =>
      places.findIndex((other) => other.operation === place.operation && other.node === place.node) === index,
  );

const firstOfEach = (places: readonly Place[]): readonly Place[] =>
  places.filter((place, index) => places.findIndex((other) => other.operation === place.operation) === index);

function writesOf(steps: readonly Step[], nodes: { first: string; second: string }): readonly Place[] {
  return distinct(
    steps.flatMap((step) =>
      operationsOf(step).map(({ operation, node }) => ({
        operation,
        node: node === 'first' || node === 'second' ? nodes[node] : '',
        step: step.id,
      })),
    ),
  );
}

/** Each reading at the first step that needs it, on each node that is asked. */
function readsOf(
  steps: readonly Step[],
  nodes: { first: string; second: string },
  everyNode: readonly string[],
): readonly Place[] {
  return distinct(
    steps.flatMap((step) =>
      [...step.guards, ...step.verify].flatMap((condition) =>
        (readingsOf[String(condition.check)] ?? []).flatMap((operation) => {
          const role = 'node' in condition ? condition.node : undefined;
          const asked =
            role === 'first' || role === 'second' ? [nodes[role]] : role === undefined ? everyNode : [];
          // Time is waited for on the first node that answers, whichever node it is waited for.
          const where = operation === 'wait' ? everyNode.slice(0, 1) : asked;
          return where.map((node) => ({ operation, node, step: step.id }));
        }),
      ),
    ),
  );
}

const at = (
  procedure: string,
  update: string,
  faults: readonly string[],
  place: Place,
): readonly FaultCase[] => faults.map((fault) => ({ procedure, update, fault, ...place }));

/** Every fault at every operation of a procedure with a package that changes files only. */
export function casesOf(
  whole: Procedure,
  definition: ClusterDefinition,
  update: UpdatePackage,
): readonly FaultCase[] {
  const nodes = nodesOf(whole, definition);
  const everyNode = definition.nodes.map((node) => node.name);
  const { steps } = applicable(whole, definition, update, {
    ...nodes,
    active: everyNode[0] ?? '',
    passive: everyNode[1] ?? '',
  });
  const writes = writesOf(steps, nodes);
  const [firstWrite] = writes;
  const crossing = writes.find(({ operation }) => operation === 'move-groups') ?? firstWrite;
  const snapshots = [...new Set([firstWrite, crossing])]
    .filter((place) => place !== undefined)
    .flatMap(({ step, node }) =>
      ['read-node', 'read-cluster'].map((operation) => ({ operation, node, step })),
    );
  const make = (faults: readonly string[], place: Place) => at(whole.id, update.id, faults, place);
  const leaseNode = everyNode[0] ?? '';
  return [
    ...writes.flatMap((place) => make([...onEachNode, ...(special[place.operation] ?? [])], place)),
    ...firstOfEach(writes).flatMap((place) =>
      make([...onOneNode, ...(place.operation === 'start-install' ? ofInstallerOnce : [])], place),
    ),
    ...firstOfEach(readsOf(steps, nodes, everyNode)).flatMap((place) => make(ofReadings, place)),
    ...snapshots.flatMap((place) =>
      make(place.operation === 'read-cluster' ? [...ofReadings, ...overtaking] : ofReadings, place),
    ),
    ...make(everywhere, { operation: 'write-lease', node: leaseNode, step: 'start' }),
    ...make(ofReadings, { operation: 'read-lease', node: leaseNode, step: 'start' }),
    // A full disk strikes where a change is announced, and a lease is announced by nothing.
  ].filter(({ fault, operation }) => fault !== 'disk-full' || operation !== 'write-lease');
}

/** What a package that changes the database adds: its installer and the reading of the database. */
export const databaseCasesOf = (
  whole: Procedure,
  definition: ClusterDefinition,
  update: UpdatePackage,
): readonly FaultCase[] =>
  casesOf(whole, definition, update).filter(
    ({ operation }) => operation === 'start-install' || operation === 'read-database',
  );

/** A procedure that looks at the database is for packages that change it. */
export const minds = (whole: Procedure): boolean =>
  whole.steps.some((step) => step.verify.some((condition) => condition.check === 'database-at-version'));
