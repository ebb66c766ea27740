import * as z from 'zod';
import type { ManagementGroupReading } from '../../../src/cluster/managementGroup.ts';
import type { DatabaseCheck } from '../../../src/cluster/package.ts';
import type {
  EventReading,
  FileReading,
  InstallReading,
  PackageReading,
  Read,
} from '../../../src/cluster/readings.ts';
import type { ReachedNode, Snapshot } from '../../../src/cluster/snapshot.ts';
import { findOperation } from '../../../src/remoting/catalogue.ts';
import type {
  CallOptions,
  ClusterDoor,
  OperationCall,
  OperationDescription,
  OperationFailure,
  OperationOutcome,
} from '../../../src/tasks/door.ts';
import { aCluster, aGroup, anUnreachedNode, noon, rmsResources } from './clusters.ts';
import { installKey, PaperNode } from './paperNode.ts';
import { effects } from './paperOperations.ts';

const leaseArguments = z.object({ lease: z.string(), previous: z.string() });

/** How the next call of an operation goes. By default it happens and returns. */
export interface Happening {
  /** Whether the node does it. */
  readonly happens?: boolean;
  /** What comes back instead of a result. */
  readonly failure?: OperationFailure;
  /** The answer never comes; only a stop ends the wait. */
  readonly hangs?: boolean;
}

/** The line was cut, and nobody knows whether it was before or after the change. */
export const lost: OperationFailure = {
  kind: 'lost',
  message: 'The connection was lost.',
  remedy: 'Look at the cluster.',
};

/**
 * A clustered RMS of two nodes on paper. It stands where the nodes stand: the engine above it is the real one. `trace`
 * tells in order what was asked of it, and whatever a test adds.
 */
export class PaperCluster implements ClusterDoor {
  readonly nodes = [new PaperNode('NODE1', true), new PaperNode('NODE2', false)];
  /** The servers beside the cluster; none until a test adds some. */
  readonly servers: PaperNode[] = [];
  group: ManagementGroupReading = { time: noon, servers: [], agents: [], pending: [] };
  readonly trace: string[] = [];
  readonly sent: OperationCall[] = [];
  readonly policies = new Map<string, number>();
  /** Operations that do what is left when they are sent again. */
  readonly goingOn = new Set<string>();
  owner = 'NODE1';
  online = true;
  clusterReadable = true;
  installSeconds = 3;
  installExitCode = 0;
  databaseVersion = '6.1.7221.0';
  /** The text of the claim on the cluster; empty when there is none. */
  lease = '';
  /** Awaited by each snapshot: a slow node. */
  slow: Promise<void> = Promise.resolve();
  #now = 0;
  readonly #due: { at: number; effect: () => void }[] = [];
  readonly #happenings = new Map<string, Happening[]>();
  readonly #arrivals = new Map<string, () => void>();

  node(name: string): PaperNode {
    const node = [...this.nodes, ...this.servers].find((candidate) => candidate.name === name);
    if (node === undefined) throw new Error(`there is no node ${name} on paper`);
    return node;
  }

  /** Scripts the next call of an operation; several calls, one after the other. */
  next(operation: string, ...happenings: readonly Happening[]): void {
    this.#happenings.set(operation, [...happenings]);
  }

  /** Resolves when the next call of the operation has come to its node. */
  arrival(operation: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#arrivals.set(operation, resolve);
    return promise;
  }

  after(seconds: number, effect: () => void): void {
    this.#due.push({ at: this.#now + seconds, effect });
    this.#pass(0);
  }

  /** The groups go to the node, and the services run where they are. */
  moveTo(name: string): void {
    this.owner = name;
    for (const node of this.nodes)
      for (const service of node.services.values())
        service.status = node.name === name ? 'Running' : 'Stopped';
  }

  /** The seconds of each wait since the trace had this length. */
  waits(since = 0): readonly number[] {
    return this.trace
      .slice(since)
      .flatMap((line) => /^wait (\d+)$/.exec(line)?.[1] ?? [])
      .map(Number);
  }

  async snapshot({ signal }: CallOptions): Promise<Snapshot> {
    signal.throwIfAborted();
    this.trace.push('snapshot');
    await this.slow;
    signal.throwIfAborted();
    const state = this.online ? 'Online' : 'Offline';
    const cluster = aCluster({
      nodes: this.nodes.map((node) => ({ name: node.name, state: node.reachable ? node.state : 'Down' })),
      groups: [
        aGroup({ name: 'Cluster Group', owner: this.owner, core: true }),
        aGroup({ owner: this.owner, state }),
      ],
      resources: rmsResources(this.owner).map((resource) => ({
        ...resource,
        state,
        restartAction: this.policies.get(resource.name) ?? resource.restartAction,
      })),
    });
    const anyone = this.nodes.some((node) => node.reachable) && this.clusterReadable;
    return {
      cluster: 'rms',
      takenAt: noon,
      nodes: this.nodes.map((node) => node.reading()),
      state: anyone ? cluster : undefined,
    };
  }

  async readFiles(
    node: string,
    paths: readonly string[],
    options: CallOptions,
  ): Promise<Read<readonly FileReading[]>> {
    return this.#read(`files ${node}`, node, options, ({ files }) =>
      paths.map((path) => files.get(path) ?? { path, exists: false, version: '', pendingReplacement: false }),
    );
  }

  async readEvents(
    node: string,
    logs: readonly string[],
    after: string,
    options: CallOptions,
  ): Promise<Read<readonly EventReading[]>> {
    return this.#read(`events ${node}`, node, options, ({ events }) =>
      events.filter((event) => logs.includes(event.log) && Date.parse(event.at) >= Date.parse(after)),
    );
  }

  async readPackage(node: string, path: string, options: CallOptions): Promise<Read<PackageReading>> {
    return this.#read(
      `package ${node}`,
      node,
      options,
      ({ packages }) => packages.get(path) ?? { path, exists: false, length: 0, sha256: '' },
    );
  }

  async readLease(name: string, _group: string, { signal }: CallOptions): Promise<Read<string>> {
    signal.throwIfAborted();
    if (!this.node(name).reachable) return { kind: 'unread', error: anUnreachedNode(name).error };
    return { kind: 'read', value: this.lease };
  }

  async readDatabase(node: string, check: DatabaseCheck, options: CallOptions): Promise<Read<string>> {
    return this.#read(`database ${check.name}`, node, options, () => this.databaseVersion);
  }

  async readInstall(
    node: string,
    runId: string,
    stepId: string,
    options: CallOptions,
  ): Promise<Read<InstallReading>> {
    return this.#read(
      `install ${node} ${stepId}`,
      node,
      options,
      ({ installs }) => installs.get(installKey(runId, stepId)) ?? { state: 'none' },
    );
  }

  async readMachine(
    name: string,
    _services: readonly string[],
    options: CallOptions,
  ): Promise<Read<ReachedNode>> {
    const read = await this.#read(`machine ${name}`, name, options, (node) => node.reading());
    if (read.kind === 'unread') return read;
    const { value } = read;
    return value.kind === 'reached' ? { kind: 'read', value } : { kind: 'unread', error: value.error };
  }

  async readManagementGroup(name: string, options: CallOptions): Promise<Read<ManagementGroupReading>> {
    return this.#read('management group', name, options, () => this.group);
  }

  async wait(seconds: number, { signal }: CallOptions): Promise<void> {
    signal.throwIfAborted();
    this.trace.push(`wait ${seconds}`);
    this.#pass(seconds);
  }

  async write(call: OperationCall, { signal }: CallOptions): Promise<OperationOutcome> {
    signal.throwIfAborted();
    // The claim on the cluster is no change of it: what is sent and traced is what the procedure does.
    if (call.operation === 'write-lease') return this.#writeLease(call);
    this.trace.push(`write ${call.operation} ${call.node}`);
    this.sent.push(call);
    const { happens = true, failure, hangs = false } = this.#happenings.get(call.operation)?.shift() ?? {};
    if (happens) effects[call.operation]?.(this, call);
    this.#arrivals.get(call.operation)?.();
    if (hangs)
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    return failure === undefined
      ? { kind: 'returned', value: { node: call.node }, milliseconds: 1 }
      : { kind: 'failed', failure, milliseconds: 1 };
  }

  goesOn(operation: string): boolean {
    return this.goingOn.has(operation);
  }

  showsWithin(operation: string): number | undefined {
    return findOperation(operation)?.showsWithin;
  }

  describe(call: OperationCall): OperationDescription | string {
    if (effects[call.operation] === undefined) return `there is no operation ${call.operation}`;
    return { kind: 'write', script: `function ${call.operation} { }`, parameters: call.arguments };
  }

  async dispose(): Promise<void> {}

  async #read<T>(
    what: string,
    name: string,
    { signal }: CallOptions,
    value: (node: PaperNode) => T,
  ): Promise<Read<T>> {
    signal.throwIfAborted();
    this.trace.push(`read ${what}`);
    const node = this.node(name);
    if (!node.reachable) return { kind: 'unread', error: anUnreachedNode(name).error };
    return { kind: 'read', value: value(node) };
  }

  #writeLease({ node, arguments: values }: OperationCall): OperationOutcome {
    if (!this.node(node).reachable)
      return {
        kind: 'failed',
        failure: { ...anUnreachedNode(node).error, kind: 'unreachable' },
        milliseconds: 1,
      };
    const { lease, previous } = leaseArguments.parse(values);
    const { happens = true, failure } = this.#happenings.get('write-lease')?.shift() ?? {};
    if (happens && previous === this.lease) this.lease = lease;
    if (failure !== undefined) return { kind: 'failed', failure, milliseconds: 1 };
    return { kind: 'returned', value: { lease: this.lease }, milliseconds: 1 };
  }

  #pass(seconds: number): void {
    this.#now += seconds;
    for (const event of this.#due.filter((due) => due.at <= this.#now)) event.effect();
    this.#due.splice(0, this.#due.length, ...this.#due.filter((due) => due.at > this.#now));
  }
}
