import type { NodeDefinition } from '../cluster/definition.ts';
import { operationOfFunction } from './catalogue.ts';
import { scriptsVersion } from './jea/scriptsVersion.ts';
import type { Connection, SetupStep } from './protocol.ts';
import { allFunctions, type ScriptTexts } from './scriptTexts.ts';

/** Where the lab's module and worlds are. */
export interface LabFiles {
  /** Full path of the lab's module. */
  readonly modulePath: string;
  /** Full path of the world file of the cluster that the door is to. */
  readonly worldPath: string;
}

/** The node functions: defined in each session, or perhaps carried by the endpoint that the session is of. */
export type NodeFunctions =
  | { readonly kind: 'none' }
  | { readonly kind: 'session'; readonly script: string }
  | { readonly kind: 'endpoint'; readonly script: string; readonly version: string };

export interface NodeConnection {
  readonly connection: Connection;
  /** What is done in the fresh session before it has its functions, and when it has them, in order. */
  readonly setup: readonly SetupStep[];
  readonly functions: NodeFunctions;
  readonly after: readonly SetupStep[];
}

const usualOpenTimeout = 30;

const milliseconds = (seconds: number | undefined): number | null =>
  seconds === undefined ? null : seconds * 1000;

/**
 * How a node is reached. After this, all transports are alike: the same functions are called. Only a lab node is first
 * made what it plays, with what its endpoint carries, and its functions are wrapped last, so that injected faults
 * strike by operation.
 */
export function connectionTo(node: NodeDefinition, texts: ScriptTexts, lab: LabFiles): NodeConnection {
  const defined: NodeFunctions = { kind: 'session', script: allFunctions(texts) };
  const carried: NodeFunctions = { ...defined, kind: 'endpoint', version: scriptsVersion(texts) };
  const { address, transport } = node;
  switch (transport.kind) {
    case 'lab':
      return {
        connection: { kind: 'process' },
        setup: labSetup(node, lab, { byEndpoint: true, takesCredential: transport.credential !== undefined }),
        functions: carried,
        after: [
          {
            command: 'Enable-LabFault',
            parameters: { Operations: operationOfFunction, ErrorAction: 'Stop' },
          },
        ],
      };
    case 'winrm':
      return {
        connection: {
          kind: 'winrm',
          address,
          https: transport.https,
          port: transport.port ?? (transport.https ? 5986 : 5985),
          configurationName: transport.configurationName ?? '',
          authentication: transport.authentication,
          openTimeout: (transport.session?.openTimeoutSeconds ?? usualOpenTimeout) * 1000,
          idleTimeout: milliseconds(transport.session?.idleTimeoutSeconds),
          operationTimeout: milliseconds(transport.session?.operationTimeoutSeconds),
          noMachineProfile: transport.session?.noMachineProfile ?? true,
        },
        setup: [],
        // The usual endpoint of a node carries nothing of ours; only one that is named may.
        functions: transport.configurationName === undefined ? defined : carried,
        after: [],
      };
    case 'ssh': {
      const openTimeout = transport.session?.openTimeoutSeconds ?? usualOpenTimeout;
      return {
        connection: {
          kind: 'ssh',
          address,
          user: transport.user ?? null,
          port: transport.port ?? 22,
          keyFile: transport.keyFile ?? null,
          subsystem: transport.subsystem,
          // Without a terminal ssh must not ask; an unknown host key is an error, never accepted in silence.
          options: {
            BatchMode: 'yes',
            StrictHostKeyChecking: 'yes',
            // ssh itself then says why; PowerShell would only say that it took too long.
            ConnectTimeout: `${Math.ceil((openTimeout * 2) / 3)}`,
            // A node that vanished without a word is noticed within a minute, not when a call's time is over.
            ServerAliveInterval: '15',
            ServerAliveCountMax: '3',
            ...(transport.knownHostsFile === undefined
              ? {}
              : { UserKnownHostsFile: transport.knownHostsFile }),
          },
          openTimeout: openTimeout * 1000,
        },
        setup: [],
        functions: defined,
        after: [],
      };
    }
  }
}

/** The session of somebody who works on a lab node with tools of their own. */
export const administratorConnection = (node: NodeDefinition, lab: LabFiles): NodeConnection => ({
  connection: { kind: 'process' },
  setup: labSetup(node, lab, { byEndpoint: false, takesCredential: false }),
  functions: { kind: 'none' },
  after: [],
});

/** Loads the lab and enters a node of it: by the node's endpoint, as this program does, or as an administrator. */
const labSetup = (
  node: NodeDefinition,
  lab: LabFiles,
  { byEndpoint, takesCredential }: { readonly byEndpoint: boolean; readonly takesCredential: boolean },
): readonly SetupStep[] => [
  { command: 'Import-Module', parameters: { Name: lab.modulePath, ErrorAction: 'Stop' } },
  {
    command: 'Connect-LabNode',
    parameters: { World: lab.worldPath, Node: node.name, ByEndpoint: byEndpoint, ErrorAction: 'Stop' },
    takesCredential,
  },
];
