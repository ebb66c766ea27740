import type { ClusteredService } from '../../cluster/definition.ts';
import type { Drift } from '../../cluster/drift.ts';
import { sameName } from '../../cluster/names.ts';
import type { Role } from '../../cluster/ownership.ts';
import { expectedService } from '../../cluster/restingState.ts';
import type { ReachedNode } from '../../cluster/snapshot.ts';
import type { Localizer } from '../localizer.ts';
import { colors, type Row, spoken } from '../tree/row.ts';

/** A service on a node in words: `Running · Automatic, expected Stopped · Manual`. */
export function serviceText(
  service: ClusteredService,
  node: ReachedNode,
  role: Role,
  drift: readonly Drift[],
  l10n: Localizer,
): { readonly text: string; readonly status: string; readonly startType: string; readonly drifted: boolean } {
  const seen = node.services.find((reading) => sameName(reading.name, service.name));
  const drifted = drift.some(
    (line) =>
      line.node !== undefined && sameName(line.node, node.name) && sameName(line.subject, service.name),
  );
  if (seen === undefined || seen.status === 'Missing')
    return { text: l10n.t('not installed'), status: l10n.t('not installed'), startType: '', drifted };
  const observed = `${seen.status} · ${seen.startType}`;
  const expected = expectedService(service, role);
  const text =
    drifted && expected !== undefined
      ? l10n.t('{0}, expected {1}', observed, `${expected.status} · ${expected.startType}`)
      : observed;
  return { text, status: seen.status, startType: seen.startType, drifted };
}

/** The row of a service under its node; a difference from the resting state shows in icon, colour and words. */
export function serviceRow(
  service: ClusteredService,
  node: ReachedNode,
  role: Role,
  drift: readonly Drift[],
  parent: string,
  l10n: Localizer,
): Row {
  const { text, status, drifted } = serviceText(service, node, role, drift, l10n);
  const icon = drifted
    ? { name: 'warning', color: colors.warn }
    : status === 'Running'
      ? { name: 'circle-filled', color: colors.good }
      : { name: 'circle-outline', color: colors.quiet };
  return {
    id: `${parent}/service/${service.name.toLowerCase()}`,
    kind: 'service',
    label: service.name,
    description: text,
    icon,
    tooltip: [service.displayName ?? service.name, text],
    accessible: spoken(service.name, text, drifted ? l10n.t('differs from the resting state') : undefined),
    children: [],
  };
}
