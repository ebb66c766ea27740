import { type ClusterDefinition, machinesOf, type NodeDefinition } from '../cluster/definition.ts';
import { sameName } from '../cluster/names.ts';
import type { Read } from '../cluster/readings.ts';
import type { CallOptions, ClusterDoor, OperationOutcome } from '../tasks/door.ts';
import { callOperation } from './callOperation.ts';
import { findOperation } from './catalogue.ts';
import { connectionTo, type LabFiles } from './connection.ts';
import type { NodeCredential } from './credential.ts';
import { PowerShellHost } from './host.ts';
import type { RemotingLog } from './log.ts';
import { NodeSession } from './nodeSession.ts';
import { openingsOf } from './openings.ts';
import type { Operation } from './operation.ts';
import { readCluster } from './operations/readCluster.ts';
import { readDatabase } from './operations/readDatabase.ts';
import { readEvents } from './operations/readEvents.ts';
import { readFiles } from './operations/readFiles.ts';
import { readInstall } from './operations/readInstall.ts';
import { readLease } from './operations/readLease.ts';
import { readManagementGroup } from './operations/readManagementGroup.ts';
import { readNode } from './operations/readNode.ts';
import { readOwners } from './operations/readOwners.ts';
import { readPackage } from './operations/readPackage.ts';
import { waitNode } from './operations/waitNode.ts';
import { isTorn, type NodeReadings, type Reading, snapshotOf, unreachable, wholeOf } from './readSnapshot.ts';
import { functionWithCallees, readScriptTexts } from './scriptTexts.ts';
import { pause } from './within.ts';

export interface DoorOptions {
  readonly definition: ClusterDefinition;
  /** Full path of the local PowerShell, as discovery found it. */
  readonly powershell: string;
  /** The folder `src/remoting/scripts`, wherever it ships. */
  readonly scriptsFolder: string;
  readonly lab: LabFiles;
  /** Where the credential of a node that asks for one comes from. */
  readonly credentialOf?: (node: NodeDefinition) => NodeCredential | undefined;
  readonly log: RemotingLog;
}

/** The way to the nodes of one cluster. Nothing is started before the first call. Throws when the scripts are missing. */
export function openDoor(options: DoorOptions): ClusterDoor {
  const { definition, powershell, scriptsFolder, lab, credentialOf, log } = options;
  const texts = readScriptTexts(scriptsFolder);
  const host = new PowerShellHost({ executable: powershell, hostScript: texts.host, log });
  const openings = openingsOf(definition);
  const sessions = new Map(
    machinesOf(definition).map((node) => [
      node.name.toLowerCase(),
      new NodeSession({
        node: node.name,
        connection: connectionTo(node, texts, lab),
        credential: credentialOf?.(node),
        host,
        openings,
        log,
      }),
    ]),
  );

  async function run<A, R>(
    node: string,
    operation: Operation<A, R>,
    values: A,
    options: CallOptions,
  ): Promise<Reading<R>> {
    const session = sessions.get(node.toLowerCase());
    if (session === undefined) throw new RangeError(`${definition.name} has no node ${node}`);
    return callOperation({ node, session, texts, log }, operation, values, options);
  }

  async function read<A, R>(
    node: string,
    operation: Operation<A, R>,
    values: A,
    options: CallOptions,
  ): Promise<Read<R>> {
    const reading = await run(node, operation, values, options);
    if (reading.kind === 'returned') return { kind: 'read', value: reading.value };
    return { kind: 'unread', error: unreachable(reading.failure) };
  }

  return {
    async snapshot(options) {
      const services = definition.services.map(({ name }) => name);
      const stands = (name: string): boolean => sessions.get(name.toLowerCase())?.state.phase === 'open';
      const names = definition.nodes.map(({ name }) => name);
      const stood = names.filter(stands);
      // One node tells the whole cluster, every other one who owns what: a node that sees it otherwise is found by that.
      let teller = stood[0] ?? names[0];
      const readOne = async (name: string): Promise<NodeReadings> => {
        const node = await run(name, readNode, { services }, options);
        // A node whose session does not stand is not waited for twice, nor is its door knocked at twice.
        if (node.kind === 'failed' && !stands(name)) return { node, cluster: node };
        return { node, cluster: await run(name, name === teller ? readCluster : readOwners, {}, options) };
      };
      const readings = await Promise.all(names.map(readOne));
      // When the cluster changes while it is read, some have seen it before and some after: those who answered look again.
      const fellAway = stood.some((name) => !stands(name));
      teller = names.find(stands) ?? teller;
      const again = isTorn(readings, fellAway)
        ? await Promise.all(
            readings.map((reading, index) =>
              reading.node.kind === 'failed' ? reading : readOne(names[index] ?? ''),
            ),
          )
        : readings;
      let state = wholeOf(again);
      // The teller is gone, or knows no cluster: the others are asked, one after the other.
      for (const [index, { cluster }] of again.entries()) {
        if (state !== undefined || cluster.kind === 'failed') continue;
        const whole = await run(names[index] ?? '', readCluster, {}, options);
        if (whole.kind === 'returned') state = whole.value;
      }
      return snapshotOf(definition, new Date().toISOString(), again, state);
    },
    readFiles: (node, paths, options) => read(node, readFiles, { paths: [...paths] }, options),
    readEvents: (node, logs, after, options) => read(node, readEvents, { logs: [...logs], after }, options),
    readPackage: (node, path, options) => read(node, readPackage, { path }, options),
    readInstall: (node, runId, stepId, options) => read(node, readInstall, { runId, stepId }, options),
    async readMachine(machine, services, options) {
      const reading = await read(machine, readNode, { services: [...services] }, options);
      if (reading.kind === 'unread') return reading;
      return { kind: 'read', value: { ...reading.value, kind: 'reached', name: machine } };
    },
    readManagementGroup: (node, options) => read(node, readManagementGroup, {}, options),
    async readLease(node, group, options) {
      const reading = await read(node, readLease, { group }, options);
      return reading.kind === 'read' ? { kind: 'read', value: reading.value.lease } : reading;
    },
    async readDatabase(node, { server, name, query }, options) {
      const reading = await read(node, readDatabase, { server, name, query }, options);
      return reading.kind === 'read' ? { kind: 'read', value: reading.value.value } : reading;
    },
    async wait(seconds, options) {
      // On the first node whose session stands: a lab's clock goes on only there, and elsewhere it is as good as here.
      const open = definition.nodes.filter(
        ({ name }) => sessions.get(name.toLowerCase())?.state.phase === 'open',
      );
      for (const { name } of open) {
        const waited = await run(name, waitNode, { seconds: Math.ceil(seconds) }, options);
        if (waited.kind === 'returned') return;
      }
      await pause(seconds * 1000, options.signal);
    },
    async write(call, options): Promise<OperationOutcome> {
      const operation = findOperation(call.operation);
      if (operation?.kind !== 'write')
        throw new RangeError(`there is no operation ${call.operation} that changes something`);
      const started = performance.now();
      const outcome = await run(call.node, operation, call.arguments, options);
      return { ...outcome, milliseconds: Math.round(performance.now() - started) };
    },
    goesOn: (name) => findOperation(name)?.goesOn ?? false,
    showsWithin: (name) => findOperation(name)?.showsWithin,
    describe(call) {
      const operation = findOperation(call.operation);
      if (operation === undefined) return `there is no operation ${call.operation}`;
      if (!machinesOf(definition).some(({ name }) => sameName(name, call.node)))
        return `there is no node ${call.node}`;
      const prepared = operation.prepare(call.arguments, texts);
      if (typeof prepared === 'string') return prepared;
      const { described } = prepared;
      const script = described?.script ?? functionWithCallees(texts, prepared.function);
      return { kind: operation.kind, script, parameters: described?.parameters ?? prepared.parameters };
    },
    async dispose() {
      for (const session of sessions.values()) session.close();
      await host.dispose();
    },
  };
}
