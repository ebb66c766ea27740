import type { ClusterDefinition, MachineRole, NodeDefinition } from '../../cluster/definition.ts';
import { sameName } from '../../cluster/names.ts';
import type { ClusterReading, ReachedNode } from '../../cluster/snapshot.ts';
import type { OperationFailure } from '../../tasks/door.ts';
import type { FunctionSource } from '../establish.ts';
import type { Reading } from '../readSnapshot.ts';
import { type Finding, type Findings, failed, passed } from './diagnosis.ts';

type NodeValues = Omit<ReachedNode, 'kind' | 'name'> & { readonly clusterTools: string };

/** Seconds. Source: Microsoft, "Maximum tolerance for computer clock synchronization": Kerberos takes five minutes. */
const clockTolerance = 300;

/** What the reading of a node says about how well it can be worked on. `now` is this machine's time, ISO. */
export function judgeNode(
  definition: ClusterDefinition,
  { role, node }: { readonly role: MachineRole; readonly node: NodeDefinition },
  reading: NodeValues,
  now: string,
  source: FunctionSource,
): Findings {
  return {
    powershell: judgeVersion(reading.powershellVersion),
    language: judgeLanguage(reading.languageMode, source),
    elevation: reading.elevated
      ? passed('the session has the rights of an administrator')
      : failed(
          'the session lacks the rights of an administrator',
          'Use an account that is an administrator of the node; a local one other than Administrator is filtered over the network (LocalAccountTokenFilterPolicy).',
        ),
    clock:
      node.transport.kind === 'lab'
        ? { state: 'not-needed', observed: `the lab has a clock of its own: ${reading.time}` }
        : judgeClock(reading.time, now),
    services: judgeServices(definition, role, reading),
  };
}

function judgeVersion(version: string): Finding {
  if (Number.parseInt(version, 10) >= 2) return passed(version);
  return failed(
    `${version} is too old`,
    'Install Windows PowerShell 2.0 or later on the node (Windows Management Framework).',
  );
}

function judgeLanguage(mode: string, source: FunctionSource): Finding {
  // Functions of a module run in the mode of the module, whatever the session may do.
  if (source === 'endpoint') return passed("the endpoint carries this program's functions, of this version");
  if (mode === 'FullLanguage' || mode === 'ConstrainedLanguage') return passed(mode);
  return failed(
    mode,
    'Name a session configuration in the cluster definition that carries the functions of this program (JEA), or one with FullLanguage.',
  );
}

function judgeClock(time: string, now: string): Finding {
  const seconds = Math.round((Date.parse(time) - Date.parse(now)) / 1000);
  const text =
    seconds === 0
      ? 'the same as on this machine'
      : `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine`;
  if (Math.abs(seconds) <= clockTolerance) return passed(text);
  return failed(
    text,
    'Set the clocks from the domain (w32tm /resync on both): past 300 s Kerberos refuses, and times in the evidence do not compare.',
  );
}

function judgeServices(
  { name: cluster }: ClusterDefinition,
  role: MachineRole,
  { services }: NodeValues,
): Finding {
  const missing = services.filter(({ status }) => status === 'Missing').map(({ name }) => name);
  // A server beside the cluster has what its part needs: a gateway has neither SDK nor configuration service.
  if (missing.length === 0 || (role !== 'node' && missing.length < services.length))
    return passed(
      services
        .map(({ name, status, startType }) =>
          status === 'Missing' ? `${name} not installed` : `${name} ${status}/${startType}`,
        )
        .join(', '),
    );
  return failed(
    `not on ${role === 'node' ? 'the node' : 'the server'}: ${missing.join(', ')}`,
    `Check the services of ${cluster} in its definition: names, not display names (Get-Service | Format-Table Name, DisplayName).`,
  );
}

/** Whether the cluster can be read from a node, and knows it. */
export function judgeCluster(
  { name }: NodeDefinition,
  tools: string,
  reading: Reading<ClusterReading>,
): Finding {
  if (reading.kind === 'failed') {
    const { message, remedy } = reading.failure;
    return tools === 'none'
      ? failed('neither the FailoverClusters module nor root\\MSCluster answers', toolsRemedy)
      : failed(message, remedy);
  }
  const { name: cluster, nodes } = reading.value;
  const states = nodes.map((each) => `${each.name} ${each.state}`).join(', ');
  const observed = `${toolWords[tools] ?? tools}; cluster ${cluster}: ${states}`;
  if (nodes.some((each) => sameName(each.name, name))) return passed(observed);
  return failed(
    `${observed}; no node ${name}`,
    'Use the names in the cluster definition that the cluster uses for its nodes; where to reach one is its "address".',
  );
}

const toolWords: { readonly [tools: string]: string } = {
  MSCluster: 'WMI root\\MSCluster',
  'cluster.exe': 'WMI root\\MSCluster with cluster.exe',
};

const toolsRemedy =
  'Check that the Cluster Service runs on the node, and install the tools: Install-WindowsFeature RSAT-Clustering-PowerShell.';

/** Whether event logs can be read. Reading one that does not exist is no error: it holds no events. */
export function judgeEvents(
  logs: readonly string[],
  events: number | { readonly failure: OperationFailure },
): Finding {
  if (typeof events !== 'number') return failed(events.failure.message, events.failure.remedy);
  return passed(`${logs.join(', ')}: ${events} ${events === 1 ? 'error' : 'errors'} in the last hour`);
}
