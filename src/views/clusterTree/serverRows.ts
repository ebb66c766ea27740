import { type ClusterDefinition, type MachineRole, rolesOf } from '../../cluster/definition.ts';
import { sameName } from '../../cluster/names.ts';
import type { NodeReading, ReachedNode } from '../../cluster/snapshot.ts';
import { machineText } from '../connection/diagnosisText.ts';
import type { Localizer } from '../localizer.ts';
import { colors, type Row, spoken } from '../tree/row.ts';
import { unreachedRow } from './nodeRow.ts';
import { serviceRow } from './serviceRow.ts';

/**
 * The management servers and gateways beside the cluster, in a row that is closed at first: they are read only while
 * somebody looks at them. No row where the definition names none.
 */
export function serversRow(
  definition: ClusterDefinition,
  readings: readonly NodeReading[],
  parent: string,
  l10n: Localizer,
): readonly Row[] {
  const servers = rolesOf(definition).filter(({ role }) => role !== 'node');
  if (servers.length === 0) return [];
  const id = `${parent}/servers`;
  const label = l10n.t('Servers beside the cluster');
  const names = servers.map(({ machine }) => machine.name).join(', ');
  return [
    {
      id,
      kind: 'servers',
      label,
      description: names,
      icon: { name: 'server', color: colors.quiet },
      accessible: spoken(label, names),
      open: false,
      cluster: definition.name,
      children: servers.map(({ role, machine: { name } }) =>
        serverRow(
          { definition, role, name, reading: readings.find((one) => sameName(one.name, name)) },
          id,
          l10n,
        ),
      ),
    },
  ];
}

interface ServerSight {
  readonly definition: ClusterDefinition;
  readonly role: MachineRole;
  readonly name: string;
  /** Undefined as long as it was not read. */
  readonly reading: NodeReading | undefined;
}

function serverRow({ definition, role, name, reading }: ServerSight, parent: string, l10n: Localizer): Row {
  const id = `${parent}/${name.toLowerCase()}`;
  const what = machineText(role, l10n);
  if (reading?.kind === 'unreached') return unreachedRow(reading, id, definition.name, l10n);
  const running = reading === undefined ? l10n.t('reading…') : runningText(definition, reading, l10n);
  return {
    id,
    kind: 'server',
    label: name,
    description: [what, running].filter((part) => part !== undefined).join(' · '),
    icon: { name: 'server', color: reading === undefined ? colors.quiet : colors.good },
    ...(reading === undefined ? {} : { tooltip: [`${name}: ${what}`, reading.osCaption], open: false }),
    accessible: spoken(name, what, running),
    // What is expected of such a server is said by a procedure: nothing here can differ from it.
    children:
      reading === undefined
        ? []
        : definition.services.map((service) => serviceRow(service, reading, 'unknown', [], id, l10n)),
    cluster: definition.name,
  };
}

/** Which of the services run there, in words. */
function runningText({ services }: ClusterDefinition, reading: ReachedNode, l10n: Localizer): string {
  const running = services.filter(({ name }) =>
    reading.services.some((seen) => sameName(seen.name, name) && seen.status === 'Running'),
  );
  return running.length === 0
    ? l10n.t('none of the services is running')
    : l10n.t('running: {0}', running.map(({ name }) => name).join(', '));
}
