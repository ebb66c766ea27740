import type { NodeDefinition } from '../cluster/definition.ts';
import { operationOfFunction } from './catalogue.ts';
import type { Connection, SetupStep } from './protocol.ts';
import { allFunctions, type ScriptTexts } from './scriptTexts.ts';

/** Where the lab's module and worlds are. */
export interface LabFiles {
  /** Full path of the lab's module. */
  readonly modulePath: string;
  /** Full path of the world file of the cluster that the door is to. */
  readonly worldPath: string;
}

export interface NodeConnection {
  readonly connection: Connection;
  /** What is done in the fresh session before the first call, in order. */
  readonly setup: readonly SetupStep[];
}

const usualOpenTimeout = 30;

const milliseconds = (seconds: number | undefined): number | null =>
  seconds === undefined ? null : seconds * 1000;

/**
 * How a node is reached. After this, all transports are alike: the same functions are defined and called. Only a lab
 * node is first made what it plays, and its functions are wrapped last, so that injected faults strike by operation.
 */
export function connectionTo(node: NodeDefinition, texts: ScriptTexts, lab: LabFiles): NodeConnection {
  const define: SetupStep = { script: allFunctions(texts) };
  const { address, transport } = node;
  switch (transport.kind) {
    case 'lab':
      return {
        connection: { kind: 'process' },
        setup: [
          { command: 'Import-Module', parameters: { Name: lab.modulePath, ErrorAction: 'Stop' } },
          {
            command: 'Connect-LabNode',
            parameters: { World: lab.worldPath, Node: node.name, ErrorAction: 'Stop' },
            takesCredential: transport.credential !== undefined,
          },
          define,
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
        setup: [define],
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
        setup: [define],
      };
    }
  }
}
