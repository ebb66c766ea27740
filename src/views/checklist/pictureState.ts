import { driftOf } from '../../cluster/drift.ts';
import { sameName, withoutName } from '../../cluster/names.ts';
import { nodeStateOf, roleOf } from '../../cluster/ownership.ts';
import type { GroupReading, NodeReading } from '../../cluster/snapshot.ts';
import { type NodeSight, nodeText, patchedText } from '../clusterTree/nodeRow.ts';
import { serviceText } from '../clusterTree/serviceRow.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';
import { isPatched } from '../patched.ts';
import type { Picture, PictureNode } from '../protocol.ts';

/** The nodes with what they own and run, as a picture and as a text that says the same. */
export function pictureOf(sight: Omit<NodeSight, 'drift'>, l10n: Localizer): Picture {
  const { definition, snapshot } = sight;
  const whole = { ...sight, drift: driftOf(definition, snapshot) };
  const nodes = snapshot.nodes.map((node) => pictureNode(node, whole, l10n));
  return {
    nodes,
    text: nodes.map((node) => nodeSentence(node, l10n)).join(' '),
    takenAt: momentText(snapshot.takenAt),
  };
}

function pictureNode(reading: NodeReading, sight: NodeSight, l10n: Localizer): PictureNode {
  const { definition, snapshot, drift, run } = sight;
  const { name } = reading;
  const state = nodeStateOf(snapshot.state, name);
  const role = roleOf(definition, snapshot.state, name);
  const groups = (snapshot.state?.groups ?? []).filter((group) => sameName(group.owner, name)).map(groupChip);
  const patched = patchedText(run, name, l10n);
  const base = {
    name,
    active: role === 'active',
    patched: run !== undefined && isPatched(run, name) === true,
    ...(patched === undefined ? {} : { patchedText: patched }),
    groups,
  };
  if (reading.kind === 'unreached')
    return {
      ...base,
      look: 'unreachable',
      stateText: l10n.t('cannot be read'),
      services: [],
      problem: withoutName(reading.error.message, name),
    };
  return {
    ...base,
    look: state === 'Up' ? 'up' : state === 'Paused' ? 'paused' : 'down',
    // The badge says whether it is patched.
    stateText: nodeText(name, { ...sight, run: undefined }, l10n),
    services: definition.services.map((service) => {
      const { text, status, startType, drifted } = serviceText(service, reading, role, drift, l10n);
      return { name: service.name, status, startType, drift: drifted, text };
    }),
  };
}

const groupChip = ({ name, state }: GroupReading): PictureNode['groups'][number] => ({
  name,
  state,
  online: state === 'Online',
});

function nodeSentence(node: PictureNode, l10n: Localizer): string {
  const parts = [
    node.stateText,
    node.patchedText,
    node.problem,
    ...node.groups.map((group) => l10n.t('owns {0} ({1})', group.name, group.state)),
    ...node.services.map((service) => `${service.name} ${service.text}`),
  ];
  return `${node.name}: ${parts.filter((part) => part !== undefined).join(', ')}.`;
}
