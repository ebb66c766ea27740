import type { UpdatePackage } from '../cluster/package.ts';
import type { JsonValue } from '../tasks/door.ts';
import type { PlannedOperation } from '../tasks/plan.ts';
import type { Localizer } from './localizer.ts';

/** What an operation will do to a node, as a sentence for the question before it. */
export function effectOf(
  { name, node, arguments: values }: PlannedOperation,
  update: UpdatePackage | undefined,
  l10n: Localizer,
): string {
  const find = (wanted: string): JsonValue | undefined =>
    Object.entries(values).find(([key]) => key.toLowerCase() === wanted)?.[1];
  const named = (wanted: string): string => listText(find(wanted));
  switch (name) {
    case 'start-install':
      return l10n.t('Starts the installation of {0} on {1}', update?.kb ?? named('filepath'), node);
    case 'stop-services':
      return l10n.t('Stops the services {0} on {1}', named('name'), node);
    case 'set-start-type':
      return l10n.t('Sets the start type of {0} on {1} to {2}', named('name'), node, named('starttype'));
    case 'move-groups':
      return l10n.t(
        'Moves the groups {0} to {1}; they are down until they are Online there',
        named('group'),
        named('node') || node,
      );
    case 'start-resources':
      return l10n.t('Brings the resources {0} Online', named('name'));
    case 'stop-resources':
      return l10n.t('Takes the resources {0} Offline', named('name'));
    case 'set-resource-policy':
      return l10n.t('Changes the failover policies of the protected resources');
    case 'suspend-node':
      return l10n.t('Pauses {0}: it takes no group', named('node') || node);
    case 'resume-node':
      return l10n.t('Resumes {0}', named('node') || node);
    case 'restart-node':
      return l10n.t('Restarts {0}', node);
    case 'approve-agents':
      return l10n.t(
        'Approves the pending updates of these agents, which are reinstalled: {0}',
        named('agent'),
      );
    default:
      return l10n.t('Runs {0} on {1}', name, node);
  }
}

const listText = (value: JsonValue | undefined): string =>
  value === undefined || value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value);
