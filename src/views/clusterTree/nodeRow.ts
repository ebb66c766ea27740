import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { Drift } from '../../cluster/drift.ts';
import { sameName, withoutName } from '../../cluster/names.ts';
import { nodeStateOf, roleOf } from '../../cluster/ownership.ts';
import type { NodeReading, Snapshot, UnreachedNode } from '../../cluster/snapshot.ts';
import type { RunState } from '../../tasks/runState.ts';
import type { Localizer } from '../localizer.ts';
import { isPatched } from '../patched.ts';
import { colors, type Row, spoken } from '../tree/row.ts';
import { serviceRow } from './serviceRow.ts';

export interface NodeSight {
  readonly definition: ClusterDefinition;
  readonly snapshot: Snapshot;
  readonly drift: readonly Drift[];
  /** The run on this cluster, when one is open. */
  readonly run: RunState | undefined;
}

/** A node's state in words: `Up · active · patched`. */
export function nodeText(name: string, { definition, snapshot, run }: NodeSight, l10n: Localizer): string {
  const role = roleOf(definition, snapshot.state, name);
  const roleText = { active: l10n.t('active'), passive: l10n.t('passive'), unknown: l10n.t('role unknown') }[
    role
  ];
  return [nodeStateOf(snapshot.state, name), roleText, patchedText(run, name, l10n)]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Whether the open run has verified the package on the node, in words; undefined when no run tells. */
export function patchedText(run: RunState | undefined, node: string, l10n: Localizer): string | undefined {
  const patched = run === undefined ? undefined : isPatched(run, node);
  if (patched === undefined) return undefined;
  return patched ? l10n.t('patched') : l10n.t('not yet patched');
}

/** The row of a machine that does not answer, with the cause. */
export function unreachedRow(
  { name, error: { message: whole, remedy } }: UnreachedNode,
  id: string,
  cluster: string,
  l10n: Localizer,
): Row {
  const message = withoutName(whole, name);
  return {
    id,
    kind: 'node.unreachable',
    label: name,
    description: l10n.t('cannot be read: {0}', message),
    icon: { name: 'debug-disconnect', color: colors.bad },
    tooltip: [message, remedy],
    accessible: spoken(name, l10n.t('cannot be read'), message, remedy),
    children: [],
    cluster,
  };
}

/** The row of a node with its services; one that does not answer is a single row with the cause. */
export function nodeRow(reading: NodeReading, sight: NodeSight, parent: string, l10n: Localizer): Row {
  const { definition, snapshot, drift } = sight;
  const id = `${parent}/node/${reading.name.toLowerCase()}`;
  if (reading.kind === 'unreached') return unreachedRow(reading, id, definition.name, l10n);
  const state = nodeStateOf(snapshot.state, reading.name);
  const role = roleOf(definition, snapshot.state, reading.name);
  const text = nodeText(reading.name, sight, l10n);
  const healthy = state === 'Up';
  const restart = reading.restartPending.length > 0 ? l10n.t('restart pending') : undefined;
  const children = definition.services.map((service) => serviceRow(service, reading, role, drift, id, l10n));
  return {
    id,
    kind: 'node',
    label: reading.name,
    description: [text, restart].filter((part) => part !== undefined).join(' · '),
    icon: healthy
      ? {
          name: role === 'active' ? 'vm-active' : 'vm',
          color: role === 'active' ? colors.good : colors.quiet,
        }
      : { name: state === 'Paused' ? 'debug-pause' : 'warning', color: colors.warn },
    tooltip: [
      `${reading.name}: ${text}`,
      reading.osCaption,
      l10n.t('PowerShell {0}', reading.powershellVersion),
      l10n.t('Last started {0}', reading.lastBoot),
      ...(restart === undefined ? [] : [`${restart}: ${reading.restartPending.join(', ')}`]),
      ...(reading.elevated ? [] : [l10n.t('The session has no administrative rights on this node.')]),
      ...drift
        .filter(
          (line) =>
            line.node !== undefined && sameName(line.node, reading.name) && line.kind === 'node-state',
        )
        .map((line) => l10n.t('Expected {0}', line.expected)),
    ],
    accessible: spoken(reading.name, text, restart),
    open: true,
    children,
    cluster: definition.name,
    node: reading.name,
  };
}
