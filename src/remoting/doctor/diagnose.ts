import {
  type ClusterDefinition,
  type MachineRole,
  type NodeDefinition,
  rolesOf,
} from '../../cluster/definition.ts';
import { callOperation, type NodeCaller } from '../callOperation.ts';
import { connectionTo, type LabFiles } from '../connection.ts';
import type { NodeCredential } from '../credential.ts';
import { PowerShellHost } from '../host.ts';
import type { RemotingLog } from '../log.ts';
import { NodeSession } from '../nodeSession.ts';
import { openingsOf } from '../openings.ts';
import { readCluster } from '../operations/readCluster.ts';
import { readEvents } from '../operations/readEvents.ts';
import { readNode } from '../operations/readNode.ts';
import { readScriptTexts } from '../scriptTexts.ts';
import {
  type Diagnosis,
  type Findings,
  failed,
  notNeeded,
  outcomeOf,
  passed,
  type StageName,
  stagesOf,
} from './diagnosis.ts';
import { judgeCluster, judgeEvents, judgeNode } from './judge.ts';
import { examineWay, transportText } from './reach.ts';

export interface DiagnoseRequest {
  readonly definition: ClusterDefinition;
  /** Full path of the local PowerShell. */
  readonly powershell: string;
  readonly scriptsFolder: string;
  readonly lab: LabFiles;
  /** Where the credential of a node that asks for one comes from. */
  readonly credentialOf?: (node: NodeDefinition) => NodeCredential | undefined;
  readonly log: RemotingLog;
  readonly signal: AbortSignal;
  /** What is being looked at. */
  readonly onStage?: (node: string, stage: StageName) => void;
}

/** Milliseconds. */
const anHour = 3_600_000;

/**
 * Examines the way to every node, and to the servers beside the cluster, all at once, in sessions of its own; changes
 * nothing. Rejects when it is aborted.
 */
export async function diagnose(request: DiagnoseRequest): Promise<Diagnosis> {
  const { definition, powershell, scriptsFolder, lab, credentialOf, log, signal, onStage } = request;
  const texts = readScriptTexts(scriptsFolder);
  const host = new PowerShellHost({ executable: powershell, hostScript: texts.host, log });
  const openings = openingsOf(definition);
  try {
    const nodes = await Promise.all(
      rolesOf(definition).map(async ({ role, machine: node }) => {
        const connection = connectionTo(node, texts, lab);
        const session = new NodeSession({
          node: node.name,
          connection,
          credential: credentialOf?.(node),
          host,
          openings,
          log,
        });
        const looking = (stage: StageName): void => onStage?.(node.name, stage);
        const caller = { node: node.name, session, texts, log };
        const findings = await examine(definition, { role, node }, caller, { signal, looking });
        const { name, address } = node;
        return { name, role, address, transport: transportText(node), stages: stagesOf(findings) };
      }),
    );
    const takenAt = new Date().toISOString();
    return { cluster: definition.name, takenAt, powershell, outcome: outcomeOf(nodes), nodes };
  } finally {
    await host.dispose();
  }
}

interface Looking {
  readonly signal: AbortSignal;
  readonly looking: (stage: StageName) => void;
}

async function examine(
  definition: ClusterDefinition,
  { role, node }: { readonly role: MachineRole; readonly node: NodeDefinition },
  caller: NodeCaller,
  { signal, looking }: Looking,
): Promise<Findings> {
  looking('name');
  const way = await examineWay(node, signal);
  if (Object.values(way).some(({ state }) => state === 'failed')) return way;
  looking('session');
  const services = definition.services.map(({ name }) => name);
  const reading = await callOperation(caller, readNode, { services }, { signal });
  const now = new Date().toISOString();
  if (reading.kind === 'failed') {
    const { message, remedy } = reading.failure;
    const bad = failed(message, remedy);
    // A session that stands, and in which nothing can be read, is another trouble than none.
    if (caller.session.state.phase !== 'open') return { ...way, session: bad };
    return { ...way, session: passed('a session is open'), powershell: bad };
  }
  const { value } = reading;
  looking('cluster');
  const cluster =
    role === 'node'
      ? judgeCluster(node, value.clusterTools, await callOperation(caller, readCluster, {}, { signal }))
      : notNeeded('it is no node of the cluster');
  looking('events');
  return {
    ...way,
    session: passed(`a session on ${value.osCaption} (${value.osVersion}) is open`),
    ...judgeNode(definition, { role, node }, value, now, caller.session.source),
    cluster,
    events: await examineEvents(definition.eventLogs, value.time, caller, signal),
  };
}

async function examineEvents(logs: readonly string[], time: string, caller: NodeCaller, signal: AbortSignal) {
  if (logs.length === 0) return notNeeded('the definition names none');
  // By the node's own clock, which is the one that its events are stamped with.
  const after = new Date(Date.parse(time) - anHour).toISOString();
  const events = await callOperation(caller, readEvents, { logs: [...logs], after }, { signal });
  return judgeEvents(logs, events.kind === 'returned' ? events.value.length : events);
}
