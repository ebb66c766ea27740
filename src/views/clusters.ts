import * as vscode from 'vscode';
import { type ClusterDefinition, isLab } from '../cluster/definition.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import type { Entry } from '../home/home.ts';
import { type Operator, problemOf } from '../home/operator.ts';
import { type ClusterState, unreadCluster } from './readings.ts';

/**
 * The clusters of the home and the last reading of each. It alone asks for snapshots on behalf of the screen, and shows
 * those that a run takes as well: what the run judges by is what a person sees.
 */
export class Clusters implements vscode.Disposable {
  readonly #operator: Operator;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #states = new Map<string, ClusterState>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #serversUnderWay = new Set<string>();
  readonly #ending = new AbortController();
  readonly #endListening: () => void;
  #entries: readonly Entry<ClusterDefinition>[] = [];
  #selected: string | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(operator: Operator) {
    this.#operator = operator;
    this.#endListening = operator.onSnapshot((definition, snapshot) => this.#saw(definition, snapshot));
  }

  get entries(): readonly Entry<ClusterDefinition>[] {
    return this.#entries;
  }

  /** The cluster that status bar and checklist are about when no run says so. */
  get selected(): ClusterDefinition | undefined {
    return (
      this.definition(this.#selected) ?? this.#definitions().find((definition) => this.isAllowed(definition))
    );
  }

  select(name: string): void {
    this.#selected = name;
    this.#changed.fire();
  }

  definition(name: string | undefined): ClusterDefinition | undefined {
    return this.#definitions().find((definition) => definition.name === name);
  }

  state(name: string): ClusterState {
    return this.#states.get(name) ?? unreadCluster;
  }

  /** In a workspace that is not trusted, its files must not make this machine talk to any other: only labs are read. */
  isAllowed(definition: ClusterDefinition): boolean {
    return vscode.workspace.isTrusted || isLab(definition);
  }

  /** Looks for definitions anew. */
  async reload(): Promise<void> {
    this.#entries = await this.#operator.home.clusters();
    this.#changed.fire();
  }

  /** Takes a snapshot of one cluster, or of all; a reading that is under way is shared. */
  async refresh(name?: string): Promise<void> {
    const wanted = this.#definitions().filter((definition) => name === undefined || definition.name === name);
    await Promise.all(
      wanted
        .filter((definition) => this.isAllowed(definition))
        .map((definition) => this.#read(definition.name)),
    );
  }

  /** Reads a cluster that has never been read. */
  ensureRead(name: string): void {
    if (!this.#states.has(name)) void this.refresh(name);
  }

  /** Reads the servers beside a cluster, unless that was done since its last snapshot. */
  ensureServersRead(name: string): void {
    const { snapshot, servers } = this.state(name);
    if (snapshot === undefined || servers?.of === snapshot.takenAt || this.#serversUnderWay.has(name)) return;
    this.#serversUnderWay.add(name);
    void this.#operator
      .readServers(name, { signal: this.#ending.signal })
      .then(
        (readings) => this.#set(name, { ...this.state(name), servers: { of: snapshot.takenAt, readings } }),
        // The next snapshot says what is wrong with the definition or with PowerShell.
        () => undefined,
      )
      .finally(() => this.#serversUnderWay.delete(name));
  }

  dispose(): void {
    this.#ending.abort();
    this.#endListening();
    this.#changed.dispose();
  }

  #definitions(): readonly ClusterDefinition[] {
    return this.#entries.flatMap((entry) => (entry.kind === 'ok' ? [entry.value] : []));
  }

  #read(name: string): Promise<void> {
    const underWay = this.#underWay.get(name);
    if (underWay !== undefined) return underWay;
    const reading = this.#readOnce(name).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, reading);
    return reading;
  }

  async #readOnce(name: string): Promise<void> {
    const before = this.state(name);
    this.#set(name, { ...before, reading: true });
    try {
      const snapshot = await this.#operator.snapshot(name, { signal: this.#ending.signal });
      this.#set(name, { ...this.state(name), reading: false, snapshot, problem: undefined });
    } catch (error) {
      if (this.#ending.signal.aborted) return;
      const problem = problemOf(error);
      this.#set(name, {
        ...this.state(name),
        reading: false,
        snapshot: before.snapshot,
        problem: problem ?? {
          kind: 'unreachable',
          message: error instanceof Error ? error.message : String(error),
          remedy: vscode.l10n.t('The log has the details.'),
        },
      });
      if (problem === undefined) throw error;
    }
  }

  /** A snapshot that somebody else asked for; one by a definition that was edited since is not of what is shown. */
  #saw(taken: ClusterDefinition, snapshot: Snapshot): void {
    const { name } = taken;
    const shown = this.definition(name);
    if (this.#underWay.has(name) || shown === undefined || JSON.stringify(shown) !== JSON.stringify(taken))
      return;
    this.#set(name, { ...this.state(name), snapshot, problem: undefined });
  }

  #set(name: string, state: ClusterState): void {
    this.#states.set(name, state);
    if (!this.#ending.signal.aborted) this.#changed.fire();
  }
}
