import { createHash } from 'node:crypto';
import { type ClusterDefinition, machinesOf, type NodeDefinition } from '../cluster/definition.ts';
import type { Credential, CredentialAnswer, NodeCredential } from '../remoting/credential.ts';

/** Where a person's credentials are: the editor's secret storage, or a prompt. */
export interface CredentialStore {
  /** Rejects only when the signal is aborted. */
  read(need: CredentialNeed, signal: AbortSignal): Promise<Credential | undefined>;
}

/** What nodes of a cluster ask for. */
export interface CredentialNeed {
  readonly cluster: string;
  /** The user name, where the definition says one. */
  readonly user: string | undefined;
  /** By which the credential is kept. */
  readonly key: string;
}

/** What the nodes of a cluster ask for: nothing, one credential for all, or several, by user name. */
export function credentialNeeds(definition: ClusterDefinition): readonly CredentialNeed[] {
  const needs = machinesOf(definition).flatMap((node) => needOf(definition, node) ?? []);
  return needs.filter(({ key }, at) => needs.findIndex((other) => other.key === key) === at);
}

function needOf(definition: ClusterDefinition, { transport }: NodeDefinition): CredentialNeed | undefined {
  if (transport.kind === 'ssh' || transport.credential === undefined) return undefined;
  const { user } = transport.credential;
  return { cluster: definition.name, user, key: keyOf(definition, user) };
}

/**
 * Beside the name of the cluster the key holds where its nodes are: another definition of the same name, which came with
 * some folder, must not get the password sent to its own machines.
 */
function keyOf(definition: ClusterDefinition, user = ''): string {
  const places = machinesOf(definition).map(({ address, transport }) => [
    address.toLowerCase(),
    transport.kind,
    transport.kind === 'winrm' ? [transport.https, transport.port ?? null] : [],
  ]);
  const text = JSON.stringify([definition.name.toLowerCase(), user.toLowerCase(), places]);
  return `credential:${createHash('sha256').update(text).digest('hex')}`;
}

/** The credentials of a home's clusters: asked for once at a time, and not sent again once they were refused. */
export class Credentials {
  readonly #store: CredentialStore | undefined;
  readonly #reading = new Map<string, Promise<Credential | undefined>>();
  readonly #refused = new Map<string, Credential>();

  constructor(store: CredentialStore | undefined) {
    this.#store = store;
  }

  /** Where the session to a node gets its credential from; undefined for one that asks for none. */
  of(definition: ClusterDefinition, node: NodeDefinition): NodeCredential | undefined {
    const need = needOf(definition, node);
    if (need === undefined) return undefined;
    return {
      get: (signal) => this.#get(need, signal),
      refused: (credential) => void this.#refused.set(need.key, credential),
    };
  }

  /** The credential was set anew: it is tried again, even when it is the same one. */
  changed(key: string): void {
    this.#refused.delete(key);
  }

  async #get(need: CredentialNeed, signal: AbortSignal): Promise<CredentialAnswer> {
    // Both nodes of a cluster ask at the same time, and a person is asked once.
    const reading = this.#reading.get(need.key) ?? this.#store?.read(need, signal);
    if (reading === undefined) return { kind: 'none' };
    this.#reading.set(need.key, reading);
    try {
      const credential = await reading;
      if (credential === undefined) return { kind: 'none' };
      const refused = this.#refused.get(need.key);
      return refused?.user === credential.user && refused.password.equals(credential.password)
        ? { kind: 'refused', user: credential.user }
        : { kind: 'credential', credential };
    } finally {
      this.#reading.delete(need.key);
    }
  }
}
