import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import type { Plan, PlannedGuard, PlannedStep } from '../../tasks/plan.ts';
import type { Procedure, Step } from '../../tasks/procedure.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';
import { parametersText } from '../parametersText.ts';
import type { ChecklistLine, PageScript } from '../protocol.ts';
import { Buttons } from './buttons.ts';
import type { Block, BlockOf } from './protocol.ts';
import type { SheetWithCommands } from './sheets.ts';

export interface PreviewSource {
  readonly definition: ClusterDefinition;
  readonly procedure: Procedure;
  readonly update: UpdatePackage | undefined;
  readonly plan: Plan;
  readonly at: Date;
}

/** What a run would do, step by step, with its guards as they are now and its exact scripts. */
export function previewSheet(source: PreviewSource, l10n: Localizer): SheetWithCommands {
  const { definition, procedure, update, plan, at } = source;
  const buttons = new Buttons();
  const target = {
    cluster: definition.name,
    procedure: procedure.id,
    ...(update === undefined ? {} : { update: update.id }),
  };
  const steps = plan.steps.map((step, index) =>
    stepBlock(
      step,
      index,
      procedure.steps.find(({ id }) => id === step.id),
      l10n,
    ),
  );
  return {
    tab: l10n.t('Preview: {0}', definition.name),
    commands: buttons.commands,
    sheet: {
      cluster: definition.name,
      lab: isLab(definition),
      overline: l10n.t('preview of {0}', momentText(at)),
      title: procedure.title,
      ...(update === undefined ? {} : { subtitle: `${update.kb} · ${update.title}` }),
      actions: [
        buttons.add({
          label: l10n.t('Start Procedure…'),
          look: 'primary',
          command: 'startProcedure',
          target,
        }),
        buttons.add({ label: l10n.t('Rehearse…'), command: 'rehearse', target }),
        buttons.add({ label: l10n.t('Read Again'), command: 'previewProcedure', target }),
      ],
      blocks: [guardCallout(plan, l10n), ...steps],
    },
  };
}

function guardCallout({ steps }: Plan, l10n: Localizer): Block {
  const guards = steps.flatMap((step) => step.guards);
  const open = guards.filter((guard) => !guard.holds).length;
  const text = l10n.t(
    'Nothing has been changed. Each guard is checked again on the live cluster in the instant before its step; what does not hold yet may be brought about by the steps before it.',
  );
  if (guards.length === 0)
    return {
      kind: 'callout',
      tone: 'plain',
      title: l10n.t('No step has a guard'),
      text: l10n.t(
        'Nothing has been changed. Nothing is checked before a step is begun; each step is verified at its end.',
      ),
    };
  return open === 0
    ? { kind: 'callout', tone: 'good', title: l10n.t('All {0} guards hold now', guards.length), text }
    : {
        kind: 'callout',
        tone: 'warn',
        title: l10n.t('{0} of {1} guards do not hold now', open, guards.length),
        text,
      };
}

function stepBlock(
  { title, node, guards, operations, instructions, verification }: PlannedStep,
  index: number,
  step: Step | undefined,
  l10n: Localizer,
): BlockOf<'step'> {
  const holds = guards.every((guard) => guard.holds);
  return {
    kind: 'step',
    title: `${index + 1}. ${title}`,
    ...(node === null ? {} : { node }),
    state:
      guards.length === 0
        ? l10n.t('no guard')
        : holds
          ? l10n.t('guards hold')
          : l10n.t('a guard does not hold now'),
    tone: guards.length === 0 ? 'plain' : holds ? 'good' : 'warn',
    ...(step?.prevents === undefined ? {} : { prevents: step.prevents }),
    ...(step?.reconstructed === undefined ? {} : { reconstructed: step.reconstructed }),
    instructions: [...instructions],
    guards: guards.flatMap(guardLines),
    verification: verification.map((text) => ({ state: 'planned', text })),
    scripts: operations.map(
      ({ name, node: where, script, arguments: values }): PageScript => ({
        operation: name,
        node: where,
        script,
        parameters: parametersText(values),
      }),
    ),
  };
}

/** What a guard saw, line by line. */
export const guardLines = ({ text, holds, evidence }: PlannedGuard): readonly ChecklistLine[] =>
  evidence.length === 0
    ? [{ state: holds ? 'passed' : 'failed', text }]
    : evidence.map(({ expected, observed, passed, node, note }) => ({
        state: passed ? 'passed' : 'failed',
        text: evidence.length === 1 ? text : expected,
        observed,
        ...(node === undefined ? {} : { node }),
        ...(note === undefined ? {} : { note }),
      }));
