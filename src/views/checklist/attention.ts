import { driftText } from '../../cluster/drift.ts';
import { allPassed, type Evidence, firstFailure, isUnknown } from '../../cluster/evidence.ts';
import { changesSomething } from '../../tasks/procedure.ts';
import { type Author, currentStep, type RunState, type StepState } from '../../tasks/runState.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';

/**
 * What a person has to decide, with the one next thing to do; undefined when the run can simply go on. `looked` is what
 * the cluster said of the current step since.
 */
export function attentionText(
  run: RunState,
  looked: readonly Evidence[] | undefined,
  l10n: Localizer,
): string | undefined {
  const drift = run.driftAfter ?? [];
  if (run.status !== 'active' && drift.length > 0)
    return `${l10n.t('The cluster was not at rest when the run ended:')} ${drift.map(driftText).join('; ')}.`;
  const step = currentStep(run);
  return step === undefined ? undefined : stepText(step, run.steps.indexOf(step) + 1, looked, l10n);
}

/** Whoever goes on with a run that somebody else worked on last, or on another machine, takes it over. */
export const takesOver = ({ status, lastBy }: RunState, { user, machine }: Author): boolean =>
  status === 'active' && (lastBy.user !== user || lastBy.machine !== machine);

/** What to know before one takes a run over; undefined where one does not. */
export function handOverText(run: RunState, author: Author, l10n: Localizer): string | undefined {
  if (!takesOver(run, author)) return undefined;
  const { lastBy, lastAt } = run;
  return l10n.t(
    '{0} on {1} worked on it last, {2}. Going on takes it over, and the journal records that.',
    lastBy.user,
    lastBy.machine,
    momentText(lastAt),
  );
}

/**
 * What a refused step has done before: one that was under way or failed was begun, and only what came after was refused.
 * Undefined where it is true that nothing was changed.
 */
export const standsText = ({ progress, step }: StepState, l10n: Localizer): string | undefined =>
  progress === 'pending' || !changesSomething(step)
    ? undefined
    : l10n.t('What was sent or done in it before stands, and is to be verified.');

function stepText(
  step: StepState,
  number: number,
  looked: readonly Evidence[] | undefined,
  l10n: Localizer,
): string | undefined {
  if (step.progress === 'failed')
    return l10n.t(
      'Step {0} failed. Look at what was observed and mend it, then verify or run the step again.',
      number,
    );
  const stands = standsText(step, l10n);
  if (step.refused && stands === undefined)
    return l10n.t('Step {0} was refused, because a guard does not hold. Nothing was changed.', number);
  if (step.progress !== 'started') return undefined;
  const happened =
    step.refused && stands !== undefined
      ? [l10n.t('Step {0} was refused, because a guard does not hold.', number), stands]
      : [l10n.t('Step {0} was interrupted.', number)];
  return `${[...happened, ...inFlight(step, l10n)].join(' ')}\n${nextText(looked, l10n)}`;
}

/** What was sent and never came back. */
const inFlight = ({ operations }: StepState, l10n: Localizer): readonly string[] =>
  operations
    .filter(({ outcome }) => outcome.kind === 'in-flight')
    .map(({ operation, node, sentAt }) =>
      l10n.t(
        '{0} was sent to {1} at {2}, and how it ended is not on record.',
        operation,
        node,
        momentText(sentAt),
      ),
    );

/** Decided by what the cluster shows, not by what was intended. */
function nextText(looked: readonly Evidence[] | undefined, l10n: Localizer): string {
  if (looked === undefined) return l10n.t('Verify it: the cluster itself is asked whether it is done.');
  if (allPassed(looked)) return l10n.t('The cluster shows that it is done: verify it, and it is ticked.');
  const unclear = looked.find(isUnknown);
  if (unclear !== undefined)
    return l10n.t(
      'It is unclear whether it is done, because something cannot be read. {0} Look at that first, then verify.',
      firstFailure([unclear]),
    );
  return l10n.t(
    'The cluster shows that it is not done yet: {0} Go on with it: what was sent is waited for, and never sent again unseen.',
    firstFailure(looked),
  );
}
