import type { MachineRole } from '../../cluster/definition.ts';

/** What is looked at on the way to a node, in this order: what comes later needs what came before. */
export const stageTitles = {
  definition: 'Definition and transport',
  name: 'Name resolution',
  port: 'Port',
  session: 'Authentication and session',
  powershell: 'PowerShell version',
  language: 'Language mode',
  elevation: 'Elevation',
  cluster: 'Cluster tools',
  clock: 'Clock',
  services: 'Services',
  events: 'Event logs',
} as const;
export type StageName = keyof typeof stageTitles;

/** `not-tried`: a stage before it failed. `not-needed`: there is nothing to look at on this cluster. */
export type Finding =
  | { readonly state: 'passed' | 'not-needed'; readonly observed: string }
  | { readonly state: 'failed'; readonly observed: string; readonly remedy: string }
  | { readonly state: 'not-tried' };

export type Stage = Finding & { readonly stage: StageName; readonly title: string };

export interface NodeDiagnosis {
  readonly name: string;
  readonly role: MachineRole;
  readonly address: string;
  readonly transport: string;
  readonly stages: readonly Stage[];
}

/** How every machine of a definition can be reached and worked on, and what is to be mended where it cannot. */
export interface Diagnosis {
  readonly cluster: string;
  readonly takenAt: string;
  /** The PowerShell on this machine. */
  readonly powershell: string;
  /** `unreachable`: there is no session to some machine; `mend`: there is one to each, but something is wrong. */
  readonly outcome: 'well' | 'mend' | 'unreachable';
  /** The nodes, then the servers beside the cluster. */
  readonly nodes: readonly NodeDiagnosis[];
}

export const passed = (observed: string): Finding => ({ state: 'passed', observed });
export const notNeeded = (observed: string): Finding => ({ state: 'not-needed', observed });
export const failed = (observed: string, remedy: string): Finding => ({ state: 'failed', observed, remedy });

export type Findings = { readonly [stage in StageName]?: Finding };

const stageNames = Object.keys(stageTitles).filter((name): name is StageName => name in stageTitles);

/** All stages in their order; those without a finding were not tried. */
export const stagesOf = (findings: Findings): readonly Stage[] =>
  stageNames.map((stage) => ({
    stage,
    title: stageTitles[stage],
    ...(findings[stage] ?? { state: 'not-tried' as const }),
  }));

const toSession: readonly StageName[] = ['definition', 'name', 'port', 'session'];

export function outcomeOf(nodes: readonly NodeDiagnosis[]): Diagnosis['outcome'] {
  const bad = nodes.flatMap(({ stages }) => stages.filter(({ state }) => state === 'failed'));
  if (bad.length === 0) return 'well';
  return bad.some(({ stage }) => toSession.includes(stage)) ? 'unreachable' : 'mend';
}
