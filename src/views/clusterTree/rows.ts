import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import { driftOf, driftText } from '../../cluster/drift.ts';
import { sameName } from '../../cluster/names.ts';
import { activeNode, protectedGroupNames } from '../../cluster/ownership.ts';
import type { GroupReading, Snapshot } from '../../cluster/snapshot.ts';
import type { Entry } from '../../home/home.ts';
import type { RunState } from '../../tasks/runState.ts';
import type { Localizer } from '../localizer.ts';
import type { ClusterState } from '../readings.ts';
import { colors, type Row, spoken } from '../tree/row.ts';
import { nodeRow } from './nodeRow.ts';
import { serversRow } from './serverRows.ts';

/** One cluster as the tree sees it. */
export interface ClusterSight {
  readonly entry: Entry<ClusterDefinition>;
  readonly state: ClusterState;
  readonly run: RunState | undefined;
  /** False in a workspace that is not trusted, for everything but a lab. */
  readonly allowed: boolean;
}

/** The row of a cluster with everything below it. */
export function clusterRow({ entry, state, run, allowed }: ClusterSight, l10n: Localizer): Row {
  const id = `cluster/${entry.id.toLowerCase()}`;
  if (entry.kind === 'bad') {
    const { message, remedy, line = 1, column = 1 } = entry.problem;
    return {
      id: `${id}/bad/${entry.file}`,
      kind: 'cluster.bad',
      label: entry.id,
      description: l10n.t('line {0}: {1}', line, message),
      icon: { name: 'error', color: colors.bad },
      tooltip: [message, remedy, entry.file],
      accessible: spoken(entry.id, l10n.t('its definition has an error'), message),
      children: [],
      place: { file: entry.file, line, column },
    };
  }
  const definition = entry.value;
  const base = { id, kind: 'cluster', label: definition.name, open: true, cluster: definition.name } as const;
  if (!allowed) {
    const text = l10n.t('not read: this workspace is not trusted');
    return {
      ...base,
      description: text,
      icon: { name: 'shield', color: colors.warn },
      accessible: spoken(definition.name, text),
      children: [],
    };
  }
  const { snapshot, problem, reading } = state;
  if (problem !== undefined) {
    const text = l10n.t('state unknown');
    return {
      ...base,
      description: text,
      icon: { name: 'server-environment', color: colors.bad },
      accessible: spoken(definition.name, text),
      children: [problemRow(`${id}/problem`, definition.name, problem, l10n)],
    };
  }
  if (snapshot === undefined) return unread(base, reading, l10n);
  const drift = driftOf(definition, snapshot);
  const active = activeNode(definition, snapshot.state);
  const known = snapshot.state !== undefined;
  const drifts = !known
    ? l10n.t('state unknown')
    : drift.length === 0
      ? l10n.t('at rest')
      : driftCount(drift.length, l10n);
  const lab = isLab(definition) ? l10n.t('simulated') : undefined;
  const text = [drifts, lab].filter((part) => part !== undefined).join(' · ');
  return {
    ...base,
    description: text,
    icon: {
      name: 'server-environment',
      color: !known ? colors.bad : drift.length === 0 ? colors.good : colors.warn,
    },
    tooltip: [
      `${definition.name}: ${text}`,
      active === undefined ? l10n.t('No single node is active') : l10n.t('Active node: {0}', active),
      ...drift.map(driftText),
    ],
    accessible: spoken(
      definition.name,
      text,
      active === undefined ? undefined : l10n.t('active node {0}', active),
    ),
    children: [
      ...groupRows(definition, snapshot, id, l10n),
      ...snapshot.nodes.map((node) => nodeRow(node, { definition, snapshot, drift, run }, id, l10n)),
      ...serversRow(definition, state.servers?.readings ?? [], id, l10n),
    ],
  };
}

/** How many differences there are, in words. */
export const driftCount = (count: number, l10n: Localizer): string =>
  count === 1 ? l10n.t('1 difference') : l10n.t('{0} differences', count);

function unread(
  base: { id: string; kind: 'cluster'; label: string; open: true; cluster: string },
  reading: boolean,
  l10n: Localizer,
): Row {
  const text = reading ? l10n.t('reading…') : l10n.t('not read yet');
  return {
    ...base,
    description: text,
    icon: { name: 'server-environment', color: colors.quiet },
    accessible: spoken(base.label, text),
    children: [
      {
        id: `${base.id}/waiting`,
        kind: 'waiting',
        label: l10n.t('Reading the nodes…'),
        icon: { name: 'loading~spin' },
        accessible: l10n.t('Reading the nodes…'),
        children: [],
      },
    ],
  };
}

function problemRow(
  id: string,
  cluster: string,
  problem: { message: string; remedy: string },
  l10n: Localizer,
): Row {
  return {
    id,
    kind: 'problem',
    label: problem.message,
    description: problem.remedy,
    icon: { name: 'error', color: colors.bad },
    tooltip: [problem.message, problem.remedy],
    accessible: spoken(l10n.t('Error: {0}', problem.message), problem.remedy),
    children: [],
    cluster,
  };
}

function groupRows(
  definition: ClusterDefinition,
  snapshot: Snapshot,
  parent: string,
  l10n: Localizer,
): readonly Row[] {
  const { state } = snapshot;
  if (state === undefined) return [];
  const guarded = protectedGroupNames(definition, state);
  const isGuarded = (group: GroupReading) => guarded.some((name) => sameName(name, group.name));
  return [...state.groups.filter(isGuarded), ...state.groups.filter((group) => !isGuarded(group))].map(
    (group) => {
      const text = l10n.t('{0} on {1}', group.state, group.owner);
      return {
        id: `${parent}/group/${group.name.toLowerCase()}`,
        kind: 'group',
        label: group.name,
        description: isGuarded(group) ? `${text} · ${l10n.t('protected')}` : text,
        icon: { name: 'layers', color: group.state === 'Online' ? colors.good : colors.warn },
        accessible: spoken(group.name, text, isGuarded(group) ? l10n.t('protected group') : l10n.t('group')),
        children: [],
      };
    },
  );
}
