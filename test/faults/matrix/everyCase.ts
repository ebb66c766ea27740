import type { ClusterDefinition } from '../../../src/cluster/definition.ts';
import type { UpdatePackage } from '../../../src/cluster/package.ts';
import { freshWorld } from '../../../src/lab/freshWorld.ts';
import {
  bindOperation,
  contextOf,
  guardsOf,
  operationsOf,
  verificationOf,
} from '../../../src/tasks/binding.ts';
import type { Procedure } from '../../../src/tasks/procedure.ts';
import { apply } from '../../../src/tasks/replay.ts';
import type { RunState } from '../../../src/tasks/runState.ts';
import { startEvent } from '../../../src/tasks/startRun.ts';
import { type FaultCase, kindOf } from './faultCase.ts';
import { startingWorld } from './startingWorld.ts';
import { managementGroupOf } from './worldReadings.ts';
import { worldSnapshot } from './worldSnapshot.ts';

/** What may go wrong at any operation that changes something; it may leave each node otherwise, so they take turns. */
const onSomeNode = [
  'connection-lost-during',
  'connection-lost-after',
  'node-restart',
  'unplanned-failover',
  'second-admin',
];

/** What strikes before anything has happened, or on this machine: which node it was to be makes no difference. */
const onOneNode = ['connection-lost-before', 'hang', 'failback', 'disk-full', 'disk-full=returned', 'killed'];
const everywhere = [...onSomeNode, ...onOneNode];

/** What an installer may do, on each node in turn: success that replaced nothing, locked files, a rollback, a restart of its own. */
const ofInstaller = [
  'old-files',
  'restart-mid-install',
  'service-stuck',
  ...[1602, 1603, 1618, 1641, 3010].map((code) => `exit=${code}`),
];

/** Refusals before anything was touched: they are the same on any node. */
const ofInstallerOnce = [1601, 1619, 1636, 1638, 1639, 1642, 1648].map((code) => `exit=${code}`);

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

interface Place {
  readonly operation: string;
  readonly node: string;
  readonly step: string;
}

/** The run as it begins on a fresh lab, on paper: its steps are those that a real one has, with their machines. */
function beginning(procedure: Procedure, definition: ClusterDefinition, update: UpdatePackage): RunState {
  const world = startingWorld(freshWorld(), procedure, update.id);
  const snapshot = worldSnapshot(world);
  return apply(undefined, {
    seq: 0,
    at: snapshot.takenAt,
    by: { user: '', machine: '', version: '' },
    previous: '',
    event: startEvent(
      { definition, procedure, update, managementGroup: managementGroupOf(world) },
      snapshot,
      'on-paper',
    ),
  });
}

const distinct = (places: readonly Place[]): readonly Place[] =>
  places.filter(
    (place, index) =>
      places.findIndex((other) => other.operation === place.operation && other.node === place.node) === index,
  );

const firstOfEach = (places: readonly Place[]): readonly Place[] =>
  places.filter((place, index) => places.findIndex((other) => other.operation === place.operation) === index);

const writesOf = (state: RunState): readonly Place[] =>
  distinct(
    state.steps.flatMap((step) =>
      operationsOf(step.step).flatMap((operation) => {
        const call = bindOperation(operation, state, step, state.baseline);
        return typeof call === 'string' ? [] : { operation: call.operation, node: call.node, step: step.id };
      }),
    ),
  );

/** Each reading at the first step that needs it, on each node that is asked. */
function readsOf(state: RunState): readonly Place[] {
  const [firstAsked = ''] = state.definition.nodes.map(({ name }) => name);
  return distinct(
    state.steps.flatMap((step) =>
      [...guardsOf(step.step), ...verificationOf(step.step)]
        .flatMap((condition) => condition.needs(contextOf(state, step)))
        .flatMap(({ kind, node }) => {
          // What a condition needs is given by the operation of the same name; a machine is read as a node is.
          const operation = kind === 'machine' ? 'read-node' : `read-${kind}`;
          const place = { operation, node, step: step.id };
          // Time is waited for on the first node that answers, whichever node it is waited for.
          return kind === 'install' ? [place, { ...place, operation: 'wait', node: firstAsked }] : [place];
        }),
    ),
  );
}

/** Each fault at each operation once, at another of the operation's nodes from fault to fault. */
const inTurn = (
  places: readonly Place[],
  faultsOf: (place: Place) => readonly string[],
  make: (faults: readonly string[], place: Place) => readonly FaultCase[],
): readonly FaultCase[] =>
  [...Map.groupBy(places, ({ operation }) => operation).values()].flatMap((some, turn) =>
    some.flatMap((place, index) =>
      make(
        faultsOf(place).filter((_, number) => (number + turn) % some.length === index),
        place,
      ),
    ),
  );

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
  const everyNode = definition.nodes.map((node) => node.name);
  const [leaseNode = ''] = everyNode;
  const state = beginning(whole, definition, update);
  const writes = writesOf(state);
  const [firstWrite] = writes;
  const crossing = writes.find(({ operation }) => operation === 'move-groups') ?? firstWrite;
  // A snapshot asks the cluster's nodes, whichever machine the change is for.
  const snapshots = [...new Set([firstWrite, crossing])]
    .filter((place) => place !== undefined)
    .flatMap(({ step, node }) =>
      ['read-node', 'read-cluster'].map((operation) => ({
        operation,
        node: everyNode.includes(node) ? node : leaseNode,
        step,
      })),
    );
  const make = (faults: readonly string[], place: Place) => at(whole.id, update.id, faults, place);
  return [
    ...inTurn(writes, ({ operation }) => [...onSomeNode, ...(special[operation] ?? [])], make),
    ...firstOfEach(writes).flatMap((place) =>
      make([...onOneNode, ...(place.operation === 'start-install' ? ofInstallerOnce : [])], place),
    ),
    ...firstOfEach(readsOf(state)).flatMap((place) => make(ofReadings, place)),
    ...snapshots.flatMap((place) =>
      make(place.operation === 'read-cluster' ? [...ofReadings, ...overtaking] : ofReadings, place),
    ),
    ...make(everywhere, { operation: 'write-lease', node: leaseNode, step: 'start' }),
    ...make(ofReadings, { operation: 'read-lease', node: leaseNode, step: 'start' }),
    // A full disk strikes where a change is announced, and a lease is announced by nothing.
  ].filter((one) => kindOf(one) !== 'disk-full' || one.operation !== 'write-lease');
}

/** What a package that changes the database adds: its installer and the reading of the database. */
export const databaseCasesOf = (
  whole: Procedure,
  definition: ClusterDefinition,
  update: UpdatePackage,
): readonly FaultCase[] =>
  casesOf(whole, definition, update).filter(
    ({ operation, fault }) =>
      operation === 'read-database' || (operation === 'start-install' && !ofInstallerAlone.has(fault)),
  );

/** What happens before an installer changes anything, and what services do around it, is the same with any package. */
const ofInstallerAlone = new Set([...ofInstallerOnce, 'exit=1618', 'service-stuck', 'restart-mid-install']);

/** What a package that is copied adds: the copy. */
export const copyCasesOf = (
  whole: Procedure,
  definition: ClusterDefinition,
  update: UpdatePackage,
): readonly FaultCase[] =>
  casesOf(whole, definition, update).filter(({ operation }) => operation === 'copy-package');

/** A procedure that looks at the database is for packages that change it. */
export const minds = (whole: Procedure): boolean =>
  whole.steps.some((step) => step.verify.some((condition) => condition.check === 'database-at-version'));
